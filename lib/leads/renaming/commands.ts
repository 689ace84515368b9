import { actorId, authorize } from "@/lib/core/ctx";
import { notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { wordMoveResumed, wordMoveStopped } from "@/lib/leads/renaming/events";
import { countHaving } from "@/lib/leads/renaming/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { MoveInput, WordKind } from "@/lib/leads/renaming/schema";

/*
 * What people ask of words that leads have: the work is done step by step elsewhere (stepping), so it goes on when they leave.
 */

/** Writes down that these words become another one, or none. Joins the transaction of whoever says so, and tells nothing itself. */
export async function startMove(
  ctx: Ctx,
  tx: Tx,
  move: { kind: WordKind; from: readonly string[]; to: string | null },
): Promise<number> {
  const total = await countHaving(tx, move.kind, move.from, move.to);
  const userId = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
  // Also where nobody has it now: what is on its way may.
  await tx.wordMove.create({ data: { id: newId(), ...move, from: [...move.from], userId, total } });
  await tx.$queryRawUnsafe("select pg_notify('words', '')::text");
  return total;
}

/** What is moved stays so; the rest waits. */
export async function stopMove(ctx: Ctx, input: MoveInput): Promise<void> {
  await act(ctx, input, "working", async (tx) => {
    await tx.wordMove.update({ where: { id: input.moveId }, data: { state: "stopped" } });
    return wordMoveStopped;
  });
}

export async function resumeMove(ctx: Ctx, input: MoveInput): Promise<void> {
  await act(ctx, input, "stopped", async (tx) => {
    await tx.wordMove.update({ where: { id: input.moveId }, data: { state: "working", failures: 0 } });
    await tx.$queryRawUnsafe("select pg_notify('words', '')::text");
    return wordMoveResumed;
  });
}

async function act(
  ctx: Ctx,
  { moveId }: MoveInput,
  from: "working" | "stopped",
  work: (tx: Tx) => Promise<typeof wordMoveStopped>,
): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "WordMove" where id = $1::uuid for update`, moveId);
    const move = await tx.wordMove.findUnique({ where: { id: moveId } });
    if (!move) throw notFound();
    const stands = from === "working" ? move.state === "working" : ["stopped", "failed"].includes(move.state);
    if (!stands) throw precondition(from === "working" ? "bulkNotRunning" : "bulkNotStopped");
    emit(await work(tx), { subjectId: moveId, subjectLabel: move.from[0] ?? "", payload: {} });
  });
}
