import { reader } from "@/lib/core/db";
import { FIELDS } from "@/lib/leads/custom-fields/queries";
import { ANY_VALUE } from "@/lib/leads/custom-fields/values/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";
import type { NamedService } from "@/lib/leads/service-words/naming/schema";
import type { TagChoice } from "@/lib/leads/tags/schema";

export type LeadOwn = {
  fields: FieldDefinition[];
  /** What the lead says in them, by their keys. */
  said: Record<string, FieldValue>;
  tags: TagChoice[];
  services: NamedService[];
};

/** What this organisation made for its leads, and what the lead of this id says of it: an expression, for one statement. */
export const ownSql = (leadId: string) => `jsonb_build_object(
  'fields', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (${FIELDS}) x where x.active),
  'said', (select coalesce(jsonb_object_agg(f.key, ${ANY_VALUE}), '{}') from "LeadValue" v join "CustomField" f on f.id = v."fieldId"
            where v."leadId" = ${leadId} and f.active),
  'tags', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'tone', tone) order by name), '[]') from "Tag" where active),
  'services', (select coalesce(jsonb_agg(jsonb_build_object('labelEn', "labelEn", 'labelEs', "labelEs", 'aliases', aliases)
                 order by position, key), '[]') from "Service" where active))`;

export async function ownOfLead(ctx: Ctx, leadId: string): Promise<LeadOwn> {
  const [row] = await reader(ctx).$queryRawUnsafe<{ own: LeadOwn }[]>(`select ${ownSql("$1::uuid")} as own`, leadId);
  return row?.own ?? { fields: [], said: {}, tags: [], services: [] };
}
