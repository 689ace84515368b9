import { scopeOf } from "@/lib/core/ctx";
import { forbidden, invalid, notFound } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { templateAdded, templateDeleted, templateUpdated } from "@/lib/leads/templates/events";
import { mayChangeTemplate, visibleTemplates } from "@/lib/leads/templates/policy";
import { changesOf } from "@/lib/settings/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { MessageTemplate } from "@/lib/core/prisma/client";
import type { AddTemplateInput, UpdateTemplateInput } from "@/lib/leads/templates/schema";

/** Of one's own, and of everybody's; more would be no help in finding any. */
const MOST = 200;

/** One more text, one's own or everybody's. */
export async function addTemplate(ctx: Ctx, { shared, ...written }: AddTemplateInput): Promise<{ id: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  const ownerId = shared ? null : actor.id;
  if (!mayChangeTemplate(actor, { ownerId })) throw forbidden();
  return mutate(ctx, async (tx, emit) => {
    const data = { id: newId(), ownerId, createdAt: ctx.now(), ...inItsChannel(written, written.channel) };
    requireSubject(data);
    await requireCompany(ctx, tx, data.companyId);
    if ((await tx.messageTemplate.count({ where: { ownerId } })) >= MOST) throw invalid({ name: "tooMany" });
    await tx.messageTemplate.create({ data });
    emit(templateAdded, about(data));
    return { id: data.id };
  });
}

/** Another wording. Whoever saw an older one of the same field is told who was first. */
export async function updateTemplate(ctx: Ctx, { id, set: wanted, seen }: UpdateTemplateInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const template = await lockTemplate(ctx, tx, id);
    const set = inItsChannel(given(wanted), template.channel);
    const changes = await changesOf(tx, id, template, set, seen);
    const after = { ...template, ...set };
    requireSubject(after);
    if (changes["companyId"]) await requireCompany(ctx, tx, after.companyId);
    await tx.messageTemplate.update({ where: { id }, data: set });
    emit(templateUpdated, { ...about(after), changes });
  });
}

export async function deleteTemplate(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const template = await lockTemplate(ctx, tx, id);
    await tx.messageTemplate.delete({ where: { id } });
    emit(templateDeleted, about(template));
  });
}

async function lockTemplate(ctx: Ctx, tx: Tx, id: string): Promise<MessageTemplate> {
  await tx.$queryRawUnsafe(`select 1 from "MessageTemplate" where id = $1::uuid for update`, id);
  const found = await tx.messageTemplate.findFirst({ where: { AND: [{ id }, visibleTemplates(ctx.actor)] } });
  if (!found) throw notFound();
  if (!mayChangeTemplate(ctx.actor, found)) throw forbidden();
  return found;
}

/** WhatsApp has no subject. */
function inItsChannel<T extends { subject?: string }>(written: T, channel: string): T {
  return channel === "mail" || written.subject === undefined ? written : { ...written, subject: "" };
}

function requireSubject({ channel, subject }: { channel: string; subject: string }): void {
  if (channel === "mail" && subject === "") throw invalid({ subject: "required" });
}

/** A company that whoever writes it works for. */
async function requireCompany({ actor }: Ctx, tx: Tx, companyId: string | null): Promise<void> {
  if (companyId === null) return;
  const anywhere = scopeOf(actor, "lead.read") === "any";
  const reaches = anywhere || (actor.type === "user" && actor.companyIds.includes(companyId));
  if (!reaches || (await tx.company.count({ where: { id: companyId } })) === 0)
    throw invalid({ companyId: "companyNotYours" });
}

function about({ id, name, channel, ownerId }: Pick<MessageTemplate, "id" | "name" | "channel" | "ownerId">) {
  return { subjectId: id, subjectLabel: name, payload: { channel, shared: ownerId === null } };
}
