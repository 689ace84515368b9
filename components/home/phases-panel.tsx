"use client";

import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { CsvButton } from "@/components/home/csv-button";
import { deltaOf } from "@/components/home/delta";
import { PHASE_COLOUR } from "@/components/home/phase-look";
import { PictureButton } from "@/components/home/picture-button";
import { TrendChart } from "@/components/home/trend-chart";
import { TrendTable } from "@/components/home/trend-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition } from "@/components/ui/definition";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { ANY_DAY } from "@/lib/analytics/home/schema";
import { weeklySlope } from "@/lib/analytics/home/trend/schema";
import { formatDate, formatNumber, formatPercent } from "@/lib/core/format";
import type { Compared, HomePhase, HomeView, TrendSeries } from "@/lib/analytics/home/schema";

type PhasesPanelProps = Pick<HomeView, "phases" | "trend" | "isDefaultWindow" | "before"> & {
  total: Compared;
  /** Whose days these are. */
  place: string;
  /** For whoever sells a straight line through a handful of leads says nothing. */
  withFit: boolean;
};

const PHASES: HomePhase[] = ["cold", "active", "closed"];
const SERIES: TrendSeries[] = ["total", ...PHASES];

/** Cold, active and closed in the days looked at, and how they came day by day. */
export function PhasesPanel({ phases, total, trend, isDefaultWindow, before, place, withFit }: PhasesPanelProps) {
  const t = useTranslations("home.phases");
  const locale = useLocale();
  const [series, setSeries] = useState<TrendSeries>("total");
  const [asTable, setAsTable] = useState<"chart" | "table">("chart");
  const chart = useRef<HTMLDivElement>(null);
  const fit = trend.fit[series];
  const slope = fit ? weeklySlope(fit, trend.days.length - (trend.unfinished === null ? 0 : 1)) : 0;
  const title = t(isDefaultWindow ? "titleDefault" : "title");
  const dayHref = (day: string, of: TrendSeries) => trend.dayHref[of].replaceAll(ANY_DAY, day);
  const drawn = `${title}: ${t(`names.${series}`)}`;
  const fileName = `leads-${trend.days[0]?.day ?? ""}-${trend.days.at(-1)?.day ?? ""}`;
  const csv = [
    [t("day"), ...SERIES.map((one) => t(`names.${one}`))],
    ...trend.days.map((day) => [day.day, ...SERIES.map((one) => day[one])]),
  ];
  return (
    <Card>
      <CardHeader
        level={2}
        title={title}
        description={t("description")}
        actions={
          <Definition label={t("meaning")}>
            <p>{t("phaseMeaning")}</p>
            {withFit && <p>{t("fitMeaning")}</p>}
            {withFit && fit && (
              <p>{fit.r2 === null ? t("noR2") : t("r2", { value: formatNumber(fit.r2, { locale }, TWO_DIGITS) })}</p>
            )}
          </Definition>
        }
      />
      <CardBody className="flex flex-col gap-4">
        <div className="grid grid-cols-3 gap-2 sm:gap-4">
          {PHASES.map((phase) => (
            <div key={phase} className="min-w-0">
              <Link href={phases[phase].href} className="group block min-w-0 rounded-md px-1 py-0.5 hover:bg-hover">
                <span className="flex items-center gap-1.5 text-sm text-muted-foreground group-hover:text-foreground">
                  <span aria-hidden className="size-2 rounded-full" style={{ background: PHASE_COLOUR[phase] }} />
                  {t(`names.${phase}`)}
                </span>
                <span className="text-xl font-semibold tracking-tight tabular-nums">
                  {formatPercent(total.count === 0 ? 0 : phases[phase].count / total.count, { locale })}
                </span>{" "}
                <span className="text-sm text-muted-foreground tabular-nums">
                  {formatNumber(phases[phase].count, { locale })}
                </span>
              </Link>
              <Before compared={phases[phase]} name={t(`names.${phase}`)} />
            </div>
          ))}
        </div>
        <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-muted">
          {PHASES.map((phase) => (
            <span
              key={phase}
              style={{ flexGrow: phases[phase].count, background: PHASE_COLOUR[phase] }}
              className="basis-0"
            />
          ))}
        </div>
        {total.before && before && (
          <p className="text-sm text-muted-foreground">
            {t.rich("compared", {
              count: total.count,
              total: formatNumber(total.count, { locale }),
              delta: deltaOf(total, locale)?.text ?? "",
              before: formatNumber(total.before.count, { locale }),
              days: daysOf(before),
              first: formatDate(before.first, DAY(locale)),
              last: formatDate(before.last, DAY(locale)),
              now: (text) => (
                <Link href={total.href} className="font-medium text-foreground hover:underline">
                  {text}
                </Link>
              ),
              was: (text) => (
                <Link href={total.before?.href ?? ""} className="underline underline-offset-4 hover:text-foreground">
                  {text}
                </Link>
              ),
            })}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <SegmentedControl<TrendSeries>
            label={t("series")}
            value={series}
            onValueChange={setSeries}
            segments={SERIES.map((one) => ({ value: one, label: t(`names.${one}`) }))}
          />
          <p className="text-sm text-muted-foreground">
            {t("average", { value: formatNumber(trend.average[series], { locale }, ONE_DIGIT) })}
            {withFit && fit && (
              <>
                {" · "}
                {slope === 0
                  ? t("level")
                  : t(slope > 0 ? "rises" : "falls", { value: formatNumber(Math.abs(slope), { locale }, ONE_DIGIT) })}
              </>
            )}
          </p>
        </div>
        {asTable === "chart" ? (
          <div ref={chart}>
            <TrendChart trend={trend} series={series} dayHref={dayHref} />
          </div>
        ) : (
          <TrendTable trend={trend} dayHref={dayHref} />
        )}
        <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
          <p className="w-full text-xs text-muted-foreground sm:w-auto sm:min-w-56 sm:flex-1">
            {t("zone", { place })}
            {trend.unfinished !== null && ` ${t("unfinished")}`}
          </p>
          {asTable === "chart" && <PictureButton name={fileName} title={drawn} chart={chart} />}
          <CsvButton name={fileName} title={title} rows={csv} />
          <SegmentedControl<"chart" | "table">
            label={t("view")}
            value={asTable}
            onValueChange={setAsTable}
            segments={[
              { value: "chart", label: t("chart") },
              { value: "table", label: t("table") },
            ]}
          />
        </div>
      </CardBody>
    </Card>
  );
}

/** How the number moved; the number it had before is behind it. */
function Before({ compared, name }: { compared: Compared; name: string }) {
  const t = useTranslations("home.phases");
  const locale = useLocale();
  const delta = deltaOf(compared, locale);
  if (!compared.before || !delta) return null;
  const count = formatNumber(compared.before.count, { locale });
  return (
    <Link
      href={compared.before.href}
      title={t("before", { count })}
      aria-label={t("beforeOf", { name, count, delta: delta.text })}
      className="px-1 text-xs text-muted-foreground tabular-nums hover:text-foreground hover:underline"
    >
      {delta.text}
    </Link>
  );
}

function daysOf({ first, last }: NonNullable<HomeView["before"]>): number {
  return Math.round((Date.parse(last ?? "") - Date.parse(first ?? "")) / 86_400_000) + 1;
}

/** A day has no zone: it is written as the day it is. */
const DAY = (locale: string) => ({ locale, timeZone: "UTC" });
const ONE_DIGIT = { maximumFractionDigits: 1 };
const TWO_DIGITS = { maximumFractionDigits: 2 };
