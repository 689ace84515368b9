import { addDays, daysBefore, splitDays, spansOf } from "@/lib/analytics/counts/day-range";
import { daysBetween } from "@/lib/analytics/home/trend/schema";
import fc from "fast-check";

const at = { now: new Date("2026-11-23T15:00:00Z"), timeZone: "America/Argentina/Buenos_Aires" };

test("days fall into the longest periods that fit, and single days at the ends", () => {
  expect(spansOf({ first: "2024-11-20", last: "2026-08-02" })).toStrictEqual({
    spans: [
      { grain: "year", from: "2025-01-01", before: "2026-01-01" },
      { grain: "month", from: "2024-12-01", before: "2025-01-01" },
      { grain: "quarter", from: "2026-01-01", before: "2026-07-01" },
      { grain: "month", from: "2026-07-01", before: "2026-08-01" },
    ],
    counted: { from: "2024-12-01", before: "2026-08-01" },
    edges: [
      { first: "2024-11-20", last: "2024-11-30" },
      { first: "2026-08-01", last: "2026-08-02" },
    ],
  });
});

test("days within a month are no period", () => {
  expect(spansOf({ first: "2026-11-01", last: "2026-11-29" })).toStrictEqual({
    spans: [],
    counted: undefined,
    edges: [{ first: "2026-11-01", last: "2026-11-29" }],
  });
});

test("each day is in exactly one part, and no other day is in any", () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2023-12-25", days));
  fc.assert(
    fc.property(fc.tuple(day, day, day), (drawn) => {
      const [first = "", asked = "", last = ""] = drawn.toSorted();
      const partsWith = (one: string) => {
        const { spans, edges } = spansOf({ first, last });
        const covered = spans.flatMap(({ from, before }) => daysBetween(String(from), addDays(String(before), -1)));
        const single = edges.flatMap((edge) => daysBetween(String(edge.first), String(edge.last)));
        return [...covered, ...single].filter((day) => day === one).length;
      };
      expect([first, asked, last].map(partsWith)).toStrictEqual([1, 1, 1]);
      expect([addDays(first, -1), addDays(last, 1)].map(partsWith)).toStrictEqual([0, 0]);
    }),
  );
});

test("an open end stays open", () => {
  expect(spansOf({ first: null, last: null }).spans).toStrictEqual([{ grain: "all", from: null, before: null }]);
  expect(spansOf({ first: "2026-03-01", last: null }).spans).toStrictEqual([
    { grain: "year", from: "2027-01-01", before: null },
    { grain: "quarter", from: "2026-04-01", before: "2027-01-01" },
    { grain: "month", from: "2026-03-01", before: "2026-04-01" },
  ]);
});

test("the days of a condition are told apart from the rest of it, and several dates mean what they share", () => {
  const rest = { field: "status", op: "is", value: "x" } as const;
  const all = [
    rest,
    { field: "receivedAt", op: "on", value: { relative: { unit: "month", offset: 0 } } },
    { field: "receivedAt", op: "onOrBefore", value: "2026-11-20" },
  ] as const;
  expect(splitDays({ all: [...all] }, at)).toStrictEqual({
    days: { first: "2026-11-01", last: "2026-11-20" },
    rest: { all: [rest] },
  });
});

test("a date that isn't about whole days is left where it stands", () => {
  const odd = { any: [{ field: "receivedAt", op: "before", value: "2026-11-20" } as const] };
  expect(splitDays({ all: [odd] }, at)).toStrictEqual({ days: { first: null, last: null }, rest: { all: [odd] } });
});

test("the period before is as long, and ends the day before; without a beginning there is none", () => {
  expect(daysBefore({ first: "2026-11-01", last: "2026-11-23" })).toStrictEqual({
    first: "2026-10-09",
    last: "2026-10-31",
  });
  expect(daysBefore({ first: null, last: "2026-11-23" })).toBeUndefined();
  expect(daysBefore({ first: "2026-12-01", last: "2026-11-23" })).toBeUndefined();
});
