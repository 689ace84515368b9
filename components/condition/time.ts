import type { RelativeUnit } from "@/lib/core/condition/operators";
import type { DateValue, Relative } from "@/lib/core/condition/schema";

const NAMED = {
  today: ["day", 0],
  yesterday: ["day", -1],
  tomorrow: ["day", 1],
  thisWeek: ["week", 0],
  lastWeek: ["week", -1],
  thisMonth: ["month", 0],
  lastMonth: ["month", -1],
  thisYear: ["year", 0],
  lastYear: ["year", -1],
} as const satisfies Record<string, readonly [RelativeUnit, number]>;

export const NAMED_TIMES = Object.keys(NAMED) as (keyof typeof NAMED)[];

/** The ways people say a time. "last" has today's day, week or month in it; hours and minutes run back from now. */
export type Time =
  | { kind: "date" | "moment"; text: string }
  | { kind: keyof typeof NAMED }
  | { kind: "last" | "ago" | "ahead"; count: number; unit: RelativeUnit }
  | { kind: "stretch"; offset: number; count: number; unit: RelativeUnit };

const runs = (unit: RelativeUnit) => unit === "minute" || unit === "hour";

export function timeOf(value: DateValue): Time {
  if (typeof value === "string") return { kind: value.includes("T") ? "moment" : "date", text: value };
  const { unit, offset, count = 1 } = value.relative;
  const named = NAMED_TIMES.find((name) => NAMED[name][0] === unit && NAMED[name][1] === offset);
  if (named && value.relative.count === undefined) return { kind: named };
  if (value.relative.count !== undefined && offset === (runs(unit) ? -count : 1 - count))
    return { kind: "last", count, unit };
  if (count === 1 && offset < 0) return { kind: "ago", count: -offset, unit };
  if (count === 1 && offset > 0) return { kind: "ahead", count: offset, unit };
  return { kind: "stretch", offset, count, unit };
}

export function dateValueOf(time: Time): DateValue {
  switch (time.kind) {
    case "date":
    case "moment":
      return time.text;
    case "last":
      return relative(time.unit, runs(time.unit) ? -time.count : 1 - time.count, time.count);
    case "ago":
      return relative(time.unit, -time.count);
    case "ahead":
      return relative(time.unit, time.count);
    case "stretch":
      return relative(time.unit, time.offset, time.count);
    default: {
      const [unit, offset] = NAMED[time.kind];
      return relative(unit, offset);
    }
  }
}

/** Another way to say a time, with what can be kept of the one before. */
export function timeOfKind(kind: Time["kind"], before: Time): Time {
  const count = "count" in before ? before.count : 7;
  const unit = "unit" in before ? before.unit : "day";
  if (kind === "date" || kind === "moment") return { kind, text: "" };
  if (kind === "stretch") return { kind, unit, count, offset: 0 };
  return kind === "last" || kind === "ago" || kind === "ahead" ? { kind, unit, count } : { kind };
}

function relative(unit: RelativeUnit, offset: number, count?: number): Relative {
  return { relative: count === undefined ? { unit, offset } : { unit, offset, count } };
}
