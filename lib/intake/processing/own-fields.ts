import { arrivingValues } from "@/lib/leads/custom-fields/arriving/schema";
import { isMadeAnew } from "@/lib/intake/content-hash";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import type { ArrivingValue } from "@/lib/leads/custom-fields/arriving/schema";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

type Reader = { fields: readonly FieldDefinition[]; decimal: "," | "."; currency: string };

/** What people type in here and programs send says numbers as programs do; a form says them as its visitors write. */
const PLAIN = new Set(["hand", "api"]);

/** What a submission says in custom fields; what isn't of a field's kind is an extra value, by the name it came under. */
export function ownFieldsOf(
  item: Understood,
  { fields, decimal, currency }: Reader,
): { values: ArrivingValue[]; extra: Record<string, ExtraValue> } {
  const hints = { currency, decimal: PLAIN.has(item.plugin) ? ("." as const) : decimal };
  const { values, unread } = arrivingValues(item, fields, hints);
  const kept = unread.map((key) => [item.readFrom[fieldName(key)] ?? key, item.fields?.[key] ?? ""] as const);
  return { values, extra: { ...Object.fromEntries(kept), ...item.extra } };
}

/** The same as it is written, for telling what an entry said before. */
export function writtenFieldsOf(item: Understood, source: Reader): Record<string, string> {
  return Object.fromEntries(ownFieldsOf(item, source).values.map(({ field, value }) => [field.key, written(value)]));
}

/** What it says beyond its lead's fields, as often as it is sent: what a program makes anew each time is no answer. */
export function answersBeyond(item: Understood, source: Reader): Record<string, ExtraValue> {
  const { extra } = ownFieldsOf(item, source);
  return Object.fromEntries(Object.entries(extra).filter(([name, value]) => !isMadeAnew(name, value)));
}
