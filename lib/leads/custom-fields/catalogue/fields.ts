import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { dueFields } from "@/lib/leads/clocks/fields";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import type { Field, FieldCatalogue, FieldKind as ColumnKind } from "@/lib/core/condition/fields";
import type { Lead } from "@/lib/core/prisma/client";
import type { FieldDefinition, FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue, FieldValues } from "@/lib/leads/custom-fields/value/schema";

/** A lead with what it says in custom fields, for asking in memory. */
export type ValuedLead = Lead & { values?: FieldValues };

/** Everything a condition about leads can ask, these fields among it. The one place that says so. */
export function leadCatalogue(fields: readonly FieldDefinition[]): FieldCatalogue<ValuedLead> {
  if (fields.length === 0) return leadFieldCatalogue;
  const custom = fields.map((field) => [fieldName(field.key), catalogueField(field)] as const);
  return { ...leadFieldCatalogue, ...Object.fromEntries(custom) };
}

/** The same, and what is worked out beside a lead, for lists: read by SQL alone. */
export function leadListCatalogue(fields: readonly FieldDefinition[]): Readonly<Record<string, ColumnKind>> {
  return { ...leadCatalogue(fields), ...dueFields };
}

function catalogueField(field: FieldDefinition): Field<ValuedLead> {
  const get = (lead: ValuedLead) => asked(lead.values?.[field.key]);
  return { ...columnFor(field), rows: rowsOf(field), label: field.labelEn, get };
}

/** Money is asked for in its currency's own units, as people say it. */
function asked(value: FieldValue | undefined) {
  return typeof value === "object" && !Array.isArray(value) ? value.cents / 100 : value;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The value of lead `l` as the row `v`, said so that the index for its kind serves (raw_LeadValue_…). */
export function rowsOf({ id, kind }: Pick<FieldDefinition, "id" | "kind">): string {
  return `"LeadValue" v where v."leadId" = l.id and ${valuesIn({ id, kind })}`;
}

export function valuesIn({ id, kind }: Pick<FieldDefinition, "id" | "kind">): string {
  if (!UUID.test(id)) throw new Error("a field without an id");
  return `v."fieldId" = '${id}'::uuid and ${SAYS[kind]}`;
}

const SAYS_TEXT = `v."textKey" <> ''`;
const SAYS: Record<FieldKind, string> = {
  text: SAYS_TEXT,
  long: SAYS_TEXT,
  email: SAYS_TEXT,
  phone: SAYS_TEXT,
  url: SAYS_TEXT,
  number: `v."number" is not null`,
  money: "v.cents is not null",
  date: "v.day is not null",
  boolean: "v.flag is not null",
  choice: "v.options <> '{}'",
  choices: "v.options <> '{}'",
};

/** What a value of the kind is compared by. */
export const COMPARED = {
  number: `v."number"`,
  money: "(v.cents / 100.0)",
  date: "v.day",
  boolean: "v.flag",
  choice: "v.options[1]",
} as const;

function columnFor({ kind, options }: FieldDefinition) {
  switch (kind) {
    case "number":
    case "money":
      return { type: "number", sql: COMPARED[kind] } as const;
    case "date":
      return { type: "date", column: "day", sql: COMPARED.date } as const;
    case "boolean":
      return { type: "boolean", sql: COMPARED.boolean } as const;
    case "choice":
      return { type: "enum", values: options.map(({ key }) => key), sql: COMPARED.choice } as const;
    case "choices":
      return { type: "list", sql: "v.options" } as const;
    default:
      return { type: "text", sql: `v."text"`, folded: `v."textKey"` } as const;
  }
}
