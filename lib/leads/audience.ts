import { predicate } from "@/lib/core/condition/evaluate";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import type { Actor } from "@/lib/core/ctx";
import type { StoredEvent } from "@/lib/core/events";

/** Whose screens an event about this lead concerns: its company and its owner, and whoever they were before. */
export function audienceOf(
  lead: { companyId: string; ownerId: string | null },
  before?: { companyId?: string; ownerId?: string | null },
) {
  const companyIds = [lead.companyId, before?.companyId].filter((id) => id !== undefined);
  const ownerIds = [lead.ownerId, before?.ownerId].filter((id) => typeof id === "string");
  return { companyIds, ownerIds };
}

/** All that visibility may ask of a lead: an event carries no more of it. A rule that asks for more fails loudly here. */
type Whose = { companyId: string; ownerId: string | null };
export const PLACE = {
  company: { ...leadFieldCatalogue.company, get: (lead: Whose) => lead.companyId },
  owner: { ...leadFieldCatalogue.owner, get: (lead: Whose) => lead.ownerId },
} as const;

/** Whether the actor reaches a lead with a permission, as `visibleLeads` says. */
export function reachesLead(actor: Actor, permission?: Parameters<typeof visibleLeads>[1]): (lead: Whose) => boolean {
  return predicate(visibleLeads(actor, permission), PLACE, { now: new Date(), timeZone: "UTC" });
}

/** Whether the actor may hear of an event about a lead: they may see the lead as it is after it, or could before. */
export function mayHear(actor: Actor): (event: Pick<StoredEvent, "companyIds" | "ownerIds">) => boolean {
  const reaches = reachesLead(actor);
  return ({ companyIds, ownerIds }) =>
    companyIds.some((companyId) => [null, ...ownerIds].some((ownerId) => reaches({ companyId, ownerId })));
}
