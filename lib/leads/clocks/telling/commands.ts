import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { earliest, TELLINGS, untold } from "@/lib/leads/clocks/dues";
import { leadDueSoon, leadOverdue, leadRotting } from "@/lib/leads/clocks/events";
import { factsOf, workOut } from "@/lib/leads/clocks/keeping/commands";
import { clockWorld, dueToTell, leadsWithDues } from "@/lib/leads/clocks/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { Telling, Told } from "@/lib/leads/clocks/dues";
import type { ClockWorld, LeadWithDue } from "@/lib/leads/clocks/queries";

const BATCH = 200;

class NothingToTell extends Error {}

/**
 * Tells what has become due by now, each once: also what did while no process ran. What it tells and that it was told are
 * one transaction. Answers whether there may be more.
 */
export async function tellDues(now = new Date()): Promise<boolean> {
  const ids = await dueToTell(now, BATCH);
  if (ids.length === 0) return false;
  // As the leads are now: what was done a moment ago may not be worked out yet.
  await database().$transaction((tx) => workOut(tx, ids, { now, quiet: false }), { timeout: 60_000 });
  const ctx = systemCtx("clock", { now: () => now });
  try {
    await mutate(ctx, async (tx, emit) => {
      if ((await tell({ ...ctx, tx }, tx, emit, ids)) === 0) throw new NothingToTell();
    });
  } catch (error) {
    if (!(error instanceof NothingToTell)) throw error;
    return false;
  }
  return ids.length === BATCH;
}

async function tell(ctx: Ctx, tx: Tx, emit: Emit, ids: string[]): Promise<number> {
  const now = ctx.now();
  const locked = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select "leadId"::text as id from "LeadDue" where "leadId" = any($1::uuid[]) and "tellAt" <= $2::timestamptz
      order by "leadId" for update skip locked`,
    ids,
    now,
  );
  const held = locked.map(({ id }) => id);
  // Whoever is just logging a contact is waited for: they were in time.
  await tx.$queryRawUnsafe(`select 1 from "Lead" where id = any($1::uuid[]) order by id for share`, held);
  const [leads, world] = [await leadsWithDues(ctx, held), await clockWorld(ctx)];
  let told = 0;
  const rows: Marked[] = [];
  for (const lead of leads) {
    if (!lead.due) continue;
    const facts = factsOf(lead, world);
    const open = untold(facts, lead.due, lead.due);
    const ripe = open.filter(({ moment }) => moment <= now);
    for (const telling of ripe.filter((one) => isNews(one, ripe))) {
      emitTold(emit, lead, telling, world);
      told++;
    }
    const marks = Object.fromEntries(ripe.map((telling) => [telling.told, now]));
    const tellAt = earliest(open.filter(({ moment }) => moment > now).map(({ moment }) => moment));
    const { leadId, assignWarnedAt, assignBreachedAt, respondWarnedAt, respondBreachedAt, rottenAt } = lead.due;
    const before: Told = { assignWarnedAt, assignBreachedAt, respondWarnedAt, respondBreachedAt, rottenAt };
    rows.push({ leadId, tellAt, ...before, ...marks });
  }
  await tx.$executeRawUnsafe(MARK, JSON.stringify(rows));
  return told;
}

type Marked = Told & { leadId: string; tellAt: Date | null };

const MARKS = [...new Set(["tellAt", ...TELLINGS.map(({ told }) => told)])].map((mark) => `"${mark}" = n."${mark}"`);

const MARK = `update "LeadDue" t set ${MARKS.join(", ")} from jsonb_populate_recordset(null::"LeadDue", $1::jsonb) n where n."leadId" = t."leadId"`;

/** What is late already needn't be said to become so. */
function isNews({ clock, what }: Telling, ripe: readonly Telling[]): boolean {
  return what === "breach" || !ripe.some((other) => other.clock === clock && other.what === "breach");
}

function emitTold(emit: Emit, lead: LeadWithDue, telling: Telling & { moment: Date }, world: ClockWorld): void {
  const about = { subjectId: lead.id, subjectLabel: leadLabel(lead.number), ...audienceOf(lead) };
  if (telling.clock === "rot") {
    const hours = world.statuses.get(lead.statusId)?.rotsAfterHours ?? 0;
    const payload = { statusId: lead.statusId, since: lead.lastActivityAt.toISOString(), hours };
    emit(leadRotting, { ...about, payload, occurredAt: telling.moment });
    return;
  }
  const due = telling.clock === "assign" ? lead.due?.assignDueAt : lead.due?.respondDueAt;
  const payload = {
    clock: telling.clock,
    dueAt: (due ?? telling.moment).toISOString(),
    target: world.targetOf(lead)?.name ?? "",
  };
  emit(telling.what === "warn" ? leadDueSoon : leadOverdue, { ...about, payload, occurredAt: telling.moment });
}
