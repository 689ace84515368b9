import type { Arrival } from "@/lib/leads/commands";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";

type Stored = { id: string; sourceId: string; receivedAt: Date; history: boolean };

/** When it happened. A site whose clock runs ahead can't have sent it later than it came. */
export function submittedAtOf(delivery: Stored, understood: Understood): Date {
  const said = understood.submittedAt ? new Date(understood.submittedAt.iso) : delivery.receivedAt;
  return Number.isNaN(said.getTime()) || said > delivery.receivedAt ? delivery.receivedAt : said;
}

export function arrivalOf(delivery: Stored, understood: Understood): Arrival {
  const submittedAt = submittedAtOf(delivery, understood);
  const { utm } = understood;
  return {
    sourceId: delivery.sourceId,
    deliveryId: delivery.id,
    submittedAt,
    // History was received at its own time, by whoever kept the leads then.
    receivedAt: delivery.history ? submittedAt : delivery.receivedAt,
    message: understood.message ?? "",
    service: understood.service ?? "",
    pageUrl: understood.pageUrl ?? "",
    referrer: understood.referrer ?? "",
    utm: {
      source: utm.source ?? "",
      medium: utm.medium ?? "",
      campaign: utm.campaign ?? "",
      term: utm.term ?? "",
      content: utm.content ?? "",
    },
    values: understood.extra as Prisma.InputJsonObject,
  };
}

export function personOf(understood: Understood) {
  return {
    contactName: understood.name ?? "",
    firm: understood.firm ?? "",
    email: understood.email ?? "",
    phone: understood.phoneRaw ?? understood.phone ?? "",
  };
}

/** The columns a later word on the same entry may fill. */
export function fieldsOf(understood: Understood) {
  return { ...personOf(understood), message: understood.message ?? "", service: understood.service ?? "" };
}
