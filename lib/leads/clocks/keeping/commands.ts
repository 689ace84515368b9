import { database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { duesOf, earliest, NOTHING_KNOWN, stillTold, untold } from "@/lib/leads/clocks/dues";
import { TOLD_BY_CLOCK } from "@/lib/leads/clocks/events";
import { clockWorld, leadsWithDues } from "@/lib/leads/clocks/queries";
import type { Tx } from "@/lib/core/db";
import type { StoredEvent } from "@/lib/core/events";
import type { ClockFacts, Dues, Told } from "@/lib/leads/clocks/dues";
import type { ClockWorld, LeadWithDue } from "@/lib/leads/clocks/queries";

/** Leads a step of working all out anew. */
const STEP = 500;

/** What changes moments of leads that nothing happened to. */
const SETTINGS =
  /^(?:calendar\.|target\.|company\.calendarGiven$|organisation\.updated$|status\.(?:updated|retired|revived)$)/;

/** Works out anew what is due of the leads that events are about; of all, where the settings changed. */
export async function keepClocks(events: StoredEvent[], tx: Tx): Promise<void> {
  const about = events.filter(({ subjectType, name }) => subjectType === "lead" && !TOLD_BY_CLOCK.includes(name));
  await workOut(tx, [...new Set(about.map(({ subjectId }) => subjectId))], { now: new Date(), quiet: false });
  if (!events.some(({ name }) => SETTINGS.test(name))) return;
  await tx.dueSweep.upsert({ where: { id: 1 }, create: { id: 1 }, update: { after: null } });
}

/** The next open leads of a working out of all. Answers whether there may be more. */
export async function stepSweep(): Promise<boolean> {
  return database().$transaction(
    async (tx) => {
      const [sweep] = await tx.$queryRawUnsafe<{ after: string | null }[]>(
        `select "after"::text from "DueSweep" where id = 1 for update skip locked`,
      );
      if (!sweep) return false;
      const leads = await tx.$queryRawUnsafe<{ id: string }[]>(
        `select l.id::text from "Lead" l join "Status" s on s.id = l."statusId"
          where s.phase <> 'closed' and ($1::uuid is null or l.id > $1::uuid) order by l.id limit ${STEP}`,
        sweep.after,
      );
      const ids = leads.map(({ id }) => id);
      await workOut(tx, ids, { now: new Date(), quiet: true });
      const last = ids.at(-1);
      if (last === undefined) await tx.dueSweep.delete({ where: { id: 1 } });
      else await tx.dueSweep.update({ where: { id: 1 }, data: { after: last } });
      return last !== undefined;
    },
    { timeout: 60_000 },
  );
}

/** Works out these leads' moments. `quiet`: what is late by a change of the settings alone isn't told. */
export async function workOut(tx: Tx, ids: string[], at: { now: Date; quiet: boolean }): Promise<void> {
  if (ids.length === 0) return;
  const ctx = systemCtx("clock", { tx, now: () => at.now });
  // Held against whoever tells at this moment.
  await tx.$queryRawUnsafe(
    `select 1 from "LeadDue" where "leadId" = any($1::uuid[]) order by "leadId" for update`,
    ids,
  );
  const [leads, world] = [await leadsWithDues(ctx, ids), await clockWorld(ctx)];
  const rows = leads.flatMap((lead) => rowOf(lead, world, at));
  if (rows.length > 0) await tx.$executeRawUnsafe(UPSERT, JSON.stringify(rows));
}

/** The lead as its clocks see it. */
export function factsOf(lead: LeadWithDue, world: ClockWorld): ClockFacts {
  return { ...lead, isOpen: (world.statuses.get(lead.statusId)?.phase ?? "closed") !== "closed" };
}

type Row = Dues & Told & { leadId: string; tellAt: Date | null };

function rowOf(lead: LeadWithDue, world: ClockWorld, at: { now: Date; quiet: boolean }): Row[] {
  const facts = factsOf(lead, world);
  const dues = duesOf(facts, {
    aim: world.targetOf(lead),
    rotsAfterHours: world.statuses.get(lead.statusId)?.rotsAfterHours ?? null,
    calendar: world.calendarOf(lead.companyId),
  });
  // Most leads that are history have nothing of all this.
  if (!lead.due && Object.values(dues).every((value) => value === null)) return [];
  const told = stillTold(facts, dues, lead.due ?? NOTHING_KNOWN, at);
  const tellAt = earliest(untold(facts, dues, told).map(({ moment }) => moment));
  return [{ leadId: lead.id, ...dues, ...told, tellAt }];
}

const COLUMNS = [
  ...["assignDueAt", "assignWarnAt", "assignWarnedAt", "assignBreachedAt", "assignMinutes"],
  ...["respondDueAt", "respondWarnAt", "respondWarnedAt", "respondBreachedAt", "respondMinutes"],
  ...["rotsAt", "rotsFrom", "rottenAt", "dueAt", "warnAt", "tellAt"],
].map((column) => `"${column}"`);

const UPSERT = `
  insert into "LeadDue" ("leadId", ${COLUMNS.join(", ")})
  select "leadId", ${COLUMNS.join(", ")} from jsonb_populate_recordset(null::"LeadDue", $1::jsonb) order by "leadId"
      on conflict ("leadId") do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`;
