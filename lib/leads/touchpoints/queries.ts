import { scopeOf } from "@/lib/core/ctx";
import { normaliseEmail } from "@/lib/core/email";
import { isFreeMail } from "@/lib/core/free-mail";
import { extraValues } from "@/lib/leads/page/extra-values";
import { masked } from "@/lib/leads/sensitive/policy";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { Touchpoint } from "@/lib/core/prisma/client";
import type { Blockable, TouchpointView } from "@/lib/leads/touchpoints/schema";

export type TouchpointRow = Omit<Touchpoint, "occurredAt"> & { occurredAt: string; sourceName: string | null };

/**
 * What made the lead, and those merged into it: the arrivals that no event of the history tells. The newest first, to be
 * read together with what else hangs on it.
 */
export function firstTouchpointsSql(params: SqlParams, leadId: string): string {
  const id = params.add(leadId, "uuid");
  return `select t.*, s.name as "sourceName" from "Touchpoint" t left join "Source" s on s.id = t."sourceId"
           where t."leadId" = ${id} and t.id not in (
             select (e.payload->>'touchpointId')::uuid from "Event" e
              where e."subjectType" = 'lead' and e.name = 'lead.touched' and e."subjectId" in (
                with recursive told(id) as (
                  select ${id}
                  union select m."leadId" from "LeadMerge" m join told on m."survivorId" = told.id)
                select id from told union select m."survivorId" from "LeadMerge" m where m."leadId" = ${id}))
           order by t."occurredAt" desc, t.id desc limit ${FIRST_TOUCHPOINTS}`;
}

/** So many leads are one seldom. */
const FIRST_TOUCHPOINTS = 20;

export function touchpointView({ actor }: Ctx, found: TouchpointRow): TouchpointView {
  const row = masked(actor, found);
  const { person = {} } = row.values as Said;
  const isMarkable = row.deliveryId !== null && scopeOf(actor, "intake.manage") !== undefined;
  return {
    id: row.id,
    spam: isMarkable ? { deliveryId: row.deliveryId ?? "", values: blockable(person) } : null,
    ...saidIn(row.values),
    at: new Date(row.occurredAt).toISOString(),
    sourceName: row.sourceName ?? "",
    message: row.message,
    service: row.service,
    pageUrl: row.pageUrl,
    referrer: row.referrer,
    utm: {
      source: row.utmSource,
      medium: row.utmMedium,
      campaign: row.utmCampaign,
      term: row.utmTerm,
      content: row.utmContent,
    },
  };
}

/** Of who wrote, what can be blocked along with it; not a domain at which everybody may have an address. */
function blockable({ email = "", phone = "" }: Partial<Record<string, string>>): Blockable {
  const mail = normaliseEmail(email);
  const domain = mail?.replace(/^.*@/, "") ?? "";
  return {
    ...(mail !== null && { email: mail }),
    ...(domain !== "" && !isFreeMail(domain) && { domain }),
    ...(phone !== "" && { phone }),
  };
}

/** A form has fewer; what is beyond stands in the delivery. */
const MOST_EXTRA = 60;

type Said = {
  extra?: unknown;
  person?: Record<string, string>;
  files?: { name: string; url: string }[];
  consent?: boolean | null;
  cut?: boolean;
  cutOff?: boolean;
};

/** What an arrival said of itself; one made by hand or before this was kept says nothing. */
function saidIn(values: unknown): Pick<TouchpointView, "person" | "extra" | "files" | "consent" | "cut" | "cutOff"> {
  const { person = {}, extra, files = [], consent = null, cut = false, cutOff = false } = values as Said;
  return {
    person: ["contactName", "firm", "email", "phone"].map((field) => person[field] ?? "").filter(Boolean),
    extra: extraValues(extra).slice(0, MOST_EXTRA),
    // Only what a browser may follow; a server's own path leads nowhere.
    files: files.map(({ name, url }) => ({ name, url: /^https?:\/\//i.test(url) ? url : "" })),
    consent,
    cut,
    cutOff,
  };
}
