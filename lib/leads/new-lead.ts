import { derivedColumns } from "@/lib/leads/person";
import type { Tx } from "@/lib/core/db";
import type { Arrival, NewLead } from "@/lib/leads/commands";

/** The row of a lead as it begins, before anybody looked at it. */
export function leadColumns(id: string, now: Date, history: boolean, input: NewLead) {
  const { arrival, classification } = input;
  return {
    id,
    companyId: classification.companyId,
    leadTypeId: classification.leadTypeId,
    statusId: input.initialStatusId,
    sourceId: arrival.sourceId,
    channel: input.channel,
    subChannel: input.subChannel,
    contactName: input.contactName,
    firm: input.firm,
    email: input.email,
    phone: input.phone,
    message: arrival.message,
    service: arrival.service,
    ...derivedColumns({ ...input, service: arrival.service }, input.country),
    priority: classification.priority,
    tags: classification.tags,
    score: classification.score,
    extra: input.extra,
    utmSource: arrival.utm.source,
    utmMedium: arrival.utm.medium,
    utmCampaign: arrival.utm.campaign,
    utmTerm: arrival.utm.term,
    utmContent: arrival.utm.content,
    pageUrl: arrival.pageUrl,
    classification: { rules: classification.rules },
    currency: input.currency,
    history,
    previousLeadId: input.previousLeadId,
    submittedAt: arrival.submittedAt,
    receivedAt: arrival.receivedAt,
    statusChangedAt: now,
    lastActivityAt: now,
    lastTouchAt: arrival.submittedAt,
  };
}

const NUMBERS = `
  select nextval(pg_get_serial_sequence('"Lead"', 'number'))::int as number from generate_series(1, $1::int) order by 1`;

/** As many numbers as there are leads to be made, ascending. People search by it, so a lead's texts need it. */
export async function leadNumbers(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.$queryRawUnsafe<{ number: number }[]>(NUMBERS, count);
  return rows.map(({ number }) => number);
}

/** How the one who looks at it first came to it. */
export function firstOwner({ ownerRule }: NewLead): { method: string; reason: string } {
  return ownerRule === undefined ? { method: "default-owner", reason: "" } : { method: "rule", reason: ownerRule };
}

export function touchpointColumns(id: string, arrival: Arrival) {
  return {
    id,
    sourceId: arrival.sourceId,
    deliveryId: arrival.deliveryId,
    occurredAt: arrival.submittedAt,
    message: arrival.message,
    service: arrival.service,
    pageUrl: arrival.pageUrl,
    referrer: arrival.referrer,
    utmSource: arrival.utm.source,
    utmMedium: arrival.utm.medium,
    utmCampaign: arrival.utm.campaign,
    utmTerm: arrival.utm.term,
    utmContent: arrival.utm.content,
    values: arrival.values,
  };
}
