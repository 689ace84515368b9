import { SqlParams } from "@/lib/core/condition/to-sql";
import { fieldRight } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { suggestMail } from "@/lib/core/mail-typo";
import { formatPhone } from "@/lib/core/format-phone";
import { fieldsOfLead } from "@/lib/leads/custom-fields/values/queries";
import { reachOf } from "@/lib/leads/contact/reach";
import { besideLead } from "@/lib/leads/page/beside/queries";
import { extraValues } from "@/lib/leads/page/extra-values";
import { CONFIRMED, UNDO } from "@/lib/leads/ownership/schema";
import { leadRights } from "@/lib/leads/page/policy";
import { FIRST_EXTRAS, LONGEST_EXTRA, MORE_EXTRAS } from "@/lib/leads/page/schema";
import { asksOf, masked, mayWrite } from "@/lib/leads/sensitive/policy";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { lastChangeOf, requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { dayOf } from "@/lib/leads/status/answers";
import { ownOfLead, ownSql } from "@/lib/leads/page/own/queries";
import { nameOf } from "@/lib/leads/service-words/naming/schema";
import { vocabulary } from "@/lib/leads/vocabulary/queries";
import { organisation } from "@/lib/settings/queries";
import type { CountryCode } from "libphonenumber-js/min";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { Locale } from "@/lib/i18n/locale";
import type { LeadOwn } from "@/lib/leads/page/own/queries";
import type { Extras, LeadPage, LeadView, Vocabulary } from "@/lib/leads/page/schema";
import type { Priority, SpokenRule } from "@/lib/leads/schema";
import type { Place } from "@/lib/leads/templates/schema";

/** Everything of a lead but its timeline, or NOT_FOUND for whoever may not see it. The same few statements whatever its past. */
export async function leadPage(ctx: Ctx, input: { number: number; locale: Locale }): Promise<LeadPage> {
  // What hangs on it is found by what it really says; what is told of it is told without what is hidden.
  const found = await visibleLead(ctx, input.number);
  const lead = masked(ctx.actor, found);
  const meant = mayWrite(ctx.actor, "email") ? suggestMail(lead.email) : null;
  const [words, { defaultCountry, locale: houseLocale }, beside] = await Promise.all([
    vocabulary(input.locale),
    organisation(),
    besideLead(ctx, found, { asksEmail: meant !== null, places: placesOf(ctx, lead) }),
  ]);
  const { emailKept, ...hanging } = beside;
  const { own } = lead;
  const { fields, taken } = fieldsOfLead({ ...own, leadTypeId: lead.leadTypeId }, input.locale);
  const view = {
    ...viewOf(ctx, lead, defaultCountry),
    ...firstExtras(lead.extra, taken),
    emailSuggestion: emailKept ? null : meant,
  };
  const services = own.services.map((one) => ({ name: nameOf(one, houseLocale), label: nameOf(one, input.locale) }));
  return { lead: view, vocabulary: askedOf(ctx, words), ...hanging, fields, tags: own.tags, services };
}

type LeadRow = Lead & {
  companyName: string;
  companyTone: string;
  ownerName: string | null;
  ownerActive: boolean | null;
  sourceName: string | null;
  method: string | null;
  reason: string | null;
  assignedBy: string | null;
  assignedByName: string | null;
  givenAt: Date | null;
  messageBy: string | null;
  messageAt: Date | null;
  own: LeadOwn;
  assignDueAt: Date | null;
  respondDueAt: Date | null;
  rotsAt: Date | null;
  wroteAgainAt: Date | null;
  assignMinutes: number | null;
  respondMinutes: number | null;
};

// Undone, it is whose it was as it had become theirs: whoever looked at it first does so again, and nobody's is nobody's.
const STANDS = `(last.method <> '${UNDO}' or (x.method <> all('{${UNDO},${CONFIRMED}}') and x."ownerId" is not distinct from l."ownerId"))`;

const LEAD = `
  select l.*, l.id::text, c.name as "companyName", c.tone as "companyTone", s.name as "sourceName",
         nullif(trim(o."firstName" || ' ' || o."lastName"), '') as "ownerName", coalesce(o."deactivatedAt", o."outAt") is null as "ownerActive",
         a.method, a.reason, a."actorId" as "assignedBy", a."occurredAt" as "givenAt",
         nullif(trim(b."firstName" || ' ' || b."lastName"), '') as "assignedByName",
         m."actorLabel" as "messageBy", m."occurredAt" as "messageAt", k."assignDueAt", k."respondDueAt",
         case when k."rotsFrom" = l."lastActivityAt" then k."rotsAt" end as "rotsAt", k."wroteAgainAt", k."assignMinutes", k."respondMinutes",
         ${ownSql("l.id")} as own
    from "Lead" l
    join "Company" c on c.id = l."companyId"
    left join "User" o on o.id = l."ownerId"
    left join "Source" s on s.id = l."sourceId"
    left join "LeadDue" k on k."leadId" = l.id
    left join lateral (select method from "Assignment" x where x."leadId" = l.id order by x."occurredAt" desc, x.id desc limit 1) last on true
    left join lateral (select * from "Assignment" x where x."leadId" = l.id and ${STANDS} order by x."occurredAt" desc, x.id desc limit 1) a on true
    left join "User" b on b.id::text = a."actorId"::text
    left join lateral (select e."actorLabel", e."occurredAt" from "Event" e
                        where l."managementMessage" <> '' and e."subjectType" = 'lead' and e."subjectId" = l.id
                          and e.name = 'lead.updated' and e.changes ? 'managementMessage'
                        order by e.seq desc limit 1) m on true`;

async function visibleLead(ctx: Ctx, number: number): Promise<LeadRow> {
  const params = new SqlParams();
  const where = `l.number = ${params.add(number, "integer")} and ${visibleLeadsSql(ctx, params)}`;
  const [lead] = await reader(ctx).$queryRawUnsafe<LeadRow[]>(`${LEAD} where ${where}`, ...params.values);
  if (!lead) throw notFound();
  return lead;
}

/** What a text for this lead is filled with; where nobody owns it, whoever writes speaks for themselves. */
function placesOf({ actor }: Ctx, lead: LeadRow): Record<Place, string> {
  const { contactName, firm, service, companyName: company } = lead;
  return { contactName, firm, service, company, owner: lead.ownerName ?? actor.name, number: leadLabel(lead.number) };
}

/** What each status asks of whoever reads: an amount only of those who may say one. */
function askedOf({ actor }: Ctx, words: Vocabulary): Vocabulary {
  const groups = words.groups.map((group) => ({
    ...group,
    statuses: group.statuses.map((status) => ({ ...status, asks: asksOf(actor, status.asks) })),
  }));
  return { ...words, groups };
}

type Asked = "emailSuggestion" | "extra" | "extraCount" | "extraCut";

function viewOf(ctx: Ctx, lead: LeadRow, country: string): Omit<LeadView, Asked> {
  return {
    id: lead.id,
    number: lead.number,
    label: leadLabel(lead.number),
    contactName: lead.contactName,
    firm: lead.firm,
    email: lead.email,
    phone: lead.phone,
    phoneE164: lead.phoneE164,
    phoneText: lead.phoneE164 ? formatPhone(lead.phoneE164, country as CountryCode) : lead.phone,
    reach: reachOf(lead),
    message: lead.message,
    service: lead.service,
    managementMessage: lead.managementMessage,
    managementMessageBy: lead.messageBy && lead.messageAt ? { name: lead.messageBy, at: iso(lead.messageAt) } : null,
    priority: lead.priority as Priority,
    tags: lead.tags,
    leadTypeId: lead.leadTypeId,
    statusId: lead.statusId,
    statusChangedAt: iso(lead.statusChangedAt),
    lostReasonId: lead.lostReasonId,
    holdUntil: dayOf(lead.holdUntil),
    amountCents: lead.amountCents === null ? null : Number(lead.amountCents),
    currency: lead.currency,
    owner: lead.ownerId ? { id: lead.ownerId, name: lead.ownerName ?? "", active: lead.ownerActive ?? false } : null,
    assignment: assignmentOf(lead),
    company: { id: lead.companyId, name: lead.companyName, tone: lead.companyTone },
    sourceName: lead.sourceName ?? "",
    channel: lead.channel,
    subChannel: lead.subChannel,
    rules: spokenRules(lead.classification),
    score: lead.score,
    history: lead.history,
    touchCount: lead.touchCount,
    submittedAt: iso(lead.submittedAt),
    receivedAt: iso(lead.receivedAt),
    assignedAt: lead.assignedAt && iso(lead.assignedAt),
    firstResponseAt: lead.firstResponseAt && iso(lead.firstResponseAt),
    lastActivityAt: iso(lead.lastActivityAt),
    dues: {
      assignDueAt: lead.assignDueAt && iso(lead.assignDueAt),
      respondDueAt: lead.respondDueAt && iso(lead.respondDueAt),
      rotsAt: lead.rotsAt && iso(lead.rotsAt),
      wroteAgainAt: lead.wroteAgainAt && iso(lead.wroteAgainAt),
      assignMinutes: lead.assignMinutes,
      respondMinutes: lead.respondMinutes,
    },
    can: leadRights(ctx.actor, lead),
    sensitive: Object.fromEntries(
      SENSITIVE_FIELDS.map((field) => [field, fieldRight(ctx.actor, field)]),
    ) as LeadView["sensitive"],
  };
}

/** A form may send thousands: the page carries the first, and what is long only as far as it is read. */
function firstExtras(extra: unknown, taken: readonly string[]): Pick<LeadView, "extra" | "extraCount" | "extraCut"> {
  const all = extraValues(extra, taken);
  const first = all.slice(0, FIRST_EXTRAS);
  return {
    extra: first.map(({ name, value }) => ({ name, value: value.slice(0, LONGEST_EXTRA) })),
    extraCount: all.length,
    extraCut: first.some(({ value }) => value.length > LONGEST_EXTRA),
  };
}

/** What a form sent beyond the known fields, whole, from one of them on. */
export async function extras(ctx: Ctx, input: { leadId: string; from: number }): Promise<Extras> {
  const lead = masked(ctx.actor, await requireLead(ctx, input.leadId));
  const { taken } = fieldsOfLead({ ...(await ownOfLead(ctx, lead.id)), leadTypeId: lead.leadTypeId }, "en");
  const all = extraValues(lead.extra, taken);
  return { values: all.slice(input.from, input.from + MORE_EXTRAS), total: all.length };
}

/** Who changed a field last. */
export async function lastChange(ctx: Ctx, input: { leadId: string; field: string }): Promise<{ by: string }> {
  await requireLead(ctx, input.leadId);
  return { by: (await lastChangeOf(reader(ctx), input.leadId, input.field)) ?? "" };
}

function assignmentOf({ method, reason, assignedBy, assignedByName, givenAt }: LeadRow): LeadView["assignment"] {
  if (method === null || givenAt === null) return null;
  const by = assignedBy && assignedByName ? { id: assignedBy, name: assignedByName } : null;
  return { method, reason: reason ?? "", by, at: iso(givenAt) };
}

function spokenRules(classification: unknown): SpokenRule[] {
  const { rules = [] } = (classification ?? {}) as { rules?: Partial<SpokenRule>[] };
  return rules.map(({ id = "", name = "", version = 0, decided = [], points = 0 }) => ({
    ...{ id, name, version, decided, points },
  }));
}

function iso(moment: Date): string {
  return moment.toISOString();
}
