"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { PHASE_COLOUR } from "@/components/home/phase-look";
import { TrendChart } from "@/components/home/trend-chart";
import { TrendTable } from "@/components/home/trend-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { formatNumber, formatPercent } from "@/lib/core/format";
import type { Counted, HomePhase, Trend, TrendSeries } from "@/lib/analytics/home/schema";

type PhasesPanelProps = {
  phases: Record<HomePhase, Counted>;
  total: Counted;
  trend: Trend;
  isDefaultWindow: boolean;
};

const PHASES: HomePhase[] = ["cold", "active", "closed"];
const SERIES: TrendSeries[] = ["total", ...PHASES];

/** Cold, active and closed in the days looked at, and how they came day by day. */
export function PhasesPanel({ phases, total, trend, isDefaultWindow }: PhasesPanelProps) {
  const t = useTranslations("home.phases");
  const locale = useLocale();
  const [series, setSeries] = useState<TrendSeries>("total");
  const [asTable, setAsTable] = useState<"chart" | "table">("chart");
  const fit = trend.fit[series];
  return (
    <Card>
      <CardHeader
        level={2}
        title={t(isDefaultWindow ? "titleDefault" : "title")}
        description={t("description")}
        actions={
          <SegmentedControl<"chart" | "table">
            label={t("view")}
            value={asTable}
            onValueChange={setAsTable}
            segments={[
              { value: "chart", label: t("chart") },
              { value: "table", label: t("table") },
            ]}
          />
        }
      />
      <CardBody className="flex flex-col gap-4">
        <div className="grid grid-cols-3 gap-2 sm:gap-4">
          {PHASES.map((phase) => (
            <Link key={phase} href={phases[phase].href} className="group min-w-0 rounded-md px-1 py-0.5 hover:bg-hover">
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
        <div className="flex flex-wrap items-center justify-between gap-2">
          <SegmentedControl<TrendSeries>
            label={t("series")}
            value={series}
            onValueChange={setSeries}
            segments={SERIES.map((one) => ({ value: one, label: t(`names.${one}`) }))}
          />
          <p className="text-sm text-muted-foreground" title={t("fitMeaning")}>
            {t("average", { value: formatNumber(trend.average[series], { locale }, ONE_DIGIT) })}
            {fit && (
              <>
                {" · "}
                {t("slope", { value: formatNumber(fit.perDay * 7, { locale }, SIGNED) })}
                {" · "}
                {fit.r2 === null ? t("noR2") : t("r2", { value: formatNumber(fit.r2, { locale }, TWO_DIGITS) })}
              </>
            )}
          </p>
        </div>
        {asTable === "chart" ? <TrendChart trend={trend} series={series} /> : <TrendTable trend={trend} />}
        {trend.unfinished !== null && <p className="text-xs text-muted-foreground">{t("unfinished")}</p>}
      </CardBody>
    </Card>
  );
}

const ONE_DIGIT = { maximumFractionDigits: 1 };
const TWO_DIGITS = { maximumFractionDigits: 2 };
const SIGNED = { maximumFractionDigits: 1, signDisplay: "exceptZero" } as const;
