import { openAssigner } from "@/lib/assignment/assigning/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { deliveryRead } from "@/lib/intake/events";
import { readDelivery } from "@/lib/intake/delivery-reading";
import { markOf, storable, submittedAtOf, withCuts } from "@/lib/intake/processing/arrival";
import { knownAmong } from "@/lib/intake/processing/batch/queries";
import { newLeadOf } from "@/lib/intake/processing/new-lead";
import { loadAssignment, loadKeys, loadSource, lockSettling } from "@/lib/intake/processing/queries";
import { ctxOf, processed, refusalOf, timeOf, understoodJson, WITH_KEY } from "@/lib/intake/processing/settled";
import { entryOf, tracesOf } from "@/lib/intake/processing/traces";
import { noteArrived } from "@/lib/intake/proof/missing/commands";
import { isRehearsal } from "@/lib/intake/rehearsing/mark";
import { suspect, textKeyOf } from "@/lib/intake/spam/queries";
import { isSpam } from "@/lib/intake/spam/verdict";
import { createLeads } from "@/lib/leads/batch/commands";
import { comparedPerson } from "@/lib/leads/duplicates/queries";
import type { Tx } from "@/lib/core/db";
import type { NewLead } from "@/lib/leads/commands";
import type { Asked } from "@/lib/intake/processing/batch/queries";
import type { LoadedKeys, LoadedSource, Memory } from "@/lib/intake/processing/queries";
import type { KeyedDelivery } from "@/lib/intake/processing/settled";
import type { Understood } from "@/lib/intake/schema";

type Candidate = Asked & { delivery: KeyedDelivery; source: LoadedSource; item: Understood; now: Date; input: NewLead };

/** Nobody in the batch is new. */
class NobodyNew extends Error {}

/**
 * Settles those of the batch that nobody knows yet, all in one transaction, and answers the others: who is known, says
 * several things or nothing, comes again in the same batch or can't be read is settled by itself, in the order it came.
 */
export async function settleTogether(ids: string[], memory: Memory): Promise<string[]> {
  try {
    const candidates = await readCandidates(ids, memory);
    if (candidates.length === 0) return ids;
    const settled = await mutate(systemCtx("intake"), async (tx) => settleNew(tx, candidates, memory));
    return ids.filter((id) => !settled.has(id));
  } catch (error) {
    if (error instanceof NobodyNew) return ids;
    logger.error({ err: error, deliveries: ids.length }, "a batch of deliveries couldn't be settled together");
    return ids;
  }
}

/** Read before the lock is taken: understanding is the larger part of the work. */
async function readCandidates(ids: string[], memory: Memory): Promise<Candidate[]> {
  const deliveries = await database().delivery.findMany({
    where: { id: { in: ids }, state: "received" },
    orderBy: { id: "asc" },
    include: WITH_KEY,
  });
  const taken = new Set<string>();
  const candidates: Candidate[] = [];
  for (const delivery of deliveries) {
    const source = await loadSource(database(), delivery.sourceId, memory);
    const keys = await loadKeys(database(), memory);
    const read = candidatesOf(delivery, source, keys);
    const marks = read.flatMap(marksOf);
    const [only] = read;
    // A ping may teach labels, by which what comes after it from the same source is read.
    if (!only) taken.add(source.id);
    const isFirst = ![source.id, ...marks].some((mark) => taken.has(mark));
    for (const mark of marks) taken.add(mark);
    if (only && read.length === 1 && isFirst && delivery.entryId === null) candidates.push(only);
  }
  const suspicions = await suspect(database(), candidates);
  return candidates.filter((_, place) => !isSpam(suspicions[place] ?? []));
}

function candidatesOf(delivery: KeyedDelivery, source: LoadedSource, keys: LoadedKeys): Candidate[] {
  // What is only tried out is tried out by itself.
  if (isRehearsal(delivery)) return [];
  try {
    const items = storable(readDelivery(delivery, { ...source, services: keys.services }).map(withCuts));
    if (items.some((item) => refusalOf(delivery, item) !== null)) return [];
    return items.map((item) => {
      const now = timeOf(delivery, item);
      const input = newLeadOf({ delivery, source, keys, item }, now);
      const traces = tracesOf(delivery, source, item);
      const { emailKey, phoneKey } = comparedPerson({ ...input, service: input.arrival.service });
      return {
        delivery,
        source,
        item,
        now,
        input,
        traces,
        companyId: input.classification.companyId,
        emailKey,
        phoneKey,
      };
    });
  } catch {
    // By itself it fails with its reason.
    return [];
  }
}

/** What two deliveries of one batch have in common if they are of one entry or of one person, or say the same at length. */
function marksOf({ delivery, item, traces, companyId, emailKey, phoneKey }: Candidate): string[] {
  const text = textKeyOf(delivery, item);
  const { formId, externalId, sourceId, contentHash, sameKey } = traces;
  return [
    externalId !== null && `entry ${formId} ${externalId}`,
    `content ${sourceId} ${contentHash}`,
    sameKey !== "" && `same ${sameKey}`,
    emailKey !== "" && `mail ${companyId} ${emailKey}`,
    phoneKey !== "" && `phone ${companyId} ${phoneKey}`,
    text !== "" && `text ${text}`,
  ].filter((mark) => mark !== false);
}

const STILL_WAITING = `
  select id::text from "Delivery" where id = any($1::uuid[]) and state = 'received' for update`;

const SETTLED = `
  update "Delivery" d set state = 'processed', outcome = 'created', reason = s.reason, "leadId" = s.lead::uuid, "entryId" = s.entry::uuid,
         "processedAt" = now(), attempts = attempts + 1, understood = s.understood, "submittedAt" = s.submitted::timestamptz,
         "textKey" = s.text
    from jsonb_to_recordset($1::jsonb) as s(id text, lead text, entry text, reason text, submitted text, text text, understood jsonb) where d.id = s.id::uuid`;

async function settleNew(tx: Tx, candidates: Candidate[], memory: Memory): Promise<Set<string>> {
  await lockSettling(tx);
  const ids = candidates.map(({ delivery }) => delivery.id);
  const waiting = await tx.$queryRawUnsafe<{ id: string }[]>(STILL_WAITING, ids);
  const stillWaiting = new Set(waiting.map(({ id }) => id));
  const known = await knownAmong(tx, candidates);
  const fresh = candidates.filter(({ delivery }, place) => stillWaiting.has(delivery.id) && !known.has(place));
  if (fresh.length === 0) throw new NobodyNew();

  const { open } = await loadKeys(tx, memory);
  const assigner = fresh.every(({ delivery }) => delivery.history)
    ? undefined
    : await openAssigner(tx, await loadAssignment(tx, memory), { at: new Date(), isOpen: (id) => open.has(id) });
  const made = await createLeads(
    tx,
    fresh.map(({ delivery, source, now, input }) => ({
      ctx: { ...ctxOf(delivery, source.name), now: () => now },
      input,
    })),
    assigner?.decide,
  );
  await assigner?.close();
  const settled = fresh.map((one, index) => ({ ...one, entryId: newId(), leadId: made[index]?.id ?? "" }));
  await insertRows(
    tx,
    "Entry",
    settled.map(({ delivery, traces, entryId, leadId }) => ({ ...entryOf(entryId, delivery.id, traces), leadId })),
  );
  const rows = settled.map(({ delivery, item, entryId, leadId }) => ({
    id: delivery.id,
    lead: leadId,
    entry: entryId,
    reason: markOf(item),
    submitted: submittedAtOf(delivery, item),
    text: textKeyOf(delivery, item),
    understood: understoodJson([item]),
  }));
  await tx.$executeRawUnsafe(SETTLED, JSON.stringify(rows));
  await noteArrived(
    tx,
    settled.map(({ delivery, item }) => ({ delivery, item, deliveryId: delivery.id })),
  );
  for (const { delivery, source, item, leadId } of settled) {
    await mutate({ ...ctxOf(delivery, source.name), tx }, (_, emit) => {
      const { state, outcome } = processed("created", leadId);
      emit(deliveryRead, {
        subjectId: delivery.id,
        subjectLabel: source.name,
        payload: { sourceId: source.id, state, outcome, reason: markOf(item), leadId },
        companyIds: [source.companyId],
      });
      return Promise.resolve();
    });
  }
  return new Set(settled.map(({ delivery }) => delivery.id));
}
