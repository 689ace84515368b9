import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { classify } from "@/lib/intake/classification";
import { contentHash } from "@/lib/intake/content-hash";
import { deliveryRead } from "@/lib/intake/events";
import {
  arrivalOf,
  fieldsOf,
  markOf,
  personOf,
  storable,
  submittedAtOf,
  withCuts,
} from "@/lib/intake/processing/arrival";
import {
  findEntry,
  formOf,
  lastWord,
  loadKeys,
  loadSource,
  lockSettling,
  originOf,
} from "@/lib/intake/processing/queries";
import { readDelivery } from "@/lib/intake/delivery-reading";
import { addTouchpoint, createLead, updateFromEntry } from "@/lib/leads/commands";
import { findSamePerson } from "@/lib/leads/duplicates/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Delivery, Entry, Prisma } from "@/lib/core/prisma/client";
import type { LoadedSource } from "@/lib/intake/processing/queries";
import type { Understood } from "@/lib/intake/schema";

type DeliveryOfSource = Delivery & { source: { name: string; companyId: string } };
type Settled = {
  state: "processed" | "duplicate" | "rejected";
  outcome: "" | "created" | "touched" | "updated";
  reason: string;
  leadId: string | null;
  entryId: string | null;
  duplicateOfId: string | null;
};
type Arrived = {
  delivery: Delivery;
  source: LoadedSource;
  keys: Awaited<ReturnType<typeof loadKeys>>;
  item: Understood;
  /** The only entry of its delivery. */
  alone: boolean;
};

const BATCH = 50;

/** Settles what has arrived, oldest first. Answers whether there may be more. */
export async function processReceived(): Promise<boolean> {
  const waiting = await database().delivery.findMany({
    where: { state: "received" },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true },
  });
  const memory = newMemory();
  for (const { id } of waiting) await processDelivery(id, memory);
  return waiting.length === BATCH;
}

/** What a batch needs not ask twice; a changed rule counts from the next batch on, a second later at most. */
type Memory = { sources: Map<string, LoadedSource>; keys?: Awaited<ReturnType<typeof loadKeys>> };
const newMemory = (): Memory => ({ sources: new Map() });

/** Reads one delivery and brings it to its end; if that can't be done, it is `failed` with the reason and can be replayed. */
export async function processDelivery(id: string, memory: Memory = newMemory()): Promise<void> {
  const delivery = await database().delivery.findUniqueOrThrow({
    where: { id },
    include: { source: { select: { name: true, companyId: true } } },
  });
  const ctx = ctxOf(delivery, delivery.source.name);
  try {
    await mutate(ctx, async (tx, emit) => {
      await lockSettling(tx);
      if ((await tx.delivery.count({ where: { id, state: "received" } })) === 0) throw new AlreadySettled();
      const source = memory.sources.get(delivery.sourceId) ?? (await loadSource(tx, delivery.sourceId));
      const keys = (memory.keys ??= await loadKeys(tx));
      memory.sources.set(source.id, source);
      const items = storable(readDelivery(delivery, source).map(withCuts));
      const settled: Settled[] = [];
      for (const item of items) {
        const arrived = { delivery, source, keys, item, alone: items.length === 1 };
        settled.push(await settle({ ...ctx, now: () => timeOf(delivery, item), tx }, tx, arrived));
      }
      const first = settled[0] ?? rejected("empty");
      // Not `update`: that would bring the whole body back.
      await tx.delivery.updateMany({
        where: { id },
        data: { ...first, processedAt: new Date(), attempts: { increment: 1 }, understood: understoodJson(items) },
      });
      const { state, outcome, reason, leadId } = first;
      emit(deliveryRead, {
        subjectId: id,
        subjectLabel: source.name,
        payload: { sourceId: source.id, state, outcome, reason, leadId },
        companyIds: [source.companyId],
      });
    });
  } catch (error) {
    if (error instanceof AlreadySettled) return;
    logger.error({ err: error, delivery: id }, "a delivery couldn't be read");
    await recordFailure(ctx, delivery, String(error).slice(0, 500));
  }
}

async function recordFailure(ctx: Ctx, delivery: DeliveryOfSource, reason: string): Promise<void> {
  const { id, sourceId, source } = delivery;
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, state: "received" },
      data: { state: "failed", reason, attempts: { increment: 1 }, processedAt: new Date() },
    });
    if (count === 0) throw new AlreadySettled();
    emit(deliveryRead, {
      subjectId: id,
      subjectLabel: source.name,
      // Its own row keeps what the program said; that may quote what somebody wrote.
      payload: { sourceId, state: "failed", outcome: "", reason: "", leadId: null },
      companyIds: [source.companyId],
    });
  }).catch((error: unknown) => {
    if (!(error instanceof AlreadySettled)) throw error;
  });
}

/** Another process was faster. */
class AlreadySettled extends Error {}

function ctxOf(delivery: Delivery, sourceName: string): Ctx {
  return {
    actor: { type: "source", id: delivery.sourceId, name: sourceName },
    requestId: delivery.requestId || delivery.id,
    now: () => new Date(),
    history: delivery.history,
  };
}

/** History happened when it was submitted; everything else happens now. */
function timeOf(delivery: Delivery, item: Understood): Date {
  return delivery.history ? submittedAtOf(delivery, item) : new Date();
}

async function settle(ctx: Ctx, tx: Tx, arrived: Arrived): Promise<Settled> {
  const { delivery, source, item } = arrived;
  if (item.kind === "test") await learnLabels(tx, source, item.labels);
  if (item.kind !== "lead" && item.kind !== "lead_partial") return rejected(item.reason ?? item.kind);

  const hash = contentHash(item);
  const entry = (await entryReadBefore(tx, arrived)) ?? (await findEntry(tx, source, item, hash, delivery.receivedAt));
  if (!entry?.leadId) {
    const entryId = entry?.id ?? (await recordEntry(tx, arrived, hash));
    const made = await settlePerson(ctx, tx, arrived);
    await tx.entry.update({ where: { id: entryId }, data: { leadId: made.leadId } });
    return { ...made, entryId };
  }

  await tx.entry.update({ where: { id: entry.id }, data: { lastSeenAt: delivery.receivedAt, contentHash: hash } });
  const known = { leadId: entry.leadId, entryId: entry.id };
  const isReplay = entry.firstDeliveryId === delivery.id;
  if (entry.contentHash === hash && isReplay) {
    return { ...processed("created", entry.leadId), ...known, outcome: outcomeOf(delivery), reason: "read_again" };
  }
  if (entry.contentHash === hash) {
    return {
      state: "duplicate",
      outcome: "",
      reason: item.externalId ? "same_entry" : "same_content",
      duplicateOfId: entry.firstDeliveryId,
      ...known,
    };
  }
  const before = isReplay ? (delivery.understood as Understood | null) : await lastWord(tx, entry.id);
  await updateFromEntry(ctx, entry.leadId, before ? fieldsOf(before) : {}, fieldsOf(item), source.defaultCountry);
  return { state: "processed", outcome: "updated", reason: "entry_changed", duplicateOfId: null, ...known };
}

/** A delivery that is read once more is of the entry it was of, also when a new mapping reads other answers in it. */
async function entryReadBefore(tx: Tx, { delivery, alone }: Arrived): Promise<Entry | null> {
  return delivery.entryId && alone ? tx.entry.findUnique({ where: { id: delivery.entryId } }) : null;
}

function outcomeOf(delivery: Delivery): Settled["outcome"] {
  return delivery.outcome === "touched" || delivery.outcome === "updated" ? delivery.outcome : "created";
}

/** A person known to the company gets a touchpoint on their lead; anybody else becomes a lead. */
async function settlePerson(ctx: Ctx, tx: Tx, arrived: Arrived): Promise<Settled> {
  const { delivery, source, keys, item } = arrived;
  const verdict = classify(item, source.rules, { now: ctx.now(), timeZone: source.timeZone });
  const companyId = keys.company.get(verdict.effect.companyKey ?? "") ?? source.companyId;
  const initialStatusId = required(keys.status.get("pending"), "the status 'pending' is missing");
  const arrival = arrivalOf(delivery, item);
  const person = personOf(item);

  const asked = { ...person, service: arrival.service, country: source.defaultCountry };
  const known = await findSamePerson(tx, companyId, asked, ctx.now());
  if (known && !known.tooOld) {
    await addTouchpoint(ctx, known.id, arrival);
    // What nobody had told yet is filled in; what is there stays, and differs on the touchpoint.
    await updateFromEntry(ctx, known.id, {}, person, source.defaultCountry);
    return { ...processed("touched", known.id), reason: "same_person" };
  }
  const owner = source.defaultOwner?.deactivatedAt ? null : source.defaultOwner;
  const lead = await createLead(ctx, {
    ...person,
    country: source.defaultCountry,
    extra: item.extra,
    channel: source.channel,
    subChannel: source.subChannel,
    currency: source.currency,
    initialStatusId,
    classification: {
      rules: verdict.rules,
      companyId,
      statusId: keys.status.get(verdict.effect.statusKey ?? "") ?? initialStatusId,
      leadTypeId: keys.leadType.get(verdict.effect.leadTypeKey ?? "") ?? source.leadTypeId,
      priority: verdict.effect.priority ?? "normal",
      tags: verdict.effect.tags ?? [],
    },
    defaultOwnerId: owner?.id ?? null,
    previousLeadId: known?.id ?? null,
    arrival,
  });
  return { ...processed("created", lead.id), reason: markOf(item) };
}

async function recordEntry(tx: Tx, { delivery, source, item }: Arrived, hash: string): Promise<string> {
  const id = newId();
  await tx.entry.create({
    data: {
      id,
      sourceId: source.id,
      originKey: originOf(source),
      formId: formOf(source, item),
      externalId: item.externalId,
      contentHash: hash,
      firstDeliveryId: delivery.id,
      firstSeenAt: delivery.receivedAt,
      lastSeenAt: delivery.receivedAt,
    },
  });
  return id;
}

async function learnLabels(tx: Tx, source: LoadedSource, labels: Record<string, string>): Promise<void> {
  if (Object.keys(labels).length === 0) return;
  source.labels = { ...(source.labels as Record<string, string>), ...labels };
  await tx.source.update({ where: { id: source.id }, data: { labels: source.labels } });
}

function processed(outcome: "created" | "touched", leadId: string): Settled {
  return { state: "processed", outcome, reason: "", leadId, entryId: null, duplicateOfId: null };
}

function rejected(reason: string): Settled {
  return { state: "rejected", outcome: "", reason, leadId: null, entryId: null, duplicateOfId: null };
}

/** One entry as it is; of several in one request the first, with the others beside it. */
function understoodJson(items: Understood[]): Prisma.InputJsonObject {
  const [first, ...others] = items;
  return { ...first, ...(others.length > 0 && { others }) };
}

function required<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new Error(problem);
  return value;
}
