import { extraNamed } from "@/lib/leads/custom-fields/extra-name";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ReadingHints } from "@/lib/leads/custom-fields/reading/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

/** What an arrival says of a lead in a custom field. */
export type ArrivingValue = { field: Pick<FieldDefinition, "id" | "key" | "kind">; value: FieldValue };

type Arriving = {
  /** What its sender or its source's mapping says is of a field, by the field's key. */
  fields?: Readonly<Record<string, unknown>> | undefined;
  extra: unknown;
};

/**
 * What an arrival says in the fields there are: what is mapped there, else the extra values that a field takes. `unread`
 * are the keys of what was mapped and isn't of the field's kind, or of no field any more.
 */
export function arrivingValues(
  { fields = {}, extra }: Arriving,
  definitions: readonly FieldDefinition[],
  hints: ReadingHints,
): { values: ArrivingValue[]; unread: string[] } {
  const values = definitions.flatMap((field): ArrivingValue[] => {
    const mapped = Object.hasOwn(fields, field.key) ? saidOf(fields[field.key]) : undefined;
    const said = [mapped, ...field.takes.map((name) => extraNamed(extra, name))].filter((one) => one !== undefined);
    const value = said.map((one) => readValue(field, one, hints)).find((one) => one !== undefined);
    return value === undefined ? [] : [{ field, value }];
  });
  const read = new Set(values.map(({ field }) => field.key));
  return { values, unread: Object.keys(fields).filter((key) => !read.has(key)) };
}

function saidOf(value: unknown): string | string[] | undefined {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}
