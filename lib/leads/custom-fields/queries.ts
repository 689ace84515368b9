import { cache } from "react";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { fieldView, hasOptions } from "@/lib/leads/custom-fields/field/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { FieldDefinition, FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";

/** Every field there is, in order, retired ones last among them too. What names a retired lead type means its successor. */
export async function allFields(read: Pick<Reader, "$queryRawUnsafe">): Promise<FieldDefinition[]> {
  return read.$queryRawUnsafe<FieldDefinition[]>(FIELDS);
}

/** As one statement reads them, to be part of another. */
export const FIELDS = `
  select f.id::text, f.key, f.kind, f."labelEn", f."labelEs", f."helpEn", f."helpEs", f.takes, f.active,
         (select coalesce(array_agg(distinct coalesce(t."successorId", t.id)::text), '{}')
            from "LeadType" t where t.id = any(f."typeIds")) as "typeIds",
         (select coalesce(jsonb_agg(jsonb_build_object('key', o.key, 'labelEn', o."labelEn", 'labelEs', o."labelEs", 'active', o.active)
                 order by o.position, o.key), '[]')
            from "FieldOption" o where o."fieldId" = f.id) as options
    from "CustomField" f order by f.active desc, f.position, f.key`;

/** Those in use. Read once per request. */
export const fieldsInUse = cache(async (): Promise<FieldDefinition[]> => {
  return (await allFields(reader({}))).filter(({ active }) => active);
});

/** Those in use as one reader sees them. */
export async function fieldViews(locale: string): Promise<FieldView[]> {
  return (await fieldsInUse()).map((field) => fieldView(field, locale));
}

/** Every field with how many leads say something in it, for its settings. */
export async function fieldTerms(ctx: Ctx): Promise<FieldTerm[]> {
  authorize(ctx, "settings.manage");
  const [fields, counts] = await Promise.all([
    allFields(reader(ctx)),
    reader(ctx).$queryRawUnsafe<{ id: string; leads: number }[]>(
      `select "fieldId"::text as id, count(*)::int as leads from "LeadValue" group by 1`,
    ),
  ]);
  const leads = new Map(counts.map(({ id, leads: count }) => [id, count]));
  return fields.map((field) => ({ ...field, leads: leads.get(field.id) ?? 0 }));
}

/** The fields in both languages, for programs. */
export async function fieldWords(): Promise<{ fields: FieldWords[] }> {
  const all = await fieldsInUse();
  return {
    fields: all.map(({ key, kind, labelEn, labelEs, typeIds, options }) => ({
      key,
      kind,
      label: { en: labelEn, es: labelEs },
      types: typeIds,
      options: hasOptions(kind)
        ? options.map((one) => ({ key: one.key, label: { en: one.labelEn, es: one.labelEs }, active: one.active }))
        : [],
    })),
  };
}

type Both = { en: string; es: string };
export type FieldWords = {
  key: string;
  kind: FieldDefinition["kind"];
  label: Both;
  types: string[];
  options: { key: string; label: Both; active: boolean }[];
};
