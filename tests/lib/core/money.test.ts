import { centsOf, typedAmount } from "@/lib/core/money";

test.each([
  ["1250000", 125_000_000],
  ["1.250.000,50", 125_000_050],
  ["1,250,000.5", 125_000_050],
  ["$ 1.250", 125_000],
  ["1250,5", 125_050],
  ["1250.05", 125_005],
  ["0", 0],
  ["ARS 10", 1000],
])("reads %s as %d cents", (typed, cents) => {
  expect(centsOf(typed)).toBe(cents);
});

test.each(["", "abc", "-5", "1.25.000", "1,250.000,5", "12,345,6", "1e9", "99999999999999999"])(
  "%s is no amount",
  (typed) => {
    expect(centsOf(typed)).toBeUndefined();
  },
);

test.each([0, 5, 100, 125_000_050, 99])("what a field shows of %d cents is read as the same", (cents) => {
  expect(centsOf(typedAmount(cents, "es"))).toBe(cents);
  expect(centsOf(typedAmount(cents, "en"))).toBe(cents);
});
