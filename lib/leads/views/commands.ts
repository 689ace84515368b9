import { authorize } from "@/lib/core/ctx";
import { conflict, forbidden, invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { fieldRightsOf, hiddenIn } from "@/lib/core/permissions";
import { viewAsksHidden } from "@/lib/leads/views/asking";
import { viewDeleted, viewSaved } from "@/lib/leads/views/events";
import { mayChangeView, mayShare, visibleViews } from "@/lib/leads/views/policy";
import { isQuery } from "@/lib/leads/views/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { SavedView } from "@/lib/core/prisma/client";
import type { SaveViewInput } from "@/lib/leads/views/schema";

/** Of one's own; more would be no help in finding any. */
const MOST = 100;

/** Keeps a list under a name, or changes one that is kept. */
export async function saveView(ctx: Ctx, input: SaveViewInput): Promise<{ id: string }> {
  authorize(ctx, "lead.read");
  if (ctx.actor.type !== "user") throw forbidden();
  if (!isQuery(input.query)) throw invalid({ query: "notValid" });
  const { actor } = ctx;
  const companyId = input.audience === "company" ? input.companyId : null;
  if (input.audience === "company" && !companyId) throw invalid({ companyId: "required" });
  if (!mayShare(actor, { audience: input.audience, companyId })) throw invalid({ audience: "notValid" });
  return mutate(ctx, async (tx, emit) => {
    const before = input.id === undefined ? null : await lockView(ctx, tx, input.id);
    if (companyId !== null && (await tx.company.count({ where: { id: companyId } })) === 0)
      throw invalid({ companyId: "notValid" });
    if (before && input.seen !== undefined && before.updatedAt.toISOString() !== input.seen) throw conflict();
    if (!before && (await tx.savedView.count({ where: { ownerId: actor.id } })) >= MOST)
      throw invalid({ name: "tooMany" });
    const { name, audience, query, columns } = input;
    const id = before?.id ?? newId();
    const data = { name, audience, companyId, query, columns };
    if (before) await tx.savedView.update({ where: { id }, data });
    else await tx.savedView.create({ data: { id, ownerId: actor.id, ...data } });
    await setDefaults(ctx, tx, id, input);
    emit(viewSaved, {
      subjectId: id,
      subjectLabel: name,
      payload: { audience, query },
      changes: before ? changesOf(before, data) : {},
      companyIds: companyId ? [companyId] : [],
    });
    return { id };
  });
}

/** Takes a view away for everybody who had it. */
export async function deleteView(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const { name, audience, query, companyId } = await lockView(ctx, tx, id);
    await tx.savedView.delete({ where: { id } });
    const companyIds = companyId ? [companyId] : [];
    emit(viewDeleted, { subjectId: id, subjectLabel: name, payload: { audience, query }, companyIds });
  });
}

async function lockView(ctx: Ctx, tx: Tx, id: string): Promise<SavedView> {
  await tx.$queryRawUnsafe(`select 1 from "SavedView" where id = $1::uuid for update`, id);
  const found = await tx.savedView.findFirst({ where: { AND: [{ id }, visibleViews(ctx.actor)] } });
  if (!found) throw notFound();
  if (!mayChangeView(ctx.actor, found)) throw forbidden();
  return found;
}

/** Only what everyone has can be what a role begins with, and only what its people may ask. */
async function setDefaults(
  ctx: Ctx,
  tx: Tx,
  viewId: string,
  { audience, roleIds, query }: SaveViewInput,
): Promise<void> {
  const everyones = audience === "everyone" && mayShare(ctx.actor, { audience, companyId: null });
  const keeps = everyones && roleIds === undefined;
  const wanted = everyones ? (roleIds ?? (await rolesBeginningWith(tx, viewId))) : [];
  await requireAskable(tx, query, wanted);
  if (keeps) return;
  await tx.viewDefault.deleteMany({ where: { viewId, roleId: { notIn: wanted } } });
  for (const roleId of wanted)
    await tx.viewDefault.upsert({ where: { roleId }, create: { roleId, viewId }, update: { viewId } });
}

async function rolesBeginningWith(tx: Tx, viewId: string): Promise<string[]> {
  const defaults = await tx.viewDefault.findMany({ where: { viewId }, select: { roleId: true } });
  return defaults.map(({ roleId }) => roleId);
}

async function requireAskable(tx: Tx, query: string, roleIds: readonly string[]): Promise<void> {
  const rights = await tx.roleField.findMany({ where: { roleId: { in: [...roleIds] } } });
  const cant = roleIds.filter((roleId) => {
    const own = rights.filter((one) => one.roleId === roleId).map(({ field, right }) => [field, right]);
    return viewAsksHidden(query, hiddenIn(fieldRightsOf(Object.fromEntries(own) as Record<string, string>)));
  });
  if (cant.length > 0) throw invalid({ roleIds: "notValid" }, { roles: cant.join(",") });
}

function changesOf(before: SavedView, after: Pick<SavedView, "name" | "audience" | "query" | "columns">) {
  const fields = ["name", "audience", "query", "columns"] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
