import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime } from "@/lib/core/format";
import type { Told } from "@/lib/intake/proof/schema";

/** What the site named, each with whether it is here. */
export function NamedTable({ named, timeZone }: { named: Told[]; timeZone: string }) {
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
          {hasSites && <TableHead>{t("site")}</TableHead>}
          <TableHead>{t("submitted")}</TableHead>
          <TableHead>{t("hereAs")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {named.map(({ id, form, plugin, site = "", at, here, deliveryId, gone = false }) => (
          <TableRow key={`${site} ${plugin} ${form} ${id}`}>
            <TableCell className="max-w-36 truncate font-mono text-xs" title={id}>
              {id}
            </TableCell>
            {hasForms && (
              <TableCell className="text-muted-foreground max-sm:hidden">
                {plugin} {form}
              </TableCell>
            )}
            {hasSites && <TableCell className="text-muted-foreground wrap-anywhere">{site}</TableCell>}
            <TableCell className="text-muted-foreground tabular-nums">
              {formatDateTime(at, { locale, timeZone })}
            </TableCell>
            <TableCell>
              {!here && <TonePill tone="red">{t(gone ? "isGone" : "isMissing")}</TonePill>}
              {here && deliveryId === null && <TonePill tone="green">{t("isHere")}</TonePill>}
              {here && deliveryId !== null && (
                <Link
                  href={`/intake/deliveries/${deliveryId}`}

                  className="text-accent-text hover:underline"
                >
                  {t("isHere")}
                </Link>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
