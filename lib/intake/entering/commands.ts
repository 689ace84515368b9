import { openAssigner } from "@/lib/assignment/assigning/commands";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { actorId, authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { forbidden, invalid } from "@/lib/core/errors";
import { happenedMoment } from "@/lib/core/happened";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { understoodByHand } from "@/lib/intake/entering/hand-form";
import { deliveryRead } from "@/lib/intake/events";
import { arrivalOf, personOf } from "@/lib/intake/processing/arrival";
import { ownFieldsOf } from "@/lib/intake/processing/own-fields";
import { findEntry, lockSettling } from "@/lib/intake/processing/queries";
import { entryOf, tracesOf } from "@/lib/intake/processing/traces";
import { houseSource } from "@/lib/intake/sources/house/commands";
import { readValue, unreadable } from "@/lib/leads/custom-fields/reading/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { fillFromArrival } from "@/lib/leads/custom-fields/values/commands";
import { serviceNames } from "@/lib/leads/service-words/queries";
import { addTouchpoint, createLead } from "@/lib/leads/commands";
import { rememberKeys, updateFromEntry } from "@/lib/leads/correcting/commands";
import { giveEntered } from "@/lib/leads/ownership/commands";
import { mayWrite } from "@/lib/leads/sensitive/policy";
import { findLead } from "@/lib/leads/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Lead } from "@/lib/core/prisma/client";
import type { HandForm } from "@/lib/intake/entering/hand-form";
import type { Traces } from "@/lib/intake/processing/traces";
import type { EnteredLead, EnterLeadInput } from "@/lib/intake/entering/schema";
import type { NewLead } from "@/lib/leads/commands";
import type { LoadedSource } from "@/lib/intake/processing/queries";
import type { Understood } from "@/lib/intake/schema";

type Entered = { source: LoadedSource; deliveryId: string; form: HandForm; item: Understood };

/**
 * A lead that came by phone or at a fair. It is a delivery like everything that arrives, so that the ledger holds it too;
 * whether the person is a known one was said by who typed it in, who sees no more leads than they may.
 */
export async function enterLead(ctx: Ctx, input: EnterLeadInput): Promise<EnteredLead> {
  authorize(ctx, "lead.create");
  return mutate(ctx, async (tx, emit) => {
    const joined = { ...ctx, tx };
    await requireChoices(ctx, tx, input);
    await lockSettling(tx);
    const source = await houseSource(tx, emit, "hand", input.companyId);
    const { fields: _typed, decimal: _decimal, ...said } = input;
    const fields = typedFields(source, input);
    const form = {
      ...said,
      fields,
      happenedAt: happenedMoment(ctx, input.happenedAt),
      enteredBy: actorId(ctx.actor) ?? "",
    };
    const entered = { source, deliveryId: newId(), form, item: understoodByHand(form, source.defaultCountry) };
    const traces = tracesOf({ via: "hand", receivedAt: ctx.now() }, source, entered.item);
    const again = input.sameAs ? null : await enteredBefore(joined, tx, traces);
    const lead = again ?? (await leadFrom(joined, tx, entered));
    const outcome = again ? "duplicate" : outcomeOf(input);
    const entryId = await record(tx, entered, { traces, leadId: lead.id, outcome });
    await keepDelivery(ctx, tx, entered, { outcome, leadId: lead.id, entryId });
    emit(deliveryRead, {
      subjectId: entered.deliveryId,
      subjectLabel: source.name,
      payload: { sourceId: source.id, ...endOf(outcome), leadId: lead.id },
      companyIds: [source.companyId],
    });
    return { number: lead.number, outcome };
  });
}

async function requireChoices(ctx: Ctx, tx: Tx, input: EnterLeadInput): Promise<void> {
  const { actor } = ctx;
  const locked = (["phone", "email", "message"] as const).filter(
    (name) => input[name] !== "" && !mayWrite(actor, name),
  );
  if (locked.length > 0) throw invalid(Object.fromEntries(locked.map((name) => [name, "fieldLocked"])));
  const isOwn = !hasRights(actor) || scopeOf(actor, "lead.create") === "any";
  if (!isOwn && !actor.companyIds.includes(input.companyId)) throw invalid({ companyId: "companyNotYours" });
  const active = (id: string) => ({ where: { id, active: true } });
  if ((await tx.company.count(active(input.companyId))) === 0) throw invalid({ companyId: "notValid" });
  if ((await tx.leadType.count(active(input.leadTypeId))) === 0) throw invalid({ leadTypeId: "notValid" });
  // Whoever doesn't assign works what they enter.
  const assigns = scopeOf(actor, "lead.assign") !== undefined;
  if (!assigns && input.ownerId !== actorId(actor)) throw forbidden();
}

/** What was typed in custom fields, as it is written; what can't be read is refused where it was typed. */
function typedFields(source: LoadedSource, { fields, decimal }: EnterLeadInput): Record<string, string> {
  const refused: FieldErrors = {};
  const read = Object.entries(fields).flatMap(([key, said]): [string, string][] => {
    if (said.length === 0 || (typeof said === "string" && said.trim() === "")) return [];
    const field = source.fields.find((one) => one.key === key);
    const hints = { decimal, currency: source.currency };
    const value = field && readValue(field, said, hints);
    if (value === undefined) refused[`fields.${key}`] = field ? unreadable(field, said, hints) : "notValid";
    return value === undefined ? [] : [[key, written(value)]];
  });
  if (Object.keys(refused).length > 0) throw invalid(refused);
  return Object.fromEntries(read);
}

/** The same typed twice within minutes is one: a hand that pressed again, or a connection that did. */
async function enteredBefore(ctx: Ctx, tx: Tx, traces: Traces): Promise<Lead | null> {
  const { entry } = await findEntry(tx, traces);
  return entry?.leadId ? findLead(ctx, entry.leadId) : null;
}

async function leadFrom(
  ctx: Ctx,
  tx: Tx,
  { source, deliveryId, form, item }: Entered,
): Promise<{ id: string; number: number }> {
  const stored = { id: deliveryId, sourceId: source.id, receivedAt: ctx.now(), history: false };
  const arrival = arrivalOf(stored, item, await serviceNames(reader(ctx)));
  const person = personOf(item);
  const { values } = ownFieldsOf(item, source);
  if (form.sameAs) {
    const { number } = await addTouchpoint(ctx, form.sameAs, arrival);
    await updateFromEntry(ctx, form.sameAs, [], { fields: person, extra: {} }, source.defaultCountry);
    await fillFromArrival(ctx, form.sameAs, values);
    await rememberKeys(ctx, form.sameAs, { ...person, country: source.defaultCountry });
    return { id: form.sameAs, number };
  }
  const initialStatusId = await startStatus(tx);
  const newLead = {
    ...person,
    country: source.defaultCountry,
    extra: {},
    values,
    channel: form.channel,
    subChannel: form.subChannel,
    currency: source.currency,
    initialStatusId,
    classification: {
      rules: [],
      companyId: form.companyId,
      statusId: initialStatusId,
      leadTypeId: form.leadTypeId,
      priority: "normal" as const,
      tags: [],
      score: 0,
    },
    defaultOwnerId: null,
    previousLeadId: null,
    arrival,
  };
  if (form.ownerId === null) return createByRules(ctx, tx, newLead);
  const lead = await createLead(ctx, newLead);
  await giveEntered(ctx, lead.id, form.ownerId);
  return lead;
}

/** Whom nobody named is said by the rules of assignment, as of any new lead; nobody where none speaks of it. */
async function createByRules(ctx: Ctx, tx: Tx, newLead: NewLead): Promise<{ id: string; number: number }> {
  // A response is waited for from the moment the lead is given.
  const at = ctx.now();
  // Where leads start is never closed.
  const assigner = await openAssigner(tx, await readAssignment(tx), { at, isOpen: () => true });
  const lead = await createLead({ ...ctx, now: () => at }, newLead, assigner?.decide);
  await assigner?.close();
  return lead;
}

async function startStatus(tx: Tx): Promise<string> {
  const { id } = await tx.status.findUniqueOrThrow({ where: { part: "start" }, select: { id: true } });
  return id;
}

type End = { outcome: EnteredLead["outcome"]; leadId: string; entryId: string };

async function record(
  tx: Tx,
  { deliveryId }: Entered,
  { traces, outcome, leadId }: { traces: Traces } & Omit<End, "entryId">,
): Promise<string> {
  if (outcome === "duplicate") {
    const { entry } = await findEntry(tx, traces);
    await tx.entry.update({ where: { id: entry?.id ?? "" }, data: { lastSeenAt: traces.receivedAt } });
    return entry?.id ?? "";
  }
  const id = newId();
  await tx.entry.create({ data: { ...entryOf(id, deliveryId, traces), leadId } });
  return id;
}

/** The delivery as the ledger shows it: born read, since who typed it in waits for the answer. */
async function keepDelivery(ctx: Ctx, tx: Tx, { source, deliveryId, form, item }: Entered, end: End): Promise<void> {
  const body = Buffer.from(JSON.stringify(form));
  await tx.delivery.create({
    data: {
      id: deliveryId,
      sourceId: source.id,
      via: "hand",
      receivedAt: ctx.now(),
      method: "POST",
      path: "/",
      headers: { "content-type": "application/json" },
      body,
      bodySize: body.byteLength,
      requestId: ctx.requestId,
      ...endOf(end.outcome),
      attempts: 1,
      processedAt: new Date(),
      leadId: end.leadId,
      entryId: end.entryId,
      understood: item,
    },
  });
}

const outcomeOf = ({ sameAs }: EnterLeadInput) => (sameAs ? "touched" : "created");

function endOf(outcome: EnteredLead["outcome"]) {
  if (outcome === "duplicate") return { state: "duplicate", outcome: "", reason: "same_content" };
  return { state: "processed", outcome, reason: outcome === "touched" ? "same_person" : "" };
}
