import { actorOfUser } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { changeLeads } from "@/lib/leads/bulk/commands";
import { lockLeads } from "@/lib/leads/bulk/queries";
import { wordMoveFinished, wordMoveProgressed } from "@/lib/leads/renaming/events";
import { HAVING } from "@/lib/leads/renaming/queries";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { WordMove } from "@/lib/core/prisma/client";
import type { BulkLead, BulkSet } from "@/lib/leads/bulk/schema";
import type { WordKind } from "@/lib/leads/renaming/schema";

/** Leads a transaction: whoever works one of them waits as long. */
const BATCH = 300;
const MOST_FAILURES = 3;
/** What was read with the former word a moment before is written within this. */
const STRAGGLERS_MS = 5000;

/**
 * One step of each move: a transaction with the leads, their events and the place it came to. A process that dies has done
 * whole steps only. Answers whether there may be more at once.
 */
export async function stepWordMoves(): Promise<boolean> {
  const working = await database().wordMove.findMany({
    where: { state: "working" },
    orderBy: { createdAt: "asc" },
    take: 10,
  });
  const moved = [];
  for (const move of working) moved.push(await step(move));
  return moved.includes(true);
}

async function step(move: WordMove): Promise<boolean> {
  try {
    const actor = move.userId === null ? undefined : await actorOfUser(move.userId);
    const ctx = systemCtx("renaming", { requestId: move.id, ...(actor && { actor }) });
    return await moveBatch(ctx, move.id);
  } catch (error) {
    if (error instanceof NothingToDo) return false;
    const failures = move.failures + 1;
    logger.error({ err: error, wordMove: move.id, failures }, "a step of renaming a word failed");
    const state = failures >= MOST_FAILURES ? "failed" : "working";
    await database().wordMove.updateMany({ where: { id: move.id, state: "working" }, data: { state, failures } });
    return false;
  }
}

/** Stopped, brought to its end by another process, or waiting for stragglers. */
class NothingToDo extends Error {}

async function moveBatch(ctx: Ctx, id: string): Promise<boolean> {
  const { defaultCountry } = await organisation();
  return mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "WordMove" where id = $1::uuid for update`, id);
    const move = await tx.wordMove.findFirst({ where: { id, state: "working" } });
    if (!move) throw new NothingToDo();
    const about = { subjectId: id, subjectLabel: move.from[0] ?? "" };
    const ids = await nextIds(tx, move);
    const last = ids.at(-1);
    if (last === undefined) {
      if (ctx.now().getTime() - move.createdAt.getTime() < STRAGGLERS_MS) throw new NothingToDo();
      await tx.wordMove.update({ where: { id }, data: { state: "done", finishedAt: ctx.now() } });
      emit(wordMoveFinished, { ...about, payload: {} });
      return false;
    }
    const leads = new Map((await lockLeads(tx, ids)).map((lead) => [lead.id, lead]));
    const changes = [...leads.values()].flatMap((lead) => {
      const set = setOf(lead, move);
      return set ? [{ leadId: lead.id, set }] : [];
    });
    await changeLeads({ ...ctx, tx }, leads, changes, { country: defaultCountry, quiet: true });
    await tx.wordMove.update({
      where: { id },
      data: {
        ...{ cursor: last, failures: 0 },
        moved: { increment: changes.length },
        total: Math.max(move.total, move.moved + changes.length),
      },
    });
    emit(wordMoveProgressed, { ...about, payload: { leads: changes.length } });
    return true;
  });
}

/** What becomes of a lead, as it is now that it is locked. */
function setOf(lead: BulkLead, { kind, from, to }: WordMove): BulkSet | null {
  if (kind === "service") return from.includes(lead.serviceKey) && lead.service !== to ? { service: to ?? "" } : null;
  const tags = lead.tags ?? [];
  if (!tags.some((tag) => from.includes(tag))) return null;
  const renamed = tags.flatMap((tag) => (from.includes(tag) ? (to ?? []) : tag));
  return { tags: [...new Set(renamed)] };
}

/** The next leads in the order of their ids; at the last, those that got the word when it had passed them already. */
async function nextIds(tx: Tx, move: WordMove): Promise<string[]> {
  const ids = await idsAfter(tx, move);
  return ids.length > 0 || move.cursor === null ? ids : idsAfter(tx, { ...move, cursor: null });
}

async function idsAfter(tx: Tx, { kind, from, to, cursor }: WordMove): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `select l.id::text from "Lead" l
      where ${HAVING[kind as WordKind]} and ($2::text is null or true) and ($3::uuid is null or l.id > $3::uuid)
      order by l.id limit ${BATCH}`,
    from,
    to,
    cursor,
  );
  return rows.map(({ id }) => id);
}
