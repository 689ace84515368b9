import { SqlParams } from "@/lib/core/condition/to-sql";
import { together } from "@/lib/core/together";
import { extraValues } from "@/lib/leads/page/extra-values";
import { masked } from "@/lib/leads/sensitive/policy";
import { requireLead } from "@/lib/leads/queries";
import { TOUCHPOINT_PAGE } from "@/lib/leads/touchpoints/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Touchpoint } from "@/lib/core/prisma/client";
import type { TouchpointsInput, TouchpointView } from "@/lib/leads/touchpoints/schema";

/** The times they wrote before those already shown, the newest first. */
export async function earlierTouchpoints(ctx: Ctx, input: TouchpointsInput): Promise<TouchpointView[]> {
  const { leadId, before } = input;
  await requireLead(ctx, leadId);
  const params = new SqlParams();
  const { touchpoints } = await together<{ touchpoints: TouchpointRow }>(
    ctx,
    { touchpoints: touchpointsSql(params, leadId, before) },
    params,
  );
  return touchpoints.map((row) => touchpointView(ctx, row));
}

export type TouchpointRow = Omit<Touchpoint, "occurredAt"> & { occurredAt: string; sourceName: string | null };

/** Those of a lead, the newest first, to be read together with what else hangs on it. */
export function touchpointsSql(params: SqlParams, leadId: string, before?: TouchpointsInput["before"]): string {
  const earlier = before
    ? `and (t."occurredAt", t.id) < (${params.add(before.at, "timestamptz")}, ${params.add(before.id, "uuid")})`
    : "";
  return `select t.*, s.name as "sourceName" from "Touchpoint" t left join "Source" s on s.id = t."sourceId"
           where t."leadId" = ${params.add(leadId, "uuid")} ${earlier}
           order by t."occurredAt" desc, t.id desc limit ${TOUCHPOINT_PAGE}`;
}

export function touchpointView({ actor }: Ctx, found: TouchpointRow): TouchpointView {
  const row = masked(actor, found);
  return {
    id: row.id,
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
