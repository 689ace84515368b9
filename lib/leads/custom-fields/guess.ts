import { fold } from "@/lib/core/text";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";

/** What was said, and by how many leads. */
export type Saying = { said: string | string[]; leads: number };

export type GuessedField = { kind: FieldKind; options: string[] };

/** More is a text that happens to repeat itself. */
const MOST_OPTIONS = 12;
const LONGEST_OPTION = 60;
const LONG = 200;
/** So much of what is said has to be of a kind: visitors make slips. */
const ENOUGH = 0.95;

/** Of which kind values seem to be; where they are few and come again and again, the choices they are. */
export function guessField(sayings: readonly Saying[]): GuessedField {
  const said = sayings.filter(({ said: one }) => one.length > 0);
  if (said.length === 0) return { kind: "text", options: [] };
  if (said.some(({ said: one }) => Array.isArray(one))) return several(said);
  const all = sum(said);
  const reads = (kind: FieldKind) =>
    sum(said.filter(({ said: one }) => readValue({ kind, options: [] }, one, { currency: "ARS" }) !== undefined)) >=
    all * ENOUGH;
  const money = sum(said.filter(({ said: one }) => MONEY.test(String(one))));
  for (const kind of ["boolean", "email", "date"] as const) if (reads(kind)) return { kind, options: [] };
  if (sum(said.filter(({ said: one }) => LINK.test(String(one)))) >= all * ENOUGH && reads("url"))
    return { kind: "url", options: [] };
  if (sum(said.filter(({ said: one }) => PHONE.test(String(one)))) >= all * ENOUGH)
    return { kind: "phone", options: [] };
  if (reads("number")) return { kind: money > all / 2 ? "money" : "number", options: [] };
  const labels = distinct(said.map(({ said: one }) => String(one)));
  const comesAgain = all >= labels.length * 3;
  if (comesAgain && labels.length <= MOST_OPTIONS && labels.every((label) => label.length <= LONGEST_OPTION))
    return { kind: "choice", options: labels };
  return { kind: said.some(({ said: one }) => String(one).length > LONG) ? "long" : "text", options: [] };
}

const MONEY = /[$€]|\b(?:USD|ARS|EUR)\b/i;
const LINK = /^(?:https?:\/\/|www\.)/i;
const PHONE = /^\+?[\d\s().-]{8,20}$/;

function several(said: readonly Saying[]): GuessedField {
  const labels = distinct(said.flatMap(({ said: one }) => one));
  const fits = labels.length <= MOST_OPTIONS * 2 && labels.every((label) => label.length <= LONGEST_OPTION);
  return fits ? { kind: "choices", options: labels } : { kind: "text", options: [] };
}

/** Each once, however it is written; as it was written first. */
function distinct(labels: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const label of labels) if (fold(label) !== "" && !found.has(fold(label))) found.set(fold(label), label.trim());
  return [...found.values()];
}

function sum(sayings: readonly Saying[]): number {
  return sayings.reduce((total, { leads }) => total + leads, 0);
}
