import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { unwritten } from "@/lib/leads/custom-fields/value/schema";
import type { FieldDefinition, FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { Said } from "@/lib/leads/custom-fields/values/commands";

/** What a lead says in custom fields, by their names, as it is written. */
export type OwnValues = Partial<Record<FieldName, string>>;

/** The custom fields among what is to be changed. */
export function ownIn(set: Readonly<Record<string, unknown>>): [FieldName, string][] {
  return Object.entries(set).flatMap(([name, to]): [FieldName, string][] =>
    isFieldName(name) && typeof to === "string" ? [[name, to]] : [],
  );
}

/** As rows of the table of values; what is said in no field any more is left out. `gone`: what was emptied. */
export function asRows(
  leadId: string,
  own: readonly [FieldName, string][],
  fields: readonly FieldDefinition[],
): { said: Said[]; gone: { leadId: string; fieldId: string }[] } {
  const known = own.flatMap(([name, text]) => {
    const field = fields.find(({ key }) => key === keyOfName(name));
    return field ? [{ field, value: unwritten(field.kind, text) }] : [];
  });
  return {
    said: known.flatMap(({ field, value }) => (value === undefined ? [] : [{ leadId, field, value }])),
    gone: known.flatMap(({ field, value }) => (value === undefined ? [{ leadId, fieldId: field.id }] : [])),
  };
}
