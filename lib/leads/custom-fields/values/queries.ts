import { fieldView, isOfType } from "@/lib/leads/custom-fields/field/schema";
import type { Reader } from "@/lib/core/db";
import type { FieldDefinition, FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";
import type { LeadField } from "@/lib/leads/custom-fields/values/schema";

/** A value as JSON, of the row `v` and a field of this kind; `longest` cuts a text. */
export function valueSql(kind: FieldKind, longest?: number): string {
  switch (kind) {
    case "number":
      return `to_jsonb(v."number"::float8)`;
    case "money":
      return `jsonb_build_object('cents', v.cents, 'currency', v.currency)`;
    case "date":
      return `to_jsonb(v.day::text)`;
    case "boolean":
      return `to_jsonb(v.flag)`;
    case "choice":
      return `to_jsonb(v.options[1])`;
    case "choices":
      return `to_jsonb(v.options)`;
    default:
      return longest === undefined ? `to_jsonb(v."text")` : `to_jsonb(left(v."text", ${longest}))`;
  }
}

/** The same of a field `f` of any kind. */
export const ANY_VALUE = `case f.kind ${(["number", "money", "date", "boolean", "choice", "choices"] as const)
  .map((kind) => `when '${kind}' then ${valueSql(kind)}`)
  .join(" ")} else ${valueSql("text")} end`;

/** What these leads say in fields in use, by the fields' keys. */
export async function valuesOf(
  read: Pick<Reader, "$queryRawUnsafe">,
  leadIds: readonly string[],
): Promise<Map<string, Record<string, FieldValue>>> {
  const rows = await read.$queryRawUnsafe<{ leadId: string; said: Record<string, FieldValue> }[]>(
    `select v."leadId"::text, jsonb_object_agg(f.key, ${ANY_VALUE}) as said
       from "LeadValue" v join "CustomField" f on f.id = v."fieldId"
      where v."leadId" = any($1::uuid[]) and f.active group by 1`,
    leadIds,
  );
  return new Map(rows.map(({ leadId, said }) => [leadId, said]));
}

type OfLead = { fields: readonly FieldDefinition[]; said: Readonly<Record<string, FieldValue>>; leadTypeId: string };

/**
 * The fields of a lead as its page shows them. `taken`: the extra values, by their names, that stand in one of them; they
 * aren't said twice.
 */
export function fieldsOfLead(
  { fields, said, leadTypeId }: OfLead,
  locale: string,
): { fields: LeadField[]; taken: string[] } {
  const shown = fields.filter((field) => isOfType(field, leadTypeId) || field.key in said);
  return {
    fields: shown.map((field) => ({ ...fieldView(field, locale), value: said[field.key] ?? null })),
    taken: shown.filter(({ key }) => key in said).flatMap(({ takes }) => takes),
  };
}
