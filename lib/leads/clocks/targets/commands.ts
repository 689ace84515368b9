import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { fold } from "@/lib/core/text";
import { validateCondition } from "@/lib/core/condition/problems";
import { targetCreated, targetRemoved, targetsOrdered, targetUpdated } from "@/lib/leads/clocks/events";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { ORGANISATION_SUBJECT } from "@/lib/settings/events";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { ResponseTarget } from "@/lib/core/prisma/client";
import type { AddTargetInput, OrderTargetsInput, UpdateTargetInput } from "@/lib/leads/clocks/schema";

const MOST_TARGETS = 200;

/** One more target, after the others. */
export async function addTarget(ctx: Ctx, input: AddTargetInput): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const all = await lockTargets(tx);
    if (all.length >= MOST_TARGETS) throw precondition("tooManyTargets");
    requireSense(all, input);
    const id = newId();
    const position = Math.max(-1, ...all.map((target) => target.position)) + 1;
    await tx.responseTarget.create({ data: { ...input, id, position } });
    emit(targetCreated, { subjectId: id, subjectLabel: input.name, payload: {} });
    return { id };
  });
}

export async function updateTarget(ctx: Ctx, input: UpdateTargetInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const all = await lockTargets(tx);
    const target = requireTarget(all, input.targetId);
    const set = given(input.set);
    const changes: Changes = {};
    for (const [field, value] of Object.entries(set)) {
      const present = target[field as keyof typeof set];
      if (sameValue(present, value)) continue;
      if (!sameValue(present, input.seen[field])) throw conflict({ field });
      changes[field] = { from: present, to: value };
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const { condition, ...columns } = set;
    requireSense(all, { ...target, ...columns, condition }, target.id);
    const data = { ...columns, ...(condition && { condition }) };
    await tx.responseTarget.update({ where: { id: target.id }, data });
    emit(targetUpdated, { subjectId: target.id, subjectLabel: set.name ?? target.name, payload: {}, changes });
  });
}

export async function removeTarget(ctx: Ctx, { targetId }: { targetId: string }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const target = requireTarget(await lockTargets(tx), targetId);
    await tx.responseTarget.delete({ where: { id: targetId } });
    emit(targetRemoved, { subjectId: targetId, subjectLabel: target.name, payload: {} });
  });
}

/** In another order; whoever saw another one, or other targets, is told. */
export async function orderTargets(ctx: Ctx, { ids, seen }: OrderTargetsInput): Promise<{ moved: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const present = (await lockTargets(tx)).map(({ id }) => id);
    if (!sameValue(present, seen)) throw conflict();
    if (sameValue(ids, present)) throw precondition("unchanged");
    if (!sameValue(ids.toSorted(), present.toSorted())) throw invalid({ ids: "notValid" });
    for (const [position, id] of ids.entries()) await tx.responseTarget.update({ where: { id }, data: { position } });
    emit(targetsOrdered, { subjectId: ORGANISATION_SUBJECT, subjectLabel: "targets", payload: { ids } });
    return { moved: ids.length };
  });
}

async function lockTargets(tx: Tx): Promise<ResponseTarget[]> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('targets'))::text`);
  return tx.responseTarget.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
}

function requireTarget(all: readonly ResponseTarget[], id: string): ResponseTarget {
  const target = all.find((one) => one.id === id);
  if (!target) throw notFound();
  return target;
}

type Asked = {
  name: string;
  assignMinutes: number | null;
  respondMinutes: number | null;
  condition?: Condition | undefined;
};

function requireSense(all: readonly ResponseTarget[], target: Asked, exceptId?: string): void {
  if (target.assignMinutes === null && target.respondMinutes === null) throw invalid({ respondMinutes: "required" });
  if (all.some((one) => one.id !== exceptId && fold(one.name) === fold(target.name))) throw invalid({ name: "taken" });
  if (target.condition && validateCondition(target.condition, leadFieldCatalogue).length > 0)
    throw invalid({ condition: "notValid" });
}
