import { daysBetween, fitLine, trendOf, weeklySlope } from "@/lib/analytics/home/trend/schema";

describe("the fitted line", () => {
  test("goes through points that lie on one, and explains all of it", () => {
    expect(fitLine([1, 3, 5, 7])).toStrictEqual({ first: 1, last: 7, perDay: 2, r2: 1 });
  });

  test("is the least squares' one where they don't", () => {
    const fit = fitLine([2, 1, 4, 3]);
    expect(fit?.perDay).toBeCloseTo(0.6);
    expect(fit?.first).toBeCloseTo(1.6);
    expect(fit?.r2).toBeCloseTo(0.36);
  });

  test("claims no R² where nothing varies, and no line through fewer than two days", () => {
    expect(fitLine([4, 4, 4])).toStrictEqual({ first: 4, last: 4, perDay: 0, r2: null });
    expect(fitLine([4])).toBeNull();
    expect(fitLine([])).toBeNull();
  });
});

function slope(values: number[]): number | null {
  const fit = fitLine(values);
  return fit && weeklySlope(fit, values.length);
}

test("days that rise say by how much a week; ups and downs that may be chance say nothing", () => {
  expect(slope([1, 3, 5, 7])).toBe(14);
  expect(slope([9, 8, 7, 6, 5])).toBe(-7);
  expect(slope([2, 1, 4, 3])).toBe(0);
  expect(slope([4, 4, 4])).toBe(0);
});

test("days without leads are there, and today is drawn but not fitted", () => {
  const trend = trendOf(
    [
      { day: "2026-11-20", cold: 3, active: 0, closed: 1 },
      { day: "2026-11-23", cold: 100, active: 0, closed: 0 },
    ],
    { first: "2026-11-19", last: "2026-11-23" },
    "2026-11-23",
  );
  expect(trend.days.map(({ total }) => total)).toStrictEqual([0, 4, 0, 0, 100]);
  expect(trend.average.total).toBe(1);
  expect(trend.unfinished).toBe("2026-11-23");
});

test("days are counted over the end of a month and through a change of clocks", () => {
  expect(daysBetween("2026-02-27", "2026-03-02")).toStrictEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
  expect(daysBetween("2026-03-02", "2026-03-01")).toStrictEqual([]);
});
