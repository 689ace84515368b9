"use client";

import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatNumber } from "@/lib/core/format";
import type { Trend, TrendSeries } from "@/lib/analytics/home/schema";

const COLUMNS: TrendSeries[] = ["total", "cold", "active", "closed"];

/** The chart's days as numbers, the last first. */
export function TrendTable({
  trend,
  dayHref,
}: {
  trend: Trend;
  dayHref: (day: string, series: TrendSeries) => string;
}) {
  const t = useTranslations("home.phases");
  const locale = useLocale();
  return (
    <div className="max-h-72 overflow-auto rounded-md border" tabIndex={0} role="region" aria-label={t("tableLabel")}>
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-surface text-xs text-muted-foreground">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              {t("day")}
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="px-3 py-1.5 text-right font-medium">
                {t(`names.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trend.days.toReversed().map((day) => (
            <tr key={day.day} className="border-t">
              <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                {formatDate(day.day, { locale, timeZone: "UTC" })}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className="px-3 py-1 text-right">
                  <Link href={dayHref(day.day, column)} className="hover:underline">
                    {formatNumber(day[column], { locale })}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
