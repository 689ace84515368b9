import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { statusCreated, statusMoveAllowed, statusPartGiven, statusUpdated } from "@/lib/leads/vocabulary/events";
import { STANDINGS } from "@/lib/leads/vocabulary/schema";
import {
  aboutTerm,
  changesOfTerm,
  lockTerms,
  newTerm,
  requireFreeLabels,
  requireTerm,
} from "@/lib/leads/vocabulary/terms/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type {
  AddStatusInput,
  AllowMoveInput,
  GivePartInput,
  Standing,
  UpdateStatusInput,
} from "@/lib/leads/vocabulary/schema";

/** A new status, after the others; from and to every other one until somebody bars a way. */
export async function addStatus(ctx: Ctx, { standing, ...input }: AddStatusInput): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, "status");
    requireFreeLabels(terms, input);
    await requireGroup(tx, input.groupId);
    const data = {
      ...input,
      rotsAfterHours: input.rotsAfterHours ?? null,
      id: newId(),
      ...newTerm(terms, input),
      ...STANDINGS[standing],
    };
    await tx.status.create({ data });
    emit(statusCreated, { ...aboutTerm(data), payload: { key: data.key } });
    return { id: data.id };
  });
}

/** What a status is called, where it stands and what it asks. Numbers are of where it stands now, also for leads of before. */
export async function updateStatus(ctx: Ctx, input: UpdateStatusInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, "status");
    requireTerm(terms, input.statusId);
    const status = await tx.status.findUniqueOrThrow({ where: { id: input.statusId } });
    const set = inColumns(input.set);
    const changes = await changesOfTerm(tx, status, set, inColumns(input.seen));
    const after = { ...status, ...set };
    if (after.active) requireFreeLabels(terms, after, status.id);
    if (set.groupId !== undefined) await requireGroup(tx, set.groupId);
    if (after.part !== null && after.outcome !== "open") throw invalid({ standing: "partOpen" });
    await tx.status.update({ where: { id: status.id }, data: set });
    emit(statusUpdated, { ...aboutTerm(after), payload: {}, changes });
  });
}

/** Where it stands is one answer and two columns. */
function inColumns<T extends { standing?: unknown }>({ standing, ...rest }: T) {
  const columns = typeof standing === "string" ? STANDINGS[standing as Standing] : undefined;
  return { ...given(rest), ...columns };
}

async function requireGroup(tx: Tx, id: string): Promise<void> {
  if ((await tx.statusGroup.count({ where: { id } })) === 0) throw invalid({ groupId: "notValid" });
}

/** Which status a lead begins with, gets by being assigned, or by a contact. Leads stay where they are. */
export async function givePart(ctx: Ctx, { part, statusId, seenStatusId }: GivePartInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    requireTerm(await lockTerms(tx, "status"), statusId);
    const before = await tx.status.findUnique({ where: { part } });
    if ((before?.id ?? null) !== seenStatusId) throw conflict({ field: part, to: before?.labelEn ?? "" });
    if (before?.id === statusId) throw precondition("unchanged");
    const status = await tx.status.findUniqueOrThrow({ where: { id: statusId } });
    if (!status.active || status.outcome !== "open") throw invalid({ statusId: "partOpen" });
    if (status.part !== null) throw precondition("otherPart");
    if (before) await tx.status.update({ where: { id: before.id }, data: { part: null } });
    await tx.status.update({ where: { id: statusId }, data: { part } });
    const changes = { part: { from: null, to: part } };
    emit(statusPartGiven, { ...aboutTerm(status), payload: { part, previousId: before?.id ?? null }, changes });
  });
}

/** Opens or bars the way from one status to another. It is asked of whoever moves a lead from now on. */
export async function allowMove(ctx: Ctx, { fromId, toId, allowed }: AllowMoveInput): Promise<{ allowed: boolean }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, "status");
    const [from, to] = [requireTerm(terms, fromId), requireTerm(terms, toId)];
    if (fromId === toId) throw invalid({ toId: "notValid" });
    const { count } = allowed
      ? await tx.barredMove.deleteMany({ where: { fromId, toId } })
      : await tx.barredMove.createMany({ data: [{ fromId, toId }], skipDuplicates: true });
    if (count === 0) throw precondition("unchanged");
    const changes = { [`to ${to.key}`]: { from: !allowed, to: allowed } };
    emit(statusMoveAllowed, { ...aboutTerm(from), payload: { toId, allowed }, changes });
    return { allowed };
  });
}
