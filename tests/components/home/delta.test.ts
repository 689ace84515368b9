import { deltaOf } from "@/components/home/delta";
import type { Compared } from "@/lib/analytics/home/schema";

const moved = (count: number, before: number) => deltaOf({ count, before: { count: before } } as Compared, "en");

test.each([
  [120, 100, "+20%", "up"],
  [1004, 1000, "+0.4%", "up"],
  [9999, 10_000, "\u22120.01%", "down"],
  [100, 100, "0%", "same"],
  [3, 0, "+3", "up"],
  [0, 4, "\u2212100%", "down"],
])("%d after %d is said as %s", (count, before, text, direction) => {
  expect(moved(count, before)).toMatchObject({ text, direction });
});

test("without a period before there is nothing to compare with", () => {
  expect(deltaOf({ count: 3 } as Compared, "en")).toBeUndefined();
});
