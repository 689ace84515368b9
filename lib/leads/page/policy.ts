import { matches } from "@/lib/core/condition/evaluate";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import type { Actor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";

export type LeadRights = { update: boolean; status: boolean; contact: boolean; assign: boolean };

type Placed = Pick<Lead, "companyId" | "ownerId">;

const PLACE = {
  company: { ...leadFieldCatalogue.company, get: (lead: Placed) => lead.companyId },
  owner: { ...leadFieldCatalogue.owner, get: (lead: Placed) => lead.ownerId },
} as const;

/** What the actor may do to a lead of this company and owner; the commands ask the same conditions. */
export function leadRights(actor: Actor, lead: Placed): LeadRights {
  const may = (permission: "lead.update" | "lead.changeStatus" | "lead.logContact" | "lead.assign") =>
    matches(visibleLeads(actor, permission), lead, PLACE, { now: new Date(0), timeZone: "UTC" });
  return {
    update: may("lead.update"),
    status: may("lead.changeStatus"),
    contact: may("lead.logContact"),
    assign: may("lead.assign"),
  };
}
