import { TREND_SERIES } from "@/lib/analytics/home/schema";
import type { Fit, HomeDay, PhaseCounts, Trend, TrendSeries } from "@/lib/analytics/home/schema";

const DAY_MS = 86_400_000;
/** More days than this aren't drawn one by one by any chart. */
const MOST_DAYS = 3660;
const NOTHING: PhaseCounts = { cold: 0, active: 0, closed: 0 };

export type DayCounts = { day: string } & PhaseCounts;

/** Every day from the first to the last, also those on which nothing came; with an average and a fitted line of each series. */
export function trendOf(
  counts: DayCounts[],
  window: { first: string | null; last: string },
  today: string,
): Omit<Trend, "dayHref"> {
  const first = window.first ?? counts.map(({ day }) => day).sort()[0] ?? window.last;
  const byDay = new Map(counts.map((counted) => [counted.day, counted]));
  const days = daysBetween(first, window.last).map((day): HomeDay => {
    const { cold, active, closed } = byDay.get(day) ?? NOTHING;
    return { day, cold, active, closed, total: totalOf({ cold, active, closed }) };
  });
  const over = days.filter(({ day }) => day !== today);
  const each = <T>(make: (values: number[]) => T) =>
    Object.fromEntries(TREND_SERIES.map((series) => [series, make(over.map((day) => day[series]))])) as Record<
      TrendSeries,
      T
    >;
  return {
    days,
    average: each(mean),
    fit: each(fitLine),
    unfinished: over.length < days.length ? today : null,
  };
}

/** Least squares over equally spaced values. R² is the share of the variation that the line explains; none to explain, no R². */
export function fitLine(values: number[]): Fit | null {
  const n = values.length;
  if (n < 2) return null;
  const meanX = (n - 1) / 2;
  const meanY = mean(values);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of values.entries()) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  const perDay = xy / xx;
  return {
    first: meanY - perDay * meanX,
    last: meanY + perDay * meanX,
    perDay,
    r2: yy === 0 ? null : (xy * xy) / (xx * yy),
  };
}

/**
 * By how many leads a week the days of a series rise or fall, to a tenth; 0 where they go up and down no otherwise than
 * by chance, which one in twenty would be taken for more.
 */
export function weeklySlope({ perDay, r2 }: Fit, days: number): number {
  const isClear = r2 !== null && r2 * (days - 2) > STUDENT_SQUARED * (1 - r2);
  return isClear ? Math.round(perDay * 70) / 10 : 0;
}

const STUDENT_SQUARED = 4;

export function daysBetween(first: string, last: string): string[] {
  const from = Date.parse(first);
  const count = Math.min(MOST_DAYS, Math.round((Date.parse(last) - from) / DAY_MS) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date(from + index * DAY_MS).toISOString().slice(0, 10),
  );
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function totalOf({ cold, active, closed }: PhaseCounts): number {
  return cold + active + closed;
}
