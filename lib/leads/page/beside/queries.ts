import { SqlParams } from "@/lib/core/condition/to-sql";
import { actorId } from "@/lib/core/ctx";
import { together } from "@/lib/core/together";
import { duplicatesSql, duplicateView } from "@/lib/leads/duplicates/pairs/queries";
import { emailKeptSql } from "@/lib/leads/email/queries";
import { mergedSql, mergedView } from "@/lib/leads/merging/queries";
import { relatedSql, relatedView } from "@/lib/leads/page/beside/related";
import { leadRights, mayPlace } from "@/lib/leads/page/policy";
import { leadTasks, leadTasksSql } from "@/lib/leads/tasks/queries";
import { VISIBLE_TEMPLATES } from "@/lib/leads/templates/policy";
import { filled } from "@/lib/leads/templates/schema";
import { firstTouchpointsSql, touchpointView } from "@/lib/leads/touchpoints/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { PairRow } from "@/lib/leads/duplicates/pairs/queries";
import type { FileView } from "@/lib/leads/files/schema";
import type { MergedRow } from "@/lib/leads/merging/queries";
import type { RelatedRow } from "@/lib/leads/page/beside/related";
import type { LeadPage, OpenAttempt } from "@/lib/leads/page/schema";
import type { LeadTaskRow } from "@/lib/leads/tasks/queries";
import type { FilledTemplate, Place } from "@/lib/leads/templates/schema";
import type { TouchpointRow } from "@/lib/leads/touchpoints/queries";

const SHOWN_OPEN_ATTEMPTS = 5;
/** Files shown beside a lead; what there is besides stands with its notes. */
const SHOWN_FILES = 50;

type Hanging =
  "openAttempts" | "files" | "templates" | "touchpoints" | "merged" | "duplicates" | "related" | "tasks" | "companies";

/** What hangs on a lead and is read with it. */
export type BesideLead = Pick<LeadPage, Hanging> & { emailKept: boolean };

type Rows = {
  openAttempts: OpenAttempt;
  files: Omit<FileView, "removable"> & { uploaderId: string };
  templates: FilledTemplate;
  touchpoints: TouchpointRow;
  merged: MergedRow;
  duplicates: PairRow;
  related: RelatedRow;
  tasks: LeadTaskRow;
  companies: { id: string; name: string; active: boolean };
  emailKept: object;
};

type Asked = {
  /** Whether somebody may have said that the lead's address is right as it is. */
  asksEmail: boolean;
  /** What texts for this lead are filled with. */
  places: Record<Place, string>;
};

/** For a lead that was just read under the reader's rights: one statement, however much there is. */
export async function besideLead(ctx: Ctx, lead: Lead, { asksEmail, places }: Asked): Promise<BesideLead> {
  const params = new SqlParams();
  const me = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
  const can = leadRights(ctx.actor, lead);
  const found = await together<Rows>(
    ctx,
    {
      ...ownLists(params, lead, me),
      touchpoints: firstTouchpointsSql(params, lead.id),
      merged: mergedSql(ctx, params, lead.id),
      duplicates: can.merge ? duplicatesSql(ctx, params, lead.id) : null,
      related: relatedSql(ctx, params, lead),
      tasks: leadTasksSql(ctx, params, lead.id),
      companies: can.assign ? `select id, name, active from "Company" order by position, name` : null,
      emailKept: asksEmail ? emailKeptSql(params, lead) : null,
    },
    params,
  );
  const duplicates = found.duplicates.map((row) => duplicateView(row, lead.id));
  return {
    openAttempts: found.openAttempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })),
    files: found.files.map(({ uploaderId, ...file }) => ({
      ...file,
      at: iso(file.at),
      removable: can.update || uploaderId === me,
    })),
    templates: found.templates.map((template) => ({
      ...template,
      subject: filled(template.subject, places).trim(),
      body: filled(template.body, places),
    })),
    touchpoints: found.touchpoints.map((row) => touchpointView(ctx, row)),
    merged: found.merged.map(mergedView),
    duplicates,
    related: found.related.filter(({ id }) => !duplicates.some(({ other }) => other.id === id)).map(relatedView),
    tasks: leadTasks(ctx, found.tasks),
    companies: found.companies
      .filter(({ id, active }) => id === lead.companyId || (active && mayPlace(ctx.actor, { ...lead, companyId: id })))
      .map(({ id, name }) => ({ id, name })),
    emailKept: found.emailKept.length > 0,
  };
}

// It is in the database and not in the browser that the question how an attempt went waits: it outlives the phone app, a
// reload and the device.
function ownLists(params: SqlParams, lead: Lead, me: string | null) {
  const leadId = params.add(lead.id, "uuid");
  const userId = params.add(me, "uuid");
  return {
    openAttempts: `
      select id, channel, note, "occurredAt" as at from "ContactAttempt"
       where "leadId" = ${leadId} and "userId" = ${userId} and outcome = 'pending'
       order by "occurredAt" desc limit ${SHOWN_OPEN_ATTEMPTS}`,
    files: `
      select f.id, f.name, f.type, f.size, f."createdAt" as at, f."uploaderId", trim(u."firstName" || ' ' || u."lastName") as by
        from "LeadFile" f join "User" u on u.id = f."uploaderId"
       where f."leadId" = ${leadId} order by f."createdAt" desc, f.id desc limit ${SHOWN_FILES}`,
    templates: `
      select t.id, t.channel, t.name, t.subject, t.body, t.locale, t."ownerId" is null as shared from "MessageTemplate" t
       where ${VISIBLE_TEMPLATES("t", userId)} and (t."companyId" is null or t."companyId" = ${params.add(lead.companyId, "uuid")})
       order by t.name, t.id`,
  };
}

/** JSON says a moment as the database does. */
function iso(moment: string): string {
  return new Date(moment).toISOString();
}
