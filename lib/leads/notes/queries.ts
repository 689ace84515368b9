import { SqlParams } from "@/lib/core/condition/to-sql";
import { actorsWith } from "@/lib/auth/queries";
import { reader } from "@/lib/core/db";
import { NO_ID } from "@/lib/core/id";
import { reachesLead } from "@/lib/leads/audience";
import { mentionsIn } from "@/lib/leads/notes/schema";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { ActivePerson } from "@/lib/auth/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { Mentionable, MentionNames, MentionRow, NoteInput, NoteVersionView } from "@/lib/leads/notes/schema";

/** Active people who may see the lead, by the rule itself. */
export async function peopleWhoSee(
  ctx: Pick<Ctx, "tx">,
  lead: Pick<Lead, "companyId" | "ownerId">,
): Promise<ActivePerson[]> {
  const people = await actorsWith(reader(ctx), "lead.read");
  return people.filter(({ actor }) => reachesLead(actor)(lead));
}

/** Who can be named in a note of this lead: for whoever may write one. */
export async function mentionable(ctx: Ctx, input: { leadId: string }): Promise<Mentionable[]> {
  const lead = await requireLead(ctx, input.leadId, "lead.update");
  const people = await peopleWhoSee(ctx, lead);
  const isShared = (name: string) => people.filter(({ actor }) => actor.name === name).length > 1;
  return people
    .map(({ actor: { id, name }, jobTitle, userName }) => ({
      ...{ id, name, jobTitle },
      label: isShared(name) ? `${name} (${userName})` : name,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** What a note said before it was edited, the latest first. */
export async function noteVersions(
  ctx: Ctx,
  { noteId }: NoteInput,
): Promise<{
  versions: NoteVersionView[];
  names: MentionNames;
}> {
  const note = await reader(ctx).note.findUnique({ where: { id: noteId }, select: { leadId: true } });
  await requireLead(ctx, note?.leadId ?? NO_ID);
  const rows = await reader(ctx).noteVersion.findMany({
    where: { noteId },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    take: MOST_VERSIONS,
  });
  const versions = rows.map(({ body, writtenAt }) => ({ body, at: writtenAt.toISOString() }));
  return {
    versions,
    names: await mentionNames(
      ctx,
      versions.map(({ body }) => body),
    ),
  };
}

const MOST_VERSIONS = 50;

/** The names of everybody who is named in these notes. */
export async function mentionNames(ctx: Pick<Ctx, "tx">, bodies: readonly string[]): Promise<MentionNames> {
  const ids = [...new Set(bodies.flatMap(mentionsIn))];
  if (ids.length === 0) return {};
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; name: string }[]>(
    `select id::text, trim("firstName" || ' ' || "lastName") as name from "User" where id = any($1::uuid[])`,
    ids,
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const SHOWN_MENTIONS = 100;
/** A beginning, and nobody's id in half. */
const BEGINNING = String.raw`regexp_replace(left(n.body, 1000), '@\{[^}]*$', '') as body`;

/** Notes that name the reader, the newest first, on leads they may see now. */
export async function ownMentions(ctx: Ctx): Promise<MentionRow[]> {
  if (ctx.actor.type !== "user") return [];
  const params = new SqlParams();
  const me = params.add(ctx.actor.id, "uuid");
  const visible = visibleLeadsSql(ctx, params);
  const rows = await reader(ctx).$queryRawUnsafe<(Omit<MentionRow, "at" | "leadLabel" | "names"> & { at: Date })[]>(
    `select n.id::text as "noteId", m."createdAt" as at, ${BEGINNING}, l.number as "leadNumber",
            coalesce(nullif(l."contactName", ''), l.firm) as "leadName", trim(a."firstName" || ' ' || a."lastName") as author
       from "NoteMention" m join "Note" n on n.id = m."noteId" join "Lead" l on l.id = n."leadId"
       join "User" a on a.id = n."authorId"
      where m."userId" = ${me} and m."removedAt" is null and n."deletedAt" is null and n."authorId" <> ${me} and ${visible}
      order by m."createdAt" desc, n.id desc limit ${SHOWN_MENTIONS}`,
    ...params.values,
  );
  const names = await mentionNames(
    ctx,
    rows.map(({ body }) => body),
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), leadLabel: leadLabel(row.leadNumber), names }));
}
