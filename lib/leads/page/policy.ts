import { matches } from "@/lib/core/condition/evaluate";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import type { Actor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";

export type LeadRights = { update: boolean; status: boolean; contact: boolean; assign: boolean; merge: boolean };

type Placed = Pick<Lead, "companyId" | "ownerId">;

const PLACE = {
  company: { ...leadFieldCatalogue.company, get: (lead: Placed) => lead.companyId },
  owner: { ...leadFieldCatalogue.owner, get: (lead: Placed) => lead.ownerId },
} as const;

type Right = "lead.update" | "lead.changeStatus" | "lead.logContact" | "lead.assign" | "lead.merge";

/** What the actor may do to a lead of this company and owner; the commands ask the same conditions. */
export function leadRights(actor: Actor, lead: Placed): LeadRights {
  return {
    update: may(actor, "lead.update", lead),
    status: may(actor, "lead.changeStatus", lead),
    contact: may(actor, "lead.logContact", lead),
    assign: may(actor, "lead.assign", lead),
    merge: may(actor, "lead.merge", lead),
  };
}

/** Whether the actor may make a lead one of this company's: they assign leads there. */
export function mayPlace(actor: Actor, lead: Placed): boolean {
  return may(actor, "lead.assign", lead);
}

function may(actor: Actor, right: Right, lead: Placed): boolean {
  return matches(visibleLeads(actor, right), lead, PLACE, { now: new Date(0), timeZone: "UTC" });
}
