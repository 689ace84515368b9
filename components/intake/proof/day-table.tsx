import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { stickyCellClass, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import { formatDay, formatNumber } from "@/lib/core/format";
import { ENDS, filterOfEnd } from "@/lib/intake/inbox/schema";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import type { ProofDay } from "@/lib/intake/proof/schema";

type DayTableProps = {
  sourceId: string;
  days: ProofDay[];
  /** So many sites say it. */
  sites: number;
  /** A past proof: its numbers are those of then, and open nothing of now. */
  past: boolean;
};

/** Each day of a source: what the site says, what is missing, and what became of what arrived. */
export function DayTable({ sourceId, days, sites, past }: DayTableProps) {
  const t = useTranslations("proof");
  const locale = useLocale();
  const ends = ENDS.filter((end) => end !== "spam" || days.some((day) => day.ends.spam));
  const hasLost = days.some(({ lost }) => lost > 0);
  const open = (day: string, more: object = {}) =>
    past ? undefined : inboxHref({ source: sourceId, submitted: day, ...more });
  const sum = (of: (day: ProofDay) => number | null) => days.reduce((total, day) => total + (of(day) ?? 0), 0);
  const isAsked = days.some(({ expected }) => expected !== null);
  return (
    <Table label={t("title")}>
      <TableHeader>
        <TableRow>
          <TableHead className="sticky left-0 z-20">{t("day")}</TableHead>
          <TableHead className="text-right">{t("said", { sites })}</TableHead>
          <TableHead className="text-right">{t("missing")}</TableHead>
          {hasLost && <TableHead className="text-right">{t("lost")}</TableHead>}
          <TableHead className="border-l text-right">{t("arrived")}</TableHead>
          {ends.map((end) => (
            <TableHead key={end} className="text-right">
              {t(`endNames.${end}`)}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {days.map(({ day, expected, missing, lost, arrived, ends: counted }) => (
          <TableRow key={day}>
            <TableHead scope="row" className={cn(stickyCellClass, "h-9 border-b text-sm text-foreground")}>
              {formatDay(`${day}T00:00Z`, { locale, timeZone: "UTC" })}
            </TableHead>
            <Figure value={expected} href={past ? undefined : "#named"} strong />
            <Figure value={missing} href={past ? undefined : "#named"} bad />
            {hasLost && <Figure value={lost} href="#named" />}
            <Figure value={arrived} href={open(day)} strong className="border-l" />
            {ends.map((end) => (
              <Figure key={end} value={counted[end] ?? 0} href={open(day, filterOfEnd(end))} />
            ))}
          </TableRow>
        ))}
        <TableRow>
          <TableHead scope="row" className={cn(stickyCellClass, "h-9 border-t border-b-0 text-sm")}>
            {t("sum")}
          </TableHead>
          {[
            isAsked ? sum(({ expected }) => expected) : null,
            days.some(({ missing }) => missing !== null) ? sum(({ missing }) => missing) : null,
            ...(hasLost ? [sum(({ lost }) => lost)] : []),
            sum(({ arrived }) => arrived),
            ...ends.map((end) => sum((day) => day.ends[end] ?? 0)),
          ].map((total, index) => (
            <TableCell
              key={index}
              className={cn("border-t text-right font-medium tabular-nums", index === (hasLost ? 3 : 2) && "border-l")}
            >
              {total === null ? "–" : formatNumber(total, { locale })}
            </TableCell>
          ))}
        </TableRow>
      </TableBody>
    </Table>
  );
}

type FigureProps = {
  value: number | null;
  href: string | undefined;
  strong?: boolean;
  bad?: boolean;
  className?: string;
};

/** A number that opens its rows. */
function Figure({ value, href, strong = false, bad = false, className }: FigureProps) {
  const locale = useLocale();
  const look = cn(
    "tabular-nums",
    strong && "font-medium",
    !value && "text-muted-foreground",
    bad && value && "font-semibold text-danger",
  );
  const shown = value === null ? "–" : formatNumber(value, { locale });
  return (
    <TableCell className={cn("text-right", className)}>
      {value && href !== undefined ? (
        <Link
          href={href}

          className={cn(look, "-mx-1.5 rounded-md px-1.5 py-1 hover:bg-muted hover:underline")}
        >
          {shown}
        </Link>
      ) : (
        <span className={look}>{shown}</span>
      )}
    </TableCell>
  );
}
