import { dateValueOf, timeOf } from "@/components/condition/time";
import type { Time } from "@/components/condition/time";
import type { DateValue } from "@/lib/core/condition/schema";

const day = (offset: number, count?: number): DateValue => ({
  relative: count === undefined ? { unit: "day", offset } : { unit: "day", offset, count },
});

const CASES: [DateValue, Time][] = [
  ["2024-02-29", { kind: "date", text: "2024-02-29" }],
  ["2024-02-29T10:00:00Z", { kind: "moment", text: "2024-02-29T10:00:00Z" }],
  [day(0), { kind: "today" }],
  [day(-1), { kind: "yesterday" }],
  [day(0, 1), { kind: "last", count: 1, unit: "day" }],
  [day(-6, 7), { kind: "last", count: 7, unit: "day" }],
  [day(-7), { kind: "ago", count: 7, unit: "day" }],
  [day(3), { kind: "ahead", count: 3, unit: "day" }],
  [day(-7, 7), { kind: "stretch", offset: -7, count: 7, unit: "day" }],
  [{ relative: { unit: "hour", offset: -24, count: 24 } }, { kind: "last", count: 24, unit: "hour" }],
  [{ relative: { unit: "month", offset: -1 } }, { kind: "lastMonth" }],
];

test.each(CASES)("%j is said as %j, and means the same again", (value, time) => {
  expect(timeOf(value)).toStrictEqual(time);
  expect(dateValueOf(time)).toStrictEqual(value);
});
