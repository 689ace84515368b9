import { toSql } from "@/lib/core/condition/to-sql";
import { hasRights, scopeOf } from "@/lib/core/ctx";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import type { Condition } from "@/lib/core/condition/schema";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type LeadPermission = Extract<Permission, `lead.${string}` | "analytics.read">;

/**
 * The leads the actor may reach with a permission, as one condition: lists, numbers, exports, searches,
 * single reads, writes and live updates all ask it. Whoever owns a lead reaches it in any company.
 */
export function visibleLeads(actor: Actor, permission: LeadPermission = "lead.read"): Condition {
  const scope = scopeOf(actor, permission);
  if (!hasRights(actor) || scope === "any") return { all: [] };
  // A program owns no lead, and isn't asked for as if it might.
  const company: Condition = { field: "company", op: "in", value: [...actor.companyIds] };
  if (actor.type === "apiKey") return scope === "company" ? company : { any: [] };
  const own: Condition = { field: "owner", op: "is", value: actor.id };
  if (scope === "own") return own;
  return { any: scope === "company" ? [company, own] : [] };
}

/** Which leads exist for the actor, as an SQL expression over `l`; or to which they may do this. */
export function visibleLeadsSql(ctx: Ctx, params: SqlParams, permission?: Parameters<typeof visibleLeads>[1]): string {
  return toSql(visibleLeads(ctx.actor, permission), leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" }, params);
}
