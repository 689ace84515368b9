import { closerHome } from "@/lib/intake/home-address";
import { openAssigner } from "@/lib/assignment/assigning/commands";
import { newId } from "@/lib/core/id";
import { nothing } from "@/lib/intake/conclusion";
import { readDelivery } from "@/lib/intake/delivery-reading";
import { fieldsOf, markOf, personOf, storable, withCuts } from "@/lib/intake/processing/arrival";
import { answersBeyond, ownFieldsOf, writtenFieldsOf } from "@/lib/intake/processing/own-fields";
import { newLeadOf } from "@/lib/intake/processing/new-lead";
import { partsOf } from "@/lib/intake/processing/parts/queries";
import {
  findEntry,
  hasNewerWord,
  loadAssignment,
  loadKeys,
  loadSource,
  wordsOf,
} from "@/lib/intake/processing/queries";
import { ctxOf, processed, refusalOf, rejected, takenForSpam, timeOf } from "@/lib/intake/processing/settled";
import { entryOf, tracesOf } from "@/lib/intake/processing/traces";
import { sameKey } from "@/lib/intake/same-key";
import { suspect, textKeyOf } from "@/lib/intake/spam/queries";
import { isForgivable, isSpam } from "@/lib/intake/spam/verdict";
import { addTouchpoint, createLead } from "@/lib/leads/commands";
import { rememberKeys } from "@/lib/leads/correcting/commands";
import { findSamePerson } from "@/lib/leads/duplicates/queries";
import { sayOf } from "@/lib/leads/merging/words/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Delivery, Entry } from "@/lib/core/prisma/client";
import type { LoadedKeys, LoadedSource, Memory } from "@/lib/intake/processing/queries";
import type { Part } from "@/lib/intake/processing/parts/schema";
import type { KeyedDelivery, Settled } from "@/lib/intake/processing/settled";
import type { Traces } from "@/lib/intake/processing/traces";
import type { Understood } from "@/lib/intake/schema";
import type { SpamReason } from "@/lib/intake/spam/schema";

type Arrived = {
  memory: Memory;
  delivery: Delivery;
  source: LoadedSource;
  keys: LoadedKeys;
  item: Understood;
  /** The only entry of its delivery. */
  alone: boolean;
  /** Of the same text, before it in the same delivery. */
  beside: readonly Understood[];
};

type Range = { from: number; most: number };

/** Reads a delivery and brings the submissions of a range of it to their end, in the transaction it is given. */
export async function settleItems(
  tx: Tx,
  delivery: KeyedDelivery,
  memory: Memory,
  { from, most }: Range = { from: 0, most: Infinity },
): Promise<{ parts: Part[]; total: number }> {
  const source = await loadSource(tx, delivery.sourceId, memory);
  const keys = await loadKeys(tx, memory);
  const items = storable(readDelivery(delivery, { ...source, services: keys.services }).map(withCuts));
  const parts: Part[] = [];
  const deliveries = await partsOf(tx, delivery, items.length);
  const texts = new Map<string, Understood[]>();
  for (const item of items.slice(0, from)) noteText(texts, delivery, item);
  for (const [index, part] of deliveries.slice(from, from + most).entries()) {
    const place = from + index;
    const item = items[place] ?? nothing("generic", "empty", null, []);
    // What had spoken against one of which somebody said what it is, is still told.
    const before = part.ruling !== "" && (part.understood as Understood | null)?.spam;
    if (before) item.spam = before;
    const beside = [...(texts.get(textKeyOf(part, item)) ?? [])];
    const arrived = { memory, delivery: part, source, keys, item, alone: items.length === 1, beside };
    // What is written of one submission has one moment: a response is waited for from when the lead was given.
    const at = timeOf(part, item);
    const ctx = { ...ctxOf(part, source.name), now: () => at, tx };
    parts.push({ delivery: part, item, settled: await settle(ctx, tx, arrived) });
    noteText(texts, part, item);
  }
  return { parts, total: items.length };
}

/** More of the same say nothing more. */
const MOST_BESIDE = 10;

function noteText(texts: Map<string, Understood[]>, delivery: Delivery, item: Understood): void {
  const key = textKeyOf(delivery, item);
  const same = texts.get(key) ?? [];
  if (key !== "" && same.length < MOST_BESIDE) texts.set(key, [...same, item]);
}

/** Brings one submission to its end, in the transaction it is given. */
async function settle(ctx: Ctx, tx: Tx, arrived: Arrived): Promise<Settled> {
  const { delivery, source, item } = arrived;
  if (item.kind === "test") await learnLabels(tx, source, item.labels);
  const refusal = refusalOf(delivery, item);
  if (refusal !== null) return rejected(refusal);

  const before = await entryReadBefore(tx, arrived);
  const said = tracesOf(delivery, source, item);
  const { entry, traces, isTaken } = before
    ? { entry: before, traces: said, isTaken: false }
    : await findEntry(tx, said);
  if (entry?.leadId) return settleKnown(ctx, tx, arrived, { ...entry, leadId: entry.leadId }, traces);
  const entryId = entry?.id ?? newId();
  if (!entry) await tx.entry.create({ data: entryOf(entryId, delivery.id, traces) });
  const reasons = await spamIn(ctx, tx, arrived, entry);
  if (isSpam(reasons)) {
    // What somebody said of it stays as they said it.
    item.spam ??= reasons;
    return takenForSpam(reasons, entryId);
  }
  const made = await settlePerson(ctx, tx, arrived, entryId);
  await tx.entry.update({ where: { id: entryId }, data: { leadId: made.leadId } });
  return { ...made, entryId, reason: isTaken ? "entry_id_shared" : made.reason };
}

/** What speaks for spam in an arrival that would make or touch a lead. */
async function spamIn(ctx: Ctx, tx: Tx, arrived: Arrived, entry: Entry | null): Promise<SpamReason[]> {
  const { delivery, source, item, alone, beside } = arrived;
  const before = entry && (await spamOf(tx, entry.id, delivery.id));
  const [reasons = []] = await suspect(tx, [{ delivery, source, item, sameEntry: before !== null, alone, beside }]);
  const isForgiven =
    isSpam(reasons) && before?.ruling !== "spam" && isForgivable(reasons) && (await isWorkedWith(ctx, tx, arrived));
  return isForgiven ? [] : reasons;
}

/** What came of the same entry before and is spam; first what somebody said so of. */
function spamOf(tx: Tx, entryId: string, but: string) {
  return tx.delivery.findFirst({
    where: { entryId, state: "spam", id: { not: but } },
    orderBy: { ruling: "desc" },
    select: { ruling: true },
  });
}

/** Somebody here has answered this person. */
async function isWorkedWith(ctx: Ctx, tx: Tx, arrived: Arrived): Promise<boolean> {
  const { source, item } = arrived;
  const { classification } = newLeadOf(arrived, ctx.now());
  const asked = { ...personOf(item), service: "", country: source.defaultCountry };
  const known = await findSamePerson(tx, classification.companyId, asked, ctx.now());
  if (!known || known === "stranger") return false;
  return (await tx.lead.count({ where: { id: known.id, firstResponseAt: { not: null } } })) > 0;
}

type KnownEntry = Entry & { leadId: string };

/** What arrives again: the same once more, the same by the other way, or a later word. */
async function settleKnown(
  ctx: Ctx,
  tx: Tx,
  { delivery, source, item, keys }: Arrived,
  entry: KnownEntry,
  traces: Traces,
): Promise<Settled> {
  const isOld = item.changedAt !== undefined && (await hasNewerWord(tx, entry.id, delivery.id, item.changedAt));
  const data = isOld ? { lastSeenAt: traces.receivedAt } : seenAgain(entry, traces);
  await tx.entry.update({ where: { id: entry.id }, data });
  const known = { leadId: entry.leadId, entryId: entry.id };
  const isReplay = entry.firstDeliveryId === delivery.id;
  const isSame = entry.contentHash === traces.contentHash;
  if (isSame && isReplay) {
    return { ...processed("created", entry.leadId), ...known, outcome: outcomeOf(delivery), reason: "read_again" };
  }
  const duplicate: Settled = {
    state: "duplicate",
    outcome: "",
    reason: traces.externalId === null ? "same_content" : "same_entry",
    duplicateOfId: entry.firstDeliveryId,
    ...known,
  };
  if (isSame) return duplicate;
  if (isOld && !isReplay) return { ...duplicate, reason: "older_version" };
  const words = isReplay ? [] : await wordsOf(tx, entry.id);
  const before = words.map(({ understood }) => understood);
  if (isReplay && delivery.understood) before.push(delivery.understood as unknown as Understood);
  const isOtherWay = words[0] !== undefined && words[0].via !== delivery.via;
  const saysTheSame =
    isOtherWay && traces.sameKey !== "" && words.some((word) => sameKey(word.understood) === traces.sameKey);
  // The other way tells the same by other labels, and what is read once more may be old by now: they may fill what is
  // empty, and correct nothing.
  const onlyFills = saysTheSame || isOld;
  // The other way tells the same answers under labels of its own: they would stand there twice.
  const tellsBeyond = !isOtherWay && !onlyFills;
  const wordOf = (word: Understood) => ({
    fields: fieldsOf(word, keys.services),
    extra: tellsBeyond ? answersBeyond(word, source) : {},
  });
  const of = { leadId: entry.leadId, entryId: entry.id, deliveryId: delivery.id };
  const changes = await sayOf(ctx, tx, of, {
    before: onlyFills ? [] : before.map(wordOf),
    after: wordOf(item),
    ownBefore: onlyFills ? [] : before.map((word) => writtenFieldsOf(word, source)),
    values: ownFieldsOf(item, source).values,
    country: source.defaultCountry,
  });
  if (isOtherWay && Object.keys(changes).length === 0) return { ...duplicate, reason: "other_way" };
  // Whatever is read in it anew, what it once made it has made.
  if (isReplay)
    return { ...processed("created", entry.leadId), ...known, outcome: outcomeOf(delivery), reason: "read_anew" };
  return { state: "processed", outcome: "updated", reason: "entry_changed", duplicateOfId: null, ...known };
}

/** An entry that came without an id gets the one that the other way knows it by. */
function seenAgain(entry: Entry, traces: Traces) {
  const { originKey, plugin, home, formId, externalId, contentHash, submittedAt, receivedAt } = traces;
  const isNamed = entry.externalId === null && externalId !== null;
  const isMoved = entry.externalId === externalId && entry.originKey === traces.sourceId;
  return {
    contentHash,
    lastSeenAt: receivedAt,
    ...(traces.sameKey !== "" && { sameKey: traces.sameKey }),
    ...(submittedAt && entry.submittedAt === null && { submittedAt }),
    ...(entry.plugin === "" && { plugin }),
    home: closerHome(entry.home, home),
    ...((isNamed || isMoved) && externalId !== null && { originKey, formId, externalId }),
  };
}

/** A delivery that is read once more is of the entry it was of, also when a new mapping reads other answers in it. */
async function entryReadBefore(tx: Tx, { delivery }: Arrived): Promise<Entry | null> {
  return delivery.entryId ? tx.entry.findUnique({ where: { id: delivery.entryId } }) : null;
}

function outcomeOf(delivery: Delivery): Settled["outcome"] {
  return delivery.outcome === "touched" || delivery.outcome === "updated" ? delivery.outcome : "created";
}

/** A person known to the company gets a touchpoint on their lead; anybody else becomes a lead. */
async function settlePerson(ctx: Ctx, tx: Tx, arrived: Arrived, entryId: string): Promise<Settled> {
  const { delivery, source, item } = arrived;
  const input = newLeadOf(arrived, ctx.now());
  const { arrival } = input;
  const person = personOf(item);
  const asked = { ...person, service: arrival.service, country: source.defaultCountry };
  const known = await findSamePerson(tx, input.classification.companyId, asked, ctx.now());
  if (known && known !== "stranger" && !known.tooOld) {
    await addTouchpoint(ctx, known.id, arrival);
    // What nobody had told yet is filled in; what is there stays, and differs on the touchpoint.
    const after = { fields: person, extra: {} };
    const said = { before: [], after, ownBefore: [], values: input.values ?? [], country: source.defaultCountry };
    await sayOf(ctx, tx, { leadId: known.id, entryId, deliveryId: delivery.id }, said);
    await rememberKeys(ctx, known.id, { ...person, country: source.defaultCountry });
    return { ...processed("touched", known.id), reason: "same_person" };
  }
  const { open } = arrived.keys;
  const assigner = ctx.history
    ? undefined
    : await openAssigner(tx, await loadAssignment(tx, arrived.memory), { at: ctx.now(), isOpen: (id) => open.has(id) });
  // Somebody else with the same phone goes on from nobody's lead.
  const previousLeadId = known && known !== "stranger" ? known.id : null;
  const lead = await createLead(ctx, { ...input, previousLeadId }, assigner?.decide);
  await assigner?.close();
  return { ...processed("created", lead.id), reason: known === "stranger" ? "shared_phone" : markOf(item) };
}

async function learnLabels(tx: Tx, source: LoadedSource, labels: Record<string, string>): Promise<void> {
  if (Object.keys(labels).length === 0) return;
  source.labels = { ...(source.labels as Record<string, string>), ...labels };
  await tx.source.update({ where: { id: source.id }, data: { labels: source.labels } });
}
