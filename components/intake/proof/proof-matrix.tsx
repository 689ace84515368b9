import { Check, CircleHelp, CircleSlash, Clock, Minus, TriangleAlert } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { troubleTitle } from "@/components/intake/proof/trouble-title";
import { stickyCellClass, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import { formatDateTime, formatDay, formatNumber } from "@/lib/core/format";
import type { ProofDay, ProofMatrix, ProofSource } from "@/lib/intake/proof/schema";

/** Sources × days at a glance, the newest day first: are all of them here? */
export function ProofTable({ matrix }: { matrix: ProofMatrix }) {
  const t = useTranslations("proof");
  const locale = useLocale();
  const { days, sources } = matrix;
  return (
    <>
      <PhoneProof matrix={matrix} stateOf={stateOf} />
      <Table label={t("title")} wrapperClassName="max-md:hidden print:block">
        <TableHeader>
          <TableRow>
            <TableHead className="sticky left-0 z-20">{t("source")}</TableHead>
            {days.map((day) => (
              <TableHead key={day} className="text-right">
                {formatDay(`${day}T00:00Z`, { locale, timeZone: "UTC" })}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {sources.map((source) => (
            <TableRow key={source.id}>
              <TableCell className={cn(stickyCellClass, "h-14 max-w-40 whitespace-normal sm:max-w-64")}>
                <Link href={hrefOf(source, days)} className="line-clamp-2 font-medium hover:underline">
                  {source.name}
                </Link>
                <span className="block text-xs text-muted-foreground">{stateOf(source)}</span>
              </TableCell>
              {source.days.map((day) => (
                <TableCell key={day.day} className="text-right">
                  <Cell source={source} day={day} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );

  function stateOf(source: ProofSource): string {
    if (source.asking) return t("asking");
    if (source.method === null) return t("cannot");
    return source.troubles.length === 0 ? t(`by.${source.method}`) : troubleTitle(t, source.troubles);
  }
}

type PhoneProofProps = { matrix: ProofMatrix; stateOf: (source: ProofSource) => string };

/** On a phone each source stands above its days, which scroll under it. */
function PhoneProof({ matrix: { days, sources }, stateOf }: PhoneProofProps) {
  const locale = useLocale();
  return (
    <ul className="divide-y md:hidden print:hidden">
      {sources.map((source) => (
        <li key={source.id} className="py-2.5">
          <div className="px-4">
            <Link href={hrefOf(source, days)} className="font-medium wrap-anywhere hover:underline">
              {source.name}
            </Link>
            <p className="text-xs text-muted-foreground">{stateOf(source)}</p>
          </div>
          <div role="group" aria-label={source.name} tabIndex={0} className="scroll-hint mt-1 overflow-x-auto">
            <ol className="flex w-max gap-3 px-3">
              {source.days.map((day) => (
                <li key={day.day} className="flex flex-col items-end text-sm">
                  <span className="px-1.5 text-2xs whitespace-nowrap text-muted-foreground">
                    {formatDay(`${day.day}T00:00Z`, { locale, timeZone: "UTC" })}
                  </span>
                  <Cell source={source} day={day} />
                </li>
              ))}
            </ol>
          </div>
        </li>
      ))}
    </ul>
  );
}

const hrefOf = ({ id }: ProofSource, [to = ""]: string[]) => `/intake/proof/${id}?to=${to}`;

/** Whether the answer isn't the last word on the day: more may have come since, or the last question failed. */
const isOlder = ({ troubles }: ProofSource, { settled }: ProofDay): boolean => troubles.length > 0 || !settled;

function stateOfDay(source: ProofSource, day: ProofDay) {
  // What was found out while the source could be asked stays known.
  if (day.missing !== null && day.missing > 0) return "missing";
  if (day.lost > 0) return "lost";
  if (source.method === null) return "cannot";
  if (day.missing === null) return "notAsked";
  return isOlder(source, day) ? "older" : "complete";
}

function Cell({ source, day }: { source: ProofSource; day: ProofDay }) {
  const t = useTranslations("proof");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const { expected, missing, lost, arrived, askedAt } = day;
  const state = stateOfDay(source, day);
  const shown = formatNumber(state === "older" ? arrived : (expected ?? arrived), { locale });
  const words = wordsOf();
  const Icon = {
    cannot: CircleHelp,
    notAsked: Minus,
    missing: TriangleAlert,
    lost: CircleSlash,
    older: Clock,
    complete: Check,
  }[state];
  return (
    <Link
      href={`/intake/proof/${source.id}?to=${day.day}`}
      title={words}
      aria-label={`${shown}: ${words}`}
      className={cn(
        "inline-flex min-h-8 items-center justify-end gap-1.5 rounded-md px-1.5 tabular-nums hover:bg-muted pointer-coarse:min-h-11",
        state === "missing" && "bg-danger-soft font-semibold text-danger",
        state !== "missing" && state !== "complete" && "text-muted-foreground",
      )}
    >
      {shown}
      {state === "missing" && <span>−{formatNumber(missing ?? 0, { locale })}</span>}
      {state === "lost" && <span>−{formatNumber(lost, { locale })}</span>}
      <Icon aria-hidden className={cn("size-3.5", state === "complete" && "text-success")} />
    </Link>
  );

  function wordsOf(): string {
    if (state === "missing") return t("missingCount", { count: missing ?? 0 });
    if (state === "lost") return t("lostCount", { count: lost });
    if (state !== "older") return t(state);
    const when = askedAt ? formatDateTime(askedAt, { locale, timeZone }) : "";
    return t("older", { expected: formatNumber(expected ?? 0, { locale }), when });
  }
}
