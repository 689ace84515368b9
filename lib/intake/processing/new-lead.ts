import { classify } from "@/lib/intake/classification";
import { ownFieldsOf } from "@/lib/intake/processing/own-fields";
import { arrivalOf, personOf, submittedAtOf } from "@/lib/intake/processing/arrival";
import { ownerKey } from "@/lib/leads/ownership/schema";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import type { Delivery } from "@/lib/core/prisma/client";
import type { NewLead } from "@/lib/leads/commands";
import type { LoadedKeys, LoadedSource } from "@/lib/intake/processing/queries";
import type { Understood } from "@/lib/intake/schema";

/** The lead that a first arrival makes, as the source's rules classify it. */
export function newLeadOf(
  arrived: { delivery: Delivery; source: LoadedSource; keys: LoadedKeys; item: Understood },
  now: Date,
): NewLead {
  const { delivery, source, keys, item } = arrived;
  const { companyId, timeZone } = source;
  const facts = { item, sourceId: source.id, companyId, submittedAt: submittedAtOf(delivery, item), timeZone };
  const verdict = classify(facts, source.lists(), { now, timeZone });
  const initialStatusId = keys.status.get("part:start");
  if (initialStatusId === undefined) throw new Error("no status says where a lead begins");
  const leadCompanyId = keys.company.get(verdict.effect.companyKey ?? "") ?? companyId;
  // Rules and companies change: whoever can't see leads of this one doesn't get any.
  const named = keys.owner.get(ownerKey(verdict.effect.ownerId, leadCompanyId));
  const usual = keys.owner.get(ownerKey(source.defaultOwnerId, leadCompanyId));
  return {
    ...personOf(item),
    country: source.defaultCountry,
    ...ownFieldsOf(item, source),
    channel: source.channel,
    subChannel: source.subChannel,
    currency: source.currency,
    initialStatusId,
    classification: {
      rules: verdict.rules,
      companyId: leadCompanyId,
      statusId: keys.status.get(verdict.effect.statusKey ?? "") ?? initialStatusId,
      leadTypeId: keys.leadType.get(verdict.effect.leadTypeKey ?? source.leadTypeId) ?? source.leadTypeId,
      priority: verdict.effect.priority ?? "normal",
      tags: tagsNow(verdict.effect.tags ?? [], keys.tags),
      score: verdict.score,
    },
    defaultOwnerId: named ?? usual ?? null,
    ownerRule: named && verdict.rules.find(({ decided }) => decided.includes("owner"))?.name,
    previousLeadId: null,
    arrival: arrivalOf(delivery, item, keys.services),
  };
}
