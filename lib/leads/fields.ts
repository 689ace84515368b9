import { PRIORITIES } from "@/lib/leads/schema";
import type { FieldCatalogue } from "@/lib/core/condition/fields";
import type { Lead } from "@/lib/core/prisma/client";

/** What a condition about a lead may ask. `l` is the lead in raw SQL. */
export const leadFieldCatalogue = {
  number: { type: "number", column: "integer", sql: `l.number`, get: (lead) => lead.number },
  company: { type: "ref", sql: `l."companyId"`, get: (lead) => lead.companyId },
  owner: { type: "ref", me: true, sql: `l."ownerId"`, get: (lead) => lead.ownerId },
  status: { type: "ref", sql: `l."statusId"`, get: (lead) => lead.statusId },
  leadType: { type: "ref", sql: `l."leadTypeId"`, get: (lead) => lead.leadTypeId },
  lostReason: { type: "ref", sql: `l."lostReasonId"`, get: (lead) => lead.lostReasonId },
  source: { type: "ref", sql: `l."sourceId"`, get: (lead) => lead.sourceId },
  priority: { type: "enum", values: PRIORITIES, sql: `l.priority`, get: (lead) => lead.priority },
  score: { type: "number", column: "integer", sql: `l.score`, get: (lead) => lead.score },
  contactName: { type: "text", sql: `l."contactName"`, folded: `l."contactNameKey"`, get: (lead) => lead.contactName },
  firm: { type: "text", sql: `l.firm`, folded: `l."firmKey"`, get: (lead) => lead.firm },
  service: { type: "text", sql: `l.service`, folded: `l."serviceKey"`, get: (lead) => lead.service },
  email: { type: "text", sql: `l.email`, get: (lead) => lead.email },
  phone: { type: "text", sql: `l.phone`, get: (lead) => lead.phone },
  message: { type: "text", sql: `l.message`, get: (lead) => lead.message },
  search: {
    type: "text",
    row: `"LeadText" x where x."leadId" = l.id`,
    sql: `x."searchText"`,
    folded: `x."searchText"`,
    get: (lead) => lead.searchText,
  },
  utmSource: { type: "text", sql: `l."utmSource"`, get: (lead) => lead.utmSource },
  utmMedium: { type: "text", sql: `l."utmMedium"`, get: (lead) => lead.utmMedium },
  utmCampaign: { type: "text", sql: `l."utmCampaign"`, get: (lead) => lead.utmCampaign },
  utmTerm: { type: "text", sql: `l."utmTerm"`, get: (lead) => lead.utmTerm },
  utmContent: { type: "text", sql: `l."utmContent"`, get: (lead) => lead.utmContent },
  page: { type: "text", sql: `l."pageUrl"`, get: (lead) => lead.pageUrl },
  channel: { type: "text", sql: `l.channel`, get: (lead) => lead.channel },
  subChannel: { type: "text", sql: `l."subChannel"`, get: (lead) => lead.subChannel },
  managementMessage: { type: "text", sql: `l."managementMessage"`, get: (lead) => lead.managementMessage },
  /** In the currency's own units, as people say it. */
  amount: {
    type: "number",
    sql: `(l."amountCents" / 100.0)`,
    get: (lead) => (lead.amountCents === null ? null : Number(lead.amountCents) / 100),
  },
  history: { type: "boolean", sql: `l.history`, get: (lead) => lead.history },
  touches: { type: "number", column: "integer", sql: `l."touchCount"`, get: (lead) => lead.touchCount },
  tags: { type: "list", sql: `l.tags`, get: (lead) => lead.tags },
  receivedAt: { type: "date", sql: `l."receivedAt"`, get: (lead) => lead.receivedAt },
  lastActivityAt: { type: "date", sql: `l."lastActivityAt"`, get: (lead) => lead.lastActivityAt },
  updatedAt: { type: "date", sql: `l."updatedAt"`, get: (lead) => lead.updatedAt },
  submittedAt: { type: "date", sql: `l."submittedAt"`, get: (lead) => lead.submittedAt },
  assignedAt: { type: "date", sql: `l."assignedAt"`, get: (lead) => lead.assignedAt },
  statusChangedAt: { type: "date", sql: `l."statusChangedAt"`, get: (lead) => lead.statusChangedAt },
  /** Since when it waits to be assigned; a lead's own row doesn't say. */
  waitingSince: {
    type: "date",
    sql: `(select w.since from "WaitingLead" w where w."leadId" = l.id and l."ownerId" is null)`,
    get: () => null,
  },
  firstResponseAt: { type: "date", sql: `l."firstResponseAt"`, get: (lead) => lead.firstResponseAt },
} as const satisfies FieldCatalogue<Lead>;
