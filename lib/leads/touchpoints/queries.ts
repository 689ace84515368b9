import { reader } from "@/lib/core/db";
import { extraValues } from "@/lib/leads/page/extra-values";
import { requireLead } from "@/lib/leads/queries";
import { TOUCHPOINT_PAGE } from "@/lib/leads/touchpoints/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Touchpoint } from "@/lib/core/prisma/client";
import type { TouchpointsInput, TouchpointView } from "@/lib/leads/touchpoints/schema";

/** The times they wrote before those already shown, the newest first. */
export async function earlierTouchpoints(ctx: Ctx, input: TouchpointsInput): Promise<TouchpointView[]> {
  await requireLead(ctx, input.leadId);
  return touchpointsOf(ctx, input.leadId, input.before);
}

/** The same for a lead that was just read under the reader's rights. */
export async function touchpointsOf(
  ctx: Ctx,
  leadId: string,
  before?: TouchpointsInput["before"],
): Promise<TouchpointView[]> {
  const rows = await reader(ctx).$queryRawUnsafe<(Touchpoint & { sourceName: string | null })[]>(
    `select t.*, t.id::text, s.name as "sourceName" from "Touchpoint" t left join "Source" s on s.id = t."sourceId"
      where t."leadId" = $1::uuid
        and ($2::timestamptz is null or (t."occurredAt", t.id) < ($2::timestamptz, $3::uuid))
      order by t."occurredAt" desc, t.id desc limit ${TOUCHPOINT_PAGE}`,
    leadId,
    before?.at ?? null,
    before?.id ?? null,
  );
  return rows.map((row) => ({
    id: row.id,
    ...saidIn(row.values),
    at: row.occurredAt.toISOString(),
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
  }));
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
