/** More is a typing mistake, and stays whole in any program that reads it. */
export const MOST_CENTS = 100_000_000_000_000;

/**
 * Whole cents of an amount as people type it: "1.250.000,50", "1,250,000.50", "$ 1250". The last sign followed by one or
 * two digits is the decimal one, any other stands between thousands. Undefined for what isn't an amount.
 */
export function centsOf(typed: string): number | undefined {
  const cents = anyCentsOf(typed);
  return cents !== undefined && cents <= MOST_CENTS ? cents : undefined;
}

/** Why there are no cents in what was typed: a key of the `errors` messages. */
export function amountFault(typed: string): "notAmount" | "amountTooLarge" {
  return anyCentsOf(typed) === undefined ? "notAmount" : "amountTooLarge";
}

function anyCentsOf(typed: string): number | undefined {
  const text = typed.replaceAll(/[\s$€]|ARS|USD/g, "");
  const match = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)?|\d+)(?:([.,])(\d{1,2}))?$/.exec(text);
  if (!match || (match[2] !== undefined && match[2] === match[3])) return undefined;
  const whole = Number(match[1]?.replaceAll(/[.,]/g, ""));
  return whole * 100 + Number((match[4] ?? "").padEnd(2, "0"));
}

/** An amount as a field shows it, to be typed over. */
export function typedAmount(cents: number, locale: string): string {
  const [whole, rest] = [Math.trunc(cents / 100), cents % 100];
  return rest === 0 ? String(whole) : `${whole}${locale === "es" ? "," : "."}${String(rest).padStart(2, "0")}`;
}
