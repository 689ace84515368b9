import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { LostButton } from "@/components/intake/proof/lost-button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime } from "@/lib/core/format";
import type { Told } from "@/lib/intake/proof/schema";

type NamedTableProps = { sourceId: string; named: Told[]; timeZone: string; canManage: boolean };

/** What was named, each with whether it is here. On a phone all but that stands under its number. */
export function NamedTable({ sourceId, named, timeZone, canManage }: NamedTableProps) {
  const t = useTranslations("proof");
  const locale = useLocale();
  const hasForms = named.some(({ form }) => form !== "");
  const hasSites = new Set(named.map(({ site }) => site)).size > 1;
  return (
    <Table label={t("named")} wrapperClassName="max-h-96 print:max-h-none">
      <TableHeader>
        <TableRow>
          <TableHead>{t("id")}</TableHead>
          {hasForms && <TableHead className="max-sm:hidden">{t("form")}</TableHead>}
          {hasSites && <TableHead className="max-sm:hidden">{t("site")}</TableHead>}
          <TableHead className="max-sm:hidden">{t("submitted")}</TableHead>
          <TableHead>{t("hereAs")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {named.map((one) => {
          const { id, form, plugin, site = "", missingId, here, lost } = one;
          const at = formatDateTime(one.at, { locale, timeZone });
          return (
            <TableRow key={`${site} ${plugin} ${form} ${id}`}>
              <TableCell className="max-w-36 whitespace-normal sm:whitespace-nowrap">
                <span className="block truncate font-mono text-xs" title={id}>
                  {id}
                </span>
                <span className="text-xs text-muted-foreground tabular-nums sm:hidden">
                  {at} {hasSites && <span className="block wrap-anywhere">{site}</span>}
                </span>
              </TableCell>
              {hasForms && (
                <TableCell className="text-muted-foreground max-sm:hidden">
                  {plugin} {form}
                </TableCell>
              )}
              {hasSites && <TableCell className="text-muted-foreground wrap-anywhere max-sm:hidden">{site}</TableCell>}
              <TableCell className="text-muted-foreground tabular-nums max-sm:hidden">{at}</TableCell>
              <TableCell className="whitespace-normal">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <Here told={one} timeZone={timeZone} />
                  {canManage && !here && missingId !== undefined && (
                    <LostButton sourceId={sourceId} missingIds={[missingId]} lost={lost === undefined} />
                  )}
                </span>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Here({ told, timeZone }: { told: Told; timeZone: string }) {
  const { here, deliveryId, lost } = told;
  const t = useTranslations("proof");
  const intake = useTranslations("intake");
  const locale = useLocale();
  if (lost) {
    const when = formatDateTime(lost.at, { locale, timeZone });
    return (
      <>
        <TonePill tone="gray">{t("isLost")}</TonePill>
        <span className="text-xs text-muted-foreground">{lost.by === null ? when : `${lost.by}, ${when}`}</span>
      </>
    );
  }
  if (!here) {
    return (
      <>
        <TonePill tone="red">{t("isMissing")}</TonePill>
        <span className="text-xs text-muted-foreground">{whyMissing(told)}</span>
      </>
    );
  }
  if (deliveryId === null) return <TonePill tone="green">{t("isHere")}</TonePill>;
  return (
    <Link href={`/intake/deliveries/${deliveryId}`} className="text-accent-text hover:underline">
      {t("isHere")}
    </Link>
  );

  function whyMissing({ left, unnamed, gone, why }: Told): string {
    if (left) return t("isLeft");
    if (unnamed) return t("isUnnamed", { when: formatDateTime(unnamed, { locale, timeZone }) });
    if (gone) return t("isGone");
    if (why === undefined) return "";
    const key = `pullProblems.${why}` as "pullProblems.busy";
    return t("isRefused", { why: intake.has(key) ? intake(key) : why });
  }
}
