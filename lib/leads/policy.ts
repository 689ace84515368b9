import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Condition } from "@/lib/core/condition/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type LeadPermission = Extract<Permission, `lead.${string}` | "analytics.read">;

/**
 * The leads the actor may reach with a permission, as one condition: lists, numbers, exports, searches,
 * single reads, writes and live updates all ask it. Whoever owns a lead reaches it in any company.
 */
export function visibleLeads(actor: Actor, permission: LeadPermission = "lead.read"): Condition {
  const scope = scopeOf(actor, permission);
  if (!hasRights(actor) || scope === "any") return { all: [] };
  const own: Condition = { field: "owner", op: "is", value: actor.id };
  if (scope === "own") return own;
  if (scope === "company") return { any: [{ field: "company", op: "in", value: [...actor.companyIds] }, own] };
  return { any: [] };
}
