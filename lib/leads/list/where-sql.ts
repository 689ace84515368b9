import { toSql } from "@/lib/core/condition/to-sql";
import { hiddenFields } from "@/lib/core/ctx";
import { leadListCatalogue } from "@/lib/leads/custom-fields/catalogue/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { askedWithout, catalogueWithout } from "@/lib/leads/sensitive/asking";
import type { Condition } from "@/lib/core/condition/schema";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";

type Asked = { condition: Condition; timeZone: string; fields?: readonly FieldDefinition[] };

/** Which leads `l` the actor may see that meet the condition. */
export function whereSql(ctx: Ctx, { condition, ...asked }: Asked, params: SqlParams): string {
  return conditionSql(ctx, { ...asked, condition: { all: [visibleLeads(ctx.actor, "lead.read"), condition] } }, params);
}

/** A condition as SQL about the lead `l`, of what the actor may know of leads; one that asks for more isn't answered. */
export function conditionSql(ctx: Ctx, { condition, timeZone, fields = [] }: Asked, params: SqlParams): string {
  const hidden = hiddenFields(ctx.actor);
  const catalogue = catalogueWithout(leadListCatalogue(fields), hidden);
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  return toSql(askedWithout(condition, hidden), catalogue, { now: ctx.now(), timeZone, me }, params);
}
