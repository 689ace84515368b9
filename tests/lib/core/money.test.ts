import { formatNumber } from "@/lib/core/format";
import { amountFault, centsOf, MOST_CENTS, typedAmount } from "@/lib/core/money";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";

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

test("what is too large is told from what is no amount, and how large it may be is said", () => {
  for (const typed of ["99999999999999", "1.000.000.000.000,01", "$ 99,999,999,999,999.00"]) {
    expect(amountFault(typed)).toBe("amountTooLarge");
  }
  for (const typed of ["", "mucho", "1.25.000", "1e99"]) expect(amountFault(typed)).toBe("notAmount");
  for (const [locale, { errors, lead }] of [["es", es] as const, ["en", en] as const]) {
    const most = formatNumber(MOST_CENTS / 100, { locale });
    expect([errors.amountTooLarge, lead.invalid.amountTooLarge]).toStrictEqual([
      expect.stringContaining(` ${most}.`),
      expect.stringContaining(` ${most}.`),
    ]);
  }
  expect(centsOf("1000000000000")).toBe(MOST_CENTS);
});

test.each([0, 5, 100, 125_000_050, 99])("what a field shows of %d cents is read as the same", (cents) => {
  expect(centsOf(typedAmount(cents, "es"))).toBe(cents);
  expect(centsOf(typedAmount(cents, "en"))).toBe(cents);
});
