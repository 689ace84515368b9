"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useRouter } from "next/navigation";
import { PHASE_COLOUR } from "@/components/home/phase-look";
import { formatDate, formatDay, formatNumber } from "@/lib/core/format";
import { weeklySlope } from "@/lib/analytics/home/trend/schema";
import type { Trend, TrendSeries } from "@/lib/analytics/home/schema";

const HEIGHT = 224;
const ONE_DIGIT = { maximumFractionDigits: 1 };

export type TrendDrawingProps = {
  trend: Trend;
  series: TrendSeries;
  dayHref: (day: string, series: TrendSeries) => string;
};

/** Leads by day with their fitted line and average. */
export function TrendDrawing({ trend, series, dayHref }: TrendDrawingProps) {
  const router = useRouter();
  const t = useTranslations("home.phases");
  const locale = useLocale();
  const colour = series === "total" ? "var(--chart-1)" : PHASE_COLOUR[series];
  const fit = trend.fit[series];
  const fitted = trend.days.length - (trend.unfinished === null ? 0 : 1);
  const isClear = fit !== null && weeklySlope(fit, fitted) !== 0;
  // A day has no zone: it is written as the day it is.
  const to = { locale, timeZone: "UTC" };
  const rows = trend.days.map((day, index) => ({
    day: day.day,
    value: day[series],
    ...(fit && index < fitted && { fit: fit.first + fit.perDay * index }),
  }));
  return (
    <div
      role="img"
      aria-label={t("chartLabel", { series: t(`names.${series}`), days: trend.days.length })}
      style={{ height: HEIGHT }}
    >
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 600, height: HEIGHT }}>
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 4, bottom: 0, left: -20 }}
          accessibilityLayer={false}
          className="cursor-pointer"
          onClick={({ activeLabel }) => {
            if (typeof activeLabel === "string") router.push(dayHref(activeLabel, series));
          }}
        >
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => formatDay(day, to)}
            tick={{ fill: "var(--muted-foreground)", fontSize: 11 }}
            tickLine={false}
            axisLine={{ stroke: "var(--border)" }}
            minTickGap={32}
          />
          <YAxis
            allowDecimals={false}
            // No day has fewer than none, whatever the fitted line comes to.
            domain={[0, "auto"]}
            allowDataOverflow
            tickFormatter={(count: number) => formatNumber(count, { locale })}
            tick={{ fill: "var(--muted-foreground)", fontSize: 11 }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--control)" }}
            content={({ active, payload, label }) =>
              active && payload.length > 0 ? (
                <div className="rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-popup">
                  <p className="text-muted-foreground">{formatDate(String(label), to)}</p>
                  <p className="font-medium">
                    {t("onDay", { count: formatNumber(Number(payload[0]?.value ?? 0), { locale }) })}
                  </p>
                  <p className="text-muted-foreground">
                    {t("averageHere", { value: formatNumber(trend.average[series], { locale }, ONE_DIGIT) })}
                  </p>
                </div>
              ) : null
            }
          />
          <Area
            dataKey="value"
            type="linear"
            stroke={colour}
            strokeWidth={1.75}
            fill={colour}
            fillOpacity={0.12}
            isAnimationActive={false}
          />
          <Line
            dataKey="fit"
            stroke="var(--foreground)"
            strokeOpacity={isClear ? 1 : 0.35}
            strokeWidth={1.5}
            dot={false}
            isAnimationActive={false}
          />
          <ReferenceLine y={trend.average[series]} stroke="var(--muted-foreground)" strokeDasharray="4 4" />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
