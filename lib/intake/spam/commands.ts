import { actorId, authorize } from "@/lib/core/ctx";
import { conflict, invalid, limitReached, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { deliverySaidGenuine, deliverySaidSpam, spamEntryAdded, spamEntryRemoved } from "@/lib/intake/events";
import { askParents } from "@/lib/intake/processing/parts/commands";
import { lockSettling } from "@/lib/intake/processing/queries";
import { takeOffLead } from "@/lib/intake/spam/effects/commands";
import { learnBlocked, learnGenuine, lockLists } from "@/lib/intake/spam/lessons/commands";
import { keepRulings } from "@/lib/intake/spam/rulings/commands";
import { ADDED_KINDS, MOST_FRAGMENTS, spamReason, taughtKey } from "@/lib/intake/spam/schema";
import { taughtBy } from "@/lib/intake/spam/teaching";
import { readValue } from "@/lib/intake/spam/value";
import { listableOf } from "@/lib/intake/spam/verdict";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";
import type { Said } from "@/lib/intake/spam/lessons/commands";
import type {
  AddSpamEntryInput,
  GenuineInput,
  MarkSpamInput,
  SpamEntryInput,
  SpamKind,
  SpamList,
  Teachable,
} from "@/lib/intake/spam/schema";

/** What can be taken back: a lead, what was added to one, or what was changed on one. */
const MADE: ReadonlySet<string> = new Set(["created", "touched", "updated"]);

const SELECT = {
  id: true,
  state: true,
  outcome: true,
  reason: true,
  leadId: true,
  entryId: true,
  understood: true,
  requestId: true,
  source: { select: { id: true, name: true, companyId: true, defaultCountry: true } },
} as const;

/**
 * Not spam after all: it is read once more and becomes what it would have become, and what it teaches is learnt, as
 * far as `teach` names it. Answers by what it is taken back.
 */
export async function sayGenuine(ctx: Ctx, { deliveryId, teach }: GenuineInput): Promise<{ rulingId: string }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    await lockLists(tx);
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: SELECT });
    if (!delivery) throw notFound();
    const only = teach && new Set(teach);
    const by = { at: ctx.now(), by: ctx.actor.name, byId: idOf(ctx), only };
    const [rulingId = ""] = await teachGenuine(tx, [delivery], by);
    const { count } = await tx.delivery.updateMany({
      where: { id: deliveryId, state: "spam" },
      data: { state: "received", reason: "", ruling: "genuine" },
    });
    if (count === 0) throw precondition("unchanged");
    await askParents(tx, [deliveryId]);
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
    const { source } = delivery;
    emit(deliverySaidGenuine, {
      subjectId: deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, reason: delivery.reason },
      companyIds: [source.companyId],
    });
    return { rulingId };
  });
}

const idOf = ({ actor }: Ctx) => (actor.type === "user" ? actorId(actor) : null);

type Genuine = { id: string; understood: unknown; source: { id: string; name: string } };
/** `only`: by their keys; all that speaks of the senders where it is missing. */
type Teacher = { at: Date; by: string; byId: string | null; only?: ReadonlySet<string> | undefined };

/**
 * What deliveries that are said to be genuine teach, in the transaction that says so and while they stand as they did.
 * What was blocked when somebody said that one is spam is taken back with it. Answers what was said, one after the other.
 */
export async function teachGenuine(
  tx: Tx,
  deliveries: readonly Genuine[],
  { at, by, byId, only }: Teacher,
): Promise<string[]> {
  const byDelivery = new Map(deliveries.map((one) => [one.id, one]));
  const said = await keepRulings(tx, [...byDelivery.keys()], { ruling: "genuine", at, by, byId });
  const taught = ({ deliveryId }: Said) => {
    const one = byDelivery.get(deliveryId);
    return one ? taughtBy(one.understood as Understood, one.source) : [];
  };
  const isWanted = (one: Teachable) => only?.has(taughtKey(one)) ?? !one.ofAll;
  await learnGenuine(
    tx,
    said.map((one) => ({ ...one, taught: taught(one).filter(isWanted) })),
  );
  return said.map(({ id }) => id);
}

/**
 * Spam that came through. The lead it made goes if nobody here did anything with it and nothing was added to it; the log
 * keeps that it was there. Of a person known already only this arrival goes, with what it counted, filled in and asked for;
 * on a lead that it only changed, what it changed is as before, where nobody changed it since. Read once more, it stays
 * spam until somebody says otherwise. Answers by what it is taken back; a lead that is gone comes back by "not spam" only.
 */
export async function markSpam(ctx: Ctx, { deliveryId, block }: MarkSpamInput): Promise<{ rulingId: string | null }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    await lockLists(tx);
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: SELECT });
    if (!delivery) throw notFound();
    const { state, outcome, source } = delivery;
    if (state !== "processed" || !MADE.has(outcome)) throw precondition("unchanged");
    const saying = { ruling: "spam" as const, at: ctx.now(), by: ctx.actor.name, byId: idOf(ctx) };
    const [said] = await keepRulings(tx, [deliveryId], saying);
    if (!said) throw notFound();
    const taken = await takeOffLead({ ...ctx, tx }, tx, delivery);
    if (taken)
      await tx.spamRuling.update({
        where: { id: said.id },
        data: { taken: taken as unknown as Prisma.InputJsonObject },
        select: { id: true },
      });
    const item = delivery.understood as unknown as Understood;
    const understood = { ...item, spam: [{ check: "by_hand", detail: ctx.actor.name, points: 100 }] };
    const ended = { state: "spam", outcome: "", reason: spamReason("by_hand"), leadId: null, ruling: "spam" };
    await tx.delivery.update({ where: { id: deliveryId }, data: { ...ended, understood }, select: { id: true } });
    const values = listableOf(item);
    const blocked = block.flatMap((kind) => {
      const value = values[kind];
      return value === undefined ? [] : [{ kind, value, shown: value }];
    });
    await learnBlocked(tx, said, blocked);
    emit(deliverySaidSpam, {
      subjectId: deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, blocked: block },
      companyIds: [source.companyId],
    });
    return { rulingId: taken && said.id };
  });
}

type Entered = { list: SpamList; kind: SpamKind; value: string; shown: string };

/** On one of the two lists by hand; what stands on the other moves. Answers its id. */
async function write(ctx: Ctx, tx: Tx, entry: Entered): Promise<string> {
  const { kind, value } = entry;
  const by = { addedAt: ctx.now(), addedBy: ctx.actor.name, addedById: idOf(ctx) };
  const data = { ...entry, ...by, deliveryId: null, rulingId: null };
  const { id } = await tx.spamEntry.upsert({
    where: { value_kind: { kind, value } },
    create: { id: newId(), ...data },
    update: data,
    select: { id: true },
  });
  return id;
}

/** A hand adds somebody or something to a list. */
export async function addSpamEntry(ctx: Ctx, input: AddSpamEntryInput): Promise<{ id: string }> {
  authorize(ctx, "intake.manage");
  const { list, kind } = input;
  if (!(ADDED_KINDS[list] as readonly string[]).includes(kind)) throw invalid({ kind: "notValid" });
  const { defaultCountry } = await organisation();
  const read = readValue(input, defaultCountry);
  if ("error" in read) throw invalid({ value: read.error });
  return mutate(ctx, async (tx, emit) => {
    await lockLists(tx);
    const there = await tx.spamEntry.findUnique({ where: { value_kind: { kind, value: read.value } } });
    if (there?.list === list) throw invalid({ value: "taken" });
    if (kind === "text" && (await tx.spamEntry.count({ where: { list, kind } })) >= MOST_FRAGMENTS) {
      throw limitReached({ most: String(MOST_FRAGMENTS) });
    }
    const id = await write(ctx, tx, { list, kind, ...read });
    emit(spamEntryAdded, {
      subjectId: id,
      subjectLabel: read.shown,
      payload: { kind },
      changes: { list: { from: there?.list ?? "", to: list } },
    });
    return { id };
  });
}

export async function removeSpamEntry(ctx: Ctx, { entryId }: SpamEntryInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    await lockLists(tx);
    const entry = await tx.spamEntry.findUnique({ where: { id: entryId } });
    if (!entry) throw notFound();
    const { count } = await tx.spamEntry.deleteMany({ where: { id: entryId, list: entry.list } });
    if (count === 0) throw conflict();
    emit(spamEntryRemoved, {
      subjectId: entryId,
      subjectLabel: entry.shown,
      payload: { kind: entry.kind },
      changes: { list: { from: entry.list, to: "" } },
    });
  });
}
