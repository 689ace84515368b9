import { authorize, scopeOf } from "@/lib/core/ctx";
import { forbidden, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { fold } from "@/lib/core/text";
import { audienceOf } from "@/lib/leads/audience";
import { leadUpdated } from "@/lib/leads/events";
import { lockLead } from "@/lib/leads/queries";
import { startMove } from "@/lib/leads/renaming/commands";
import { tagCreated, tagDeleted, tagMerged, tagRenamed, tagRevived, tagUpdated } from "@/lib/leads/renaming/events";
import { leadLabel } from "@/lib/leads/schema";
import { MOST_TAGS } from "@/lib/leads/tags/schema";
import { tagsAsOffered } from "@/lib/leads/tags/renamed/schema";
import { newId } from "@/lib/core/id";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Tag } from "@/lib/core/prisma/client";
import type { AddTagInput, MergeTagsInput, TagInput, TagLeadInput, UpdateTagInput } from "@/lib/leads/tags/schema";

/** A tag to choose from. One that was retired is offered again. */
export async function addTag(ctx: Ctx, { name, tone }: AddTagInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const tags = await lockTags(tx);
    requireFree(tags, name);
    await offer(ctx, tx, name, tone);
    emit(tagCreated, { ...about(name), payload: {} });
  });
}

/** Another colour, or another name: leads get that one step by step, each with an entry in its history. */
export async function updateTag(ctx: Ctx, { name, set }: UpdateTagInput): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const tags = await lockTags(tx);
    const tag = await standing(tx, tags, name);
    const { name: to = name, tone = tag.tone } = given(set);
    if (to === name && tone === tag.tone) throw precondition("unchanged");
    if (to !== name) requireFree(tags, to, name);
    if (tone !== tag.tone) {
      await tx.tag.update({ where: { name }, data: { tone } });
      emit(tagUpdated, { ...about(to), payload: {}, changes: { tone: { from: tag.tone, to: tone } } });
    }
    if (to === name) return { leads: 0 };
    await offer(ctx, tx, to, tone);
    const leads = await replace(ctx, tx, name, to);
    emit(tagRenamed, { ...about(name), payload: { to, leads }, changes: { name: { from: name, to } } });
    return { leads };
  });
}

/** Two tags that mean one. */
export async function mergeTags(ctx: Ctx, { name, into }: MergeTagsInput): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const tags = await lockTags(tx);
    await standing(tx, tags, name);
    if (name === into) throw invalid({ into: "notValid" });
    await standing(tx, tags, into);
    const leads = await replace(ctx, tx, name, into);
    emit(tagMerged, { ...about(name), payload: { into, leads } });
    return { leads };
  });
}

/** Takes a tag from every lead, each with an entry in its history. What gives it later gives nothing. */
export async function deleteTag(ctx: Ctx, { name }: TagInput): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    await standing(tx, await lockTags(tx), name);
    const leads = await replace(ctx, tx, name, null);
    emit(tagDeleted, { ...about(name), payload: { leads } });
    return { leads };
  });
}

/** Offered again. Leads that were moved stay as they are now. */
export async function reviveTag(ctx: Ctx, { name }: TagInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const tags = await lockTags(tx);
    const tag = tags.find((one) => one.name === name && !one.active);
    if (!tag) throw notFound();
    requireFree(tags, name);
    await offer(ctx, tx, name, tag.tone);
    emit(tagRevived, { ...about(name), payload: {} });
  });
}

/** Tags given to a lead and taken from it; who adds one and who takes another away at the same moment both have their way. */
export async function tagLead(ctx: Ctx, { leadId, add, remove }: TagLeadInput): Promise<{ tags: string[] }> {
  return mutate(ctx, async (tx, emit) => {
    const wanted = add.length > 0 ? await heldTags(tx, add) : [];
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const kept = lead.tags.filter((tag) => !remove.includes(tag));
    const added = wanted.filter((tag) => kept.every((has) => has === tag || fold(has) !== fold(tag)));
    await requireKnown(ctx, tx, added);
    const tags = [...new Set([...kept, ...added])];
    if (tags.length > MOST_TAGS && tags.length > lead.tags.length) throw invalid({ add: "tooMany" });
    if (tags.join("\0") === lead.tags.join("\0")) throw precondition("unchanged");
    await tx.lead.update({ where: { id: leadId }, data: { tags } });
    emit(leadUpdated, {
      subjectId: leadId,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes: { tags: { from: lead.tags, to: tags } },
      ...audienceOf(lead),
    });
    return { tags };
  });
}

/**
 * None of them is renamed until the transaction ends: who renames one waits. Before the leads are locked, as the moving of
 * words holds leads, and who renames waits for it.
 */
export async function holdTags(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock_shared(hashtext('tags'))::text`);
}

/** Tags that somebody gives, as they are called now, held. What reads like one that is offered is that one. */
export async function heldTags(tx: Tx, names: readonly string[]): Promise<string[]> {
  await holdTags(tx);
  const known = await tx.tag.findMany({ orderBy: { name: "asc" } });
  const tags = tagsAsOffered(names, known);
  if (tags.every((tag) => known.some(({ name }) => name === tag))) return tags;
  // Of two who make one at the same moment the second finds the first's.
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('new tags'))::text`);
  return tagsAsOffered(names, await tx.tag.findMany({ orderBy: { name: "asc" } }));
}

/** A new tag is made by whoever assigns, as with many leads at once; everybody else chooses among those there are. */
async function requireKnown(ctx: Ctx, tx: Tx, tags: readonly string[]): Promise<void> {
  const known = await tx.tag.findMany({ where: { name: { in: [...tags] }, active: true }, select: { name: true } });
  const fresh = tags.filter((tag) => known.every(({ name }) => name !== tag));
  if (fresh.length === 0) return;
  if (!scopeOf(ctx.actor, "lead.assign")) throw forbidden();
  await offerTags(tx, fresh);
}

/** Tags that somebody has given are offered from then on; one that was retired stays so. */
export async function offerTags(tx: Tx, tags: readonly string[]): Promise<void> {
  if (tags.length > 0) await tx.tag.createMany({ data: tags.map((name) => ({ name })), skipDuplicates: true });
}

async function lockTags(tx: Tx): Promise<Tag[]> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('tags'))::text`);
  return tx.tag.findMany();
}

/** A tag that is offered, or that only leads have; the latter is offered from now on. */
async function standing(tx: Tx, tags: readonly Tag[], name: string): Promise<Tag> {
  const known = tags.find((tag) => tag.name === name);
  if (known?.active) return known;
  const [row] = await tx.$queryRawUnsafe<{ used: boolean }[]>(
    `select exists (select 1 from "Lead" where tags && array[$1::text]) as used`,
    name,
  );
  if (known || !row?.used) throw notFound();
  return tx.tag.create({ data: { name } });
}

/** People tell tags apart by their words. */
function requireFree(tags: readonly Tag[], name: string, but?: string): void {
  if (tags.some((tag) => tag.active && tag.name !== but && fold(tag.name) === fold(name)))
    throw invalid({ name: "taken" });
}

/** In use from now on: what was to be taken from leads stays on those that have it yet. */
async function offer(ctx: Ctx, tx: Tx, name: string, tone: string): Promise<void> {
  const data = { tone, active: true, successor: null };
  await tx.tag.upsert({ where: { name }, create: { name, ...data }, update: data });
  await tx.wordMove.updateMany({
    where: { kind: "tag", from: { has: name }, state: { not: "done" } },
    data: { state: "done", finishedAt: ctx.now() },
  });
}

async function replace(ctx: Ctx, tx: Tx, name: string, successor: string | null): Promise<number> {
  await tx.tag.update({ where: { name }, data: { active: false, successor } });
  // What named one that it took the place of means the other now.
  await tx.tag.updateMany({ where: { successor: name }, data: { successor } });
  await tx.wordMove.updateMany({ where: { kind: "tag", to: name, state: { not: "done" } }, data: { to: successor } });
  return startMove(ctx, tx, { kind: "tag", from: [name], to: successor });
}

/** A tag has no id but its name; each event about it is of its own. */
function about(name: string) {
  return { subjectId: newId(), subjectLabel: name };
}
