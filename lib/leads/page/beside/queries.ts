import { actorId } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { leadRights } from "@/lib/leads/page/policy";
import { VISIBLE_TEMPLATES } from "@/lib/leads/templates/policy";
import { filled } from "@/lib/leads/templates/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { FileView } from "@/lib/leads/files/schema";
import type { OpenAttempt } from "@/lib/leads/page/schema";
import type { FilledTemplate, Place } from "@/lib/leads/templates/schema";

const SHOWN_OPEN_ATTEMPTS = 5;
/** Files shown beside a lead; what there is besides stands with its notes. */
const SHOWN_FILES = 50;

/** What hangs on a lead and is read with it, in one statement however much there is. */
export type BesideLead = { openAttempts: OpenAttempt[]; files: FileView[]; templates: FilledTemplate[] };

type Row = {
  attempts: OpenAttempt[];
  files: (Omit<FileView, "removable"> & { uploaderId: string })[];
  templates: FilledTemplate[];
};

// It is in the database and not in the browser that the question how an attempt went waits: it outlives the phone app, a
// reload and the device.
const BESIDE = `
  select (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
            select id, channel, note, "occurredAt" as at from "ContactAttempt"
             where "leadId" = $1::uuid and "userId" = $2::uuid and outcome = 'pending'
             order by "occurredAt" desc limit ${SHOWN_OPEN_ATTEMPTS}) x) as attempts,
         (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
            select f.id, f.name, f.type, f.size, f."createdAt" as at, f."uploaderId",
                   trim(u."firstName" || ' ' || u."lastName") as by
              from "LeadFile" f join "User" u on u.id = f."uploaderId"
             where f."leadId" = $1::uuid order by f."createdAt" desc, f.id desc limit ${SHOWN_FILES}) x) as files,
         (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
            select t.id, t.channel, t.name, t.subject, t.body, t.locale, t."ownerId" is null as shared
              from "MessageTemplate" t
             where ${VISIBLE_TEMPLATES("t", "$2::uuid")} and (t."companyId" is null or t."companyId" = $3::uuid)
             order by t.name, t.id) x) as templates`;

type Placed = Pick<Lead, "id" | "companyId" | "ownerId">;

/** For a lead that was just read under the reader's rights; `values`: what its texts are filled with. */
export async function besideLead(ctx: Ctx, lead: Placed, values: Record<Place, string>): Promise<BesideLead> {
  const me = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
  const [row] = await reader(ctx).$queryRawUnsafe<Row[]>(BESIDE, lead.id, me, lead.companyId);
  const { attempts = [], files = [], templates = [] } = row ?? {};
  const mayUpdate = leadRights(ctx.actor, lead).update;
  return {
    openAttempts: attempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })),
    files: files.map(({ uploaderId, ...file }) => ({
      ...file,
      at: iso(file.at),
      removable: mayUpdate || uploaderId === me,
    })),
    templates: templates.map((template) => ({
      ...template,
      subject: filled(template.subject, values).trim(),
      body: filled(template.body, values),
    })),
  };
}

/** JSON says a moment as the database does. */
function iso(moment: string): string {
  return new Date(moment).toISOString();
}
