import { actorId, authorize } from "@/lib/core/ctx";
import { conflict, invalid, limitReached, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { deliverySaidGenuine, deliverySaidSpam, spamEntryAdded, spamEntryRemoved } from "@/lib/intake/events";
import { askParents } from "@/lib/intake/processing/parts/commands";
import { lockSettling } from "@/lib/intake/processing/queries";
import { ADDED_KINDS, MOST_FRAGMENTS, spamReason, taughtKey } from "@/lib/intake/spam/schema";
import { taughtBy } from "@/lib/intake/spam/teaching";
import { readValue } from "@/lib/intake/spam/value";
import { listableOf } from "@/lib/intake/spam/verdict";
import { removeLeads } from "@/lib/leads/bulk/commands";
import { takeBackChanges } from "@/lib/leads/commands";
import { lockLeads, touchedByPeople } from "@/lib/leads/bulk/queries";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Understood } from "@/lib/intake/schema";
import type {
  AddSpamEntryInput,
  GenuineInput,
  MarkSpamInput,
  SpamEntryInput,
  SpamKind,
  SpamList,
} from "@/lib/intake/spam/schema";

const SELECT = {
  id: true,
  state: true,
  outcome: true,
  reason: true,
  leadId: true,
  understood: true,
  requestId: true,
  source: { select: { id: true, name: true, companyId: true, defaultCountry: true } },
} as const;

/**
 * Not spam after all: it is read once more and becomes what it would have become, and what spoke against it is learnt, as
 * far as `teach` names it.
 */
export async function sayGenuine(ctx: Ctx, { deliveryId, teach }: GenuineInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: SELECT });
    if (!delivery) throw notFound();
    const { count } = await tx.delivery.updateMany({
      where: { id: deliveryId, state: "spam" },
      data: { state: "received", reason: "", ruling: "genuine" },
    });
    if (count === 0) throw precondition("unchanged");
    await askParents(tx, [deliveryId]);
    const only = teach && new Set(teach);
    await teachGenuine(tx, [delivery], { at: ctx.now(), by: ctx.actor.name, byId: idOf(ctx), only });
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
    const { source } = delivery;
    emit(deliverySaidGenuine, {
      subjectId: deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, reason: delivery.reason },
      companyIds: [source.companyId],
    });
  });
}

const idOf = ({ actor }: Ctx) => (actor.type === "user" ? actorId(actor) : null);

type Genuine = { id: string; understood: unknown; source: { id: string; name: string } };
/** `only`: by their keys; everything where it is missing. */
type Teacher = { at: Date; by: string; byId: string | null; only?: ReadonlySet<string> | undefined };

// Somebody who is blocked by name is genuine now; a domain that was blocked stays so for everybody else at it.
const TEACH = `
  insert into "SpamEntry" (id, list, kind, value, shown, "addedAt", "addedBy", "addedById", "deliveryId")
  select t.id, 'genuine', t.kind, t.value, t.shown, $2::timestamptz, $3, $4::uuid, t.delivery
    from jsonb_to_recordset($1::jsonb) as t(id uuid, kind text, value text, shown text, delivery uuid) order by t.kind, t.value
  on conflict (kind, value) do update
     set list = excluded.list, "addedAt" = excluded."addedAt", "addedBy" = excluded."addedBy", "addedById" = excluded."addedById",
         "deliveryId" = excluded."deliveryId"
   where "SpamEntry".list = 'blocked' and "SpamEntry".kind in ('email', 'phone')`;

/** What deliveries that were said to be genuine teach, in the transaction that says so. */
export async function teachGenuine(
  tx: Tx,
  deliveries: readonly Genuine[],
  { at, by, byId, only }: Teacher,
): Promise<void> {
  const ids = deliveries.map(({ id }) => id);
  // What was blocked when somebody said that this was spam is taken back with it.
  await tx.spamEntry.deleteMany({ where: { deliveryId: { in: ids }, list: "blocked" } });
  const taught = deliveries.flatMap(({ id, understood, source }) =>
    taughtBy(understood as Understood, source).map((one) => ({ ...one, id: newId(), delivery: id })),
  );
  const wanted = taught.filter((one) => only?.has(taughtKey(one)) ?? true);
  const once = new Map(wanted.map((one) => [taughtKey(one), one]));
  await tx.$executeRawUnsafe(TEACH, JSON.stringify([...once.values()]), at, by, byId);
}

/**
 * It was spam all the same: what it became goes, as long as nobody did anything with it, and what it taught is forgotten.
 * What had spoken against it speaks again.
 */
export async function takeBackGenuine(ctx: Ctx, { deliveryId }: { deliveryId: string }): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: { ...SELECT, ruling: true } });
    if (!delivery) throw notFound();
    const { state, outcome, leadId, ruling, source } = delivery;
    const [first] = (delivery.understood as Understood | null)?.spam ?? [];
    if (ruling !== "genuine" || !first) throw precondition("unchanged");
    if (state === "processed" && outcome === "created" && leadId !== null) await removeUntouched(ctx, tx, leadId);
    else if (state !== "received") throw precondition("worked");
    const ended = { state: "spam", outcome: "", reason: spamReason(first.check), leadId: null, ruling: "" };
    await tx.delivery.update({ where: { id: deliveryId }, data: ended, select: { id: true } });
    await tx.spamEntry.deleteMany({ where: { deliveryId, list: "genuine" } });
    emit(deliverySaidSpam, {
      subjectId: deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, blocked: [] },
      companyIds: [source.companyId],
    });
  });
}

async function removeUntouched(ctx: Ctx, tx: Tx, leadId: string): Promise<void> {
  const [lead] = await lockLeads(tx, [leadId]);
  if (!lead || (await touchedByPeople(tx, [leadId])).has(leadId)) throw precondition("worked");
  await removeLeads({ ...ctx, tx }, [lead]);
}

/**
 * Spam that came through. The lead it made goes if nobody here did anything with it and nothing was added to it; the log
 * keeps that it was there. On a lead that it only changed, what it changed is as before, where nobody changed it since. Read once more, it stays spam until somebody says otherwise.
 */
export async function markSpam(ctx: Ctx, { deliveryId, block }: MarkSpamInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    await lockSettling(tx);
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: SELECT });
    if (!delivery) throw notFound();
    const { state, outcome, leadId, source } = delivery;
    const isKnown = outcome === "created" || outcome === "updated";
    if (state !== "processed" || !isKnown || leadId === null) throw precondition("unchanged");
    if (outcome === "created") await removeUntouched(ctx, tx, leadId);
    else {
      const told = await changesBy(tx, leadId, delivery.requestId || delivery.id);
      await takeBackChanges({ ...ctx, tx }, leadId, told, source.defaultCountry);
    }
    const item = delivery.understood as unknown as Understood;
    const understood = { ...item, spam: [{ check: "by_hand", detail: ctx.actor.name, points: 100 }] };
    const ended = { state: "spam", outcome: "", reason: spamReason("by_hand"), leadId: null, ruling: "spam" };
    await tx.delivery.update({ where: { id: deliveryId }, data: { ...ended, understood }, select: { id: true } });
    const values = listableOf(item);
    for (const kind of block) {
      const value = values[kind];
      if (value !== undefined) await write(ctx, tx, { list: "blocked", kind, value, shown: value }, deliveryId);
    }
    emit(deliverySaidSpam, {
      subjectId: deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, blocked: block },
      companyIds: [source.companyId],
    });
  });
}

/** What an arrival changed on a lead, the last first. */
async function changesBy(tx: Tx, leadId: string, requestId: string): Promise<Changes[]> {
  const rows = await tx.$queryRawUnsafe<{ changes: Changes }[]>(
    `select changes from "Event" where "subjectType" = 'lead' and "subjectId" = $1::uuid and name = 'lead.updated'
        and "requestId" = $2 and "actorType" <> 'user' order by seq desc`,
    leadId,
    requestId,
  );
  return rows.map(({ changes }) => changes);
}

type Entered = { list: SpamList; kind: SpamKind; value: string; shown: string };

/** On one of the two lists; what stands on the other moves. Answers its id. */
async function write(ctx: Ctx, tx: Tx, entry: Entered, deliveryId: string | null): Promise<string> {
  const { kind, value } = entry;
  const data = { ...entry, addedAt: ctx.now(), addedBy: ctx.actor.name, addedById: idOf(ctx), deliveryId };
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
    const there = await tx.spamEntry.findUnique({ where: { value_kind: { kind, value: read.value } } });
    if (there?.list === list) throw invalid({ value: "taken" });
    if (kind === "text" && (await tx.spamEntry.count({ where: { list, kind } })) >= MOST_FRAGMENTS) {
      throw limitReached({ most: String(MOST_FRAGMENTS) });
    }
    const id = await write(ctx, tx, { list, kind, ...read }, null);
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
