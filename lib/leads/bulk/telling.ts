import { audienceOf } from "@/lib/leads/audience";
import { leadLabel } from "@/lib/leads/schema";
import type { RowValues } from "@/lib/core/rows";
import type { BulkLead, BulkTouch } from "@/lib/leads/bulk/schema";

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
