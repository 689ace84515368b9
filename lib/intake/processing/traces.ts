import { contentHash } from "@/lib/intake/content-hash";
import { homeInUserAgent } from "@/lib/intake/home-address";
import { sameKey } from "@/lib/intake/same-key";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";

type Stored = { headers: unknown; via: string; receivedAt: Date };
type Source = { id: string; companyId: string; siteId: string | null; formId: string };

/** An arrival by what it can be known again. */
export type Traces = {
  sourceId: string;
  companyId: string;
  /** Ids are unique within a site; where none is known, within the source. */
  originKey: string;
  formId: string;
  externalId: string | null;
  contentHash: string;
  sameKey: string;
  via: string;
  receivedAt: Date;
  submittedAt: Date | null;
};

export function tracesOf(delivery: Stored, source: Source, item: Understood, sites: Map<string, string>): Traces {
  const agent = (delivery.headers as Record<string, string>)["user-agent"] ?? "";
  const said = item.submittedAt ? new Date(item.submittedAt.iso) : null;
  return {
    sourceId: source.id,
    companyId: source.companyId,
    originKey: source.siteId ?? sites.get(homeInUserAgent(agent)) ?? source.id,
    formId: item.form.id ?? source.formId,
    externalId: item.externalId,
    contentHash: contentHash(item),
    sameKey: sameKey(item),
    via: delivery.via,
    receivedAt: delivery.receivedAt,
    submittedAt: said && !Number.isNaN(said.getTime()) ? said : null,
  };
}

/** The entry that a first arrival makes. */
export function entryOf(id: string, deliveryId: string, traces: Traces): Prisma.EntryCreateManyInput {
  const { companyId: _, receivedAt, ...columns } = traces;
  return { id, ...columns, firstDeliveryId: deliveryId, firstSeenAt: receivedAt, lastSeenAt: receivedAt };
}
