import { actorId } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { audienceOf } from "@/lib/leads/audience";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { RowValues } from "@/lib/core/rows";
import type { BulkLead, BulkTouch, GivenBy } from "@/lib/leads/bulk/schema";

/** An arrival as the table holds it. */
export function touchRow(touch: BulkTouch): RowValues {
  return {
    id: touch.touchpointId,
    leadId: touch.leadId,
    sourceId: touch.sourceId,
    occurredAt: touch.at,
    message: touch.message,
    service: touch.service,
    pageUrl: touch.pageUrl,
    referrer: "",
    utmSource: touch.utm.source,
    utmMedium: touch.utm.medium,
    utmCampaign: touch.utm.campaign,
    utmTerm: touch.utm.term,
    utmContent: touch.utm.content,
    values: touch.values,
  };
}

/** What every event about a lead says of it. */
export function aboutLead(lead: BulkLead) {
  return { subjectId: lead.id, subjectLabel: leadLabel(lead.number), ...audienceOf(lead) };
}

/** A lead given to somebody, or taken from them, as the table holds it. */
export function assignmentRow(
  ctx: Ctx,
  leadId: string,
  ownerId: string | null,
  at: Date,
  { receipt = {}, ...how }: GivenBy,
) {
  return { id: newId(), leadId, ownerId, actorId: actorId(ctx.actor), ...how, receipt, occurredAt: at };
}

/** What the event of it says. */
export function assignedFrom(
  assignmentId: string,
  from: string | null,
  to: string | null,
  { method, reason }: GivenBy,
) {
  const payload = { assignmentId, ownerId: to, previousOwnerId: from, method, reason };
  return { payload, changes: { owner: { from, to } } };
}
