import { addressesOf, literalIn, mayReach } from "@/lib/core/address-rules";
import { actorId, authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { sealText } from "@/lib/core/secrets";
import {
  webhookCreated,
  webhookRemoved,
  webhookSecretRotated,
  webhookSentAgain,
  webhookSwitchedOff,
  webhookSwitchedOn,
  webhookTestAsked,
  webhookUpdated,
} from "@/lib/webhooks/events";
import { lackingFor } from "@/lib/webhooks/policy";
import { calledBy, OLD_SECRET_HOURS } from "@/lib/webhooks/schema";
import { sendNow } from "@/lib/webhooks/sending/commands";
import { newSecret } from "@/lib/webhooks/signature";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Webhook } from "@/lib/core/prisma/client";
import type {
  CreateWebhookInput,
  DeliveryState,
  MadeWebhook,
  SendAgainInput,
  SendFailedInput,
  SendingProblem,
  SwitchWebhookInput,
  Tried,
  UpdateWebhookInput,
  WebhookFields,
  WebhookInput,
} from "@/lib/webhooks/schema";

const HOUR_MS = 3_600_000;
const TEST = "webhook.test";
/** After this a test that was killed is made by whoever sends the rest. */
const TEST_OVER_MS = 60_000;

/** A new address. Its secret is told once and kept sealed, since each message is signed with it. */
export async function createWebhook(ctx: Ctx, input: CreateWebhookInput): Promise<MadeWebhook> {
  authorize(ctx, "apiKey.manage");
  const fields = { ...input, companyIds: input.everyCompany ? [] : input.companyIds };
  requireOwnRights(ctx, fields);
  requireAddress(fields);
  await requireName(fields);
  const secret = newSecret();
  return mutate(ctx, async (tx, emit) => {
    await requireCompanies(tx, fields.companyIds);
    const id = newId();
    const made = { secretSealed: sealText(secret), keeperId: keeperOf(ctx), createdAt: ctx.now() };
    await tx.webhook.create({ data: { id, ...fields, ...made, fromXid: await currentXid(tx) } });
    const { events, everyCompany, allowsPrivate, url, companyIds } = fields;
    emit(webhookCreated, {
      ...subjectOf({ id, url, companyIds }),
      payload: { events, everyCompany, allowsPrivate },
    });
    return { id, secret };
  });
}

/** Edits an address. Whoever saves it stands behind it from then on. */
export async function updateWebhook(ctx: Ctx, { webhookId, set: asked, seen }: UpdateWebhookInput): Promise<void> {
  authorize(ctx, "apiKey.manage");
  await requireNameAfter(ctx, { webhookId, set: asked });
  await mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    const set: Partial<WebhookFields> = given(asked);
    if (set.everyCompany === true) set.companyIds = [];
    const after = { ...row, ...set };
    if (!after.everyCompany && after.companyIds.length === 0) throw invalid({ companyIds: "required" });
    // Before anything is said of what stands there: who may not send it isn't told where it is sent.
    requireOwnRights(ctx, after);
    const changes = await changesIn(tx, row, set, seen);
    requireAddress(after);
    await requireCompanies(tx, set.companyIds ?? []);
    // Somewhere else nothing has failed yet.
    const anew = changes["url"] || changes["allowsPrivate"] ? { failingSince: null } : {};
    await tx.webhook.update({ where: { id: webhookId }, data: { ...set, ...anew, keeperId: keeperOf(ctx) } });
    const told = changes["url"] ? { ...changes, url: { from: calledBy(row.url), to: calledBy(after.url) } } : changes;
    emit(webhookUpdated, { ...subjectOf(after), payload: {}, changes: told });
  });
}

/** What happens while it is off isn't sent later; what waits goes on where it stopped. */
export async function switchWebhook(ctx: Ctx, { webhookId, on }: SwitchWebhookInput): Promise<void> {
  authorize(ctx, "apiKey.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    const isTakenOver = on && row.active && row.keeperId !== keeperOf(ctx);
    if (row.active === on && !isTakenOver) throw precondition("unchanged");
    if (!on) {
      await tx.webhook.update({ where: { id: webhookId }, data: { active: false, offReason: "" } });
      const payload = { because: "hand" as const, failingSince: null };
      emit(webhookSwitchedOff, { ...subjectOf(row), payload, changes: { active: { from: true, to: false } } });
      return;
    }
    requireOwnRights(ctx, row);
    const anew = { active: true, offReason: "", failingSince: null, keeperId: keeperOf(ctx) };
    await tx.webhook.update({ where: { id: webhookId }, data: { ...anew, fromXid: await currentXid(tx) } });
    await tx.$queryRawUnsafe(`select pg_notify('webhooks', '')::text`);
    emit(webhookSwitchedOn, { ...subjectOf(row), payload: {}, changes: { active: { from: row.active, to: true } } });
  });
}

/** A new secret; the one before signs as well for a day, so that a receiver can change over without missing anything. */
export async function rotateSecret(ctx: Ctx, { webhookId }: WebhookInput): Promise<MadeWebhook> {
  authorize(ctx, "apiKey.manage");
  const secret = newSecret();
  return mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    requireAllItTells(ctx, row);
    const previousUntil = new Date(ctx.now().getTime() + OLD_SECRET_HOURS * HOUR_MS);
    const secrets = { secretSealed: sealText(secret), previousSealed: row.secretSealed, previousUntil };
    await tx.webhook.update({ where: { id: webhookId }, data: secrets });
    emit(webhookSecretRotated, { ...subjectOf(row), payload: { previousUntil: previousUntil.toISOString() } });
    return { id: webhookId, secret };
  });
}

/** For good, with the record of what was sent. */
export async function removeWebhook(ctx: Ctx, { webhookId }: WebhookInput): Promise<void> {
  authorize(ctx, "apiKey.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    await tx.webhook.delete({ where: { id: webhookId } });
    emit(webhookRemoved, { ...subjectOf(row), payload: {} });
  });
}

/** Sends a message that means nothing, now, and says how that went. */
export async function testWebhook(ctx: Ctx, { webhookId }: WebhookInput): Promise<Tried> {
  authorize(ctx, "apiKey.manage");
  const id = newId();
  await mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    if (!row.active) throw precondition("webhookOff");
    // Not at once by anybody else: somebody waits for this one.
    const moments = { createdAt: ctx.now(), nextAt: new Date(Date.now() + TEST_OVER_MS) };
    await tx.webhookDelivery.create({ data: { id, webhookId, type: TEST, ...moments } });
    emit(webhookTestAsked, { ...subjectOf(row), payload: { deliveryId: id } });
  });
  await sendNow(id);
  return triedOf(id);
}

/** One more time, whether it was taken or given up; as often and as patiently as at first. */
export async function sendAgain(ctx: Ctx, { deliveryId }: SendAgainInput): Promise<void> {
  authorize(ctx, "apiKey.manage");
  await mutate(ctx, async (tx, emit) => {
    const delivery = await tx.webhookDelivery.findUnique({ where: { id: deliveryId }, include: { webhook: true } });
    if (!delivery) throw notFound();
    requireAllItTells(ctx, delivery.webhook);
    if (!delivery.webhook.active) throw precondition("webhookOff");
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: { not: "sending" } },
      data: { state: "waiting", tries: 0, nextAt: ctx.now() },
    });
    if (count === 0) throw precondition("webhookSending");
    await tx.$queryRawUnsafe(`select pg_notify('webhooks', '')::text`);
    emit(webhookSentAgain, { ...subjectOf(delivery.webhook), payload: { deliveryId, count: 1 } });
  });
}

/** All that was given up within so many hours. */
export async function sendFailedAgain(ctx: Ctx, { webhookId, hours }: SendFailedInput): Promise<{ count: number }> {
  authorize(ctx, "apiKey.manage");
  return mutate(ctx, async (tx, emit) => {
    const row = await lock(tx, webhookId);
    requireAllItTells(ctx, row);
    if (!row.active) throw precondition("webhookOff");
    const since = new Date(ctx.now().getTime() - hours * HOUR_MS);
    const { count } = await tx.webhookDelivery.updateMany({
      where: { webhookId, state: "failed", createdAt: { gte: since } },
      data: { state: "waiting", tries: 0, nextAt: ctx.now() },
    });
    if (count === 0) throw precondition("nothingFailed");
    await tx.$queryRawUnsafe(`select pg_notify('webhooks', '')::text`);
    emit(webhookSentAgain, { ...subjectOf(row), payload: { deliveryId: null, count } });
    return { count };
  });
}

async function triedOf(id: string): Promise<Tried> {
  const row = await database().webhookDelivery.findUniqueOrThrow({ where: { id } });
  const { state, problem, status, durationMs } = row;
  return { state: state as DeliveryState, problem: problem as SendingProblem | "", status, durationMs };
}

const keeperOf = ({ actor }: Ctx) => (actor.type === "user" ? actorId(actor) : null);

/** In the log it is called by its host: what stands behind it is often the receiver's secret, and the log forgets nothing. */
const subjectOf = ({ id, url, companyIds }: Pick<Webhook, "id" | "url" | "companyIds">) => ({
  subjectId: id,
  subjectLabel: calledBy(url),
  companyIds,
});

/** The address for whoever changes it, one at a time. */
async function lock(tx: Tx, webhookId: string): Promise<Webhook> {
  await tx.$queryRawUnsafe(`select 1 from "Webhook" where id = $1::uuid for update`, webhookId);
  const row = await tx.webhook.findUnique({ where: { id: webhookId } });
  if (!row) throw notFound();
  return row;
}

async function currentXid(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRawUnsafe<{ xid: string }[]>(`select pg_current_xact_id()::text as xid`);
  return row?.xid ?? "0";
}

async function changesIn(
  tx: Tx,
  row: Webhook,
  set: Partial<WebhookFields>,
  seen: Record<string, unknown>,
): Promise<Changes> {
  const changes: Changes = {};
  for (const field of Object.keys(set) as (keyof WebhookFields)[]) {
    if (sameValue(row[field], set[field])) continue;
    // Choosing every company empties the list, whatever was seen of it.
    const isSeen = !(field in seen) ? field === "companyIds" : sameValue(row[field], seen[field]);
    if (!isSeen) throw await firstOne(tx, row.id, field, String(row[field]));
    changes[field] = { from: row[field], to: set[field] };
  }
  if (Object.keys(changes).length === 0) throw precondition("unchanged");
  return changes;
}

async function firstOne(tx: Tx, subjectId: string, field: string, to: string) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectType" = 'webhook' and "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    subjectId,
    field,
  );
  return conflict({ field, to, ...(last && { by: last.actorLabel }) });
}

type Asked = Pick<WebhookFields, "events" | "everyCompany" | "companyIds">;

/** One gives no more than one may read. */
function requireOwnRights(ctx: Ctx, asked: Asked): void {
  const lacking = lackingFor(ctx.actor, asked);
  if (lacking) throw invalid(lacking);
}

/** Who signs in its name, or has it told again, is somebody who may read all that it tells. */
function requireAllItTells(ctx: Ctx, asked: Asked): void {
  if (lackingFor(ctx.actor, asked)) throw precondition("webhookNotYours");
}

/** What is written as a number is judged at once; what a name stands for when it is spoken to. */
function requireAddress({ url, allowsPrivate }: Address): void {
  const host = literalIn(new URL(url));
  if (host === null || mayReach(host, allowsPrivate ? "everywhere" : "internet")) return;
  throw invalid({ url: mayReach(host, "everywhere") ? "addressPrivate" : "addressNotAllowed" });
}

type Address = Pick<WebhookFields, "url" | "allowsPrivate">;

/** A name is judged at each sending. What would come of it now is said while somebody can still mend it. */
async function requireName({ url, allowsPrivate }: Address): Promise<void> {
  const address = new URL(url);
  const found = literalIn(address) === null ? await addressesOf(address) : [];
  if (found.length === 0 || found.some((one) => mayReach(one, allowsPrivate ? "everywhere" : "internet"))) return;
  throw invalid({ url: found.some((one) => mayReach(one, "everywhere")) ? "namePrivate" : "addressNotAllowed" });
}

/** The same of an edit, before anything is held up by it; of what stands there nothing is said to who may not send it. */
async function requireNameAfter(ctx: Ctx, { webhookId, set }: Omit<UpdateWebhookInput, "seen">): Promise<void> {
  if (set.url === undefined && set.allowsPrivate === undefined) return;
  const row = await database().webhook.findUnique({ where: { id: webhookId } });
  if (!row) throw notFound();
  const after = { ...row, ...given(set) };
  requireOwnRights(ctx, after);
  await requireName(after);
}

async function requireCompanies(tx: Tx, companyIds: readonly string[]): Promise<void> {
  const where = { id: { in: [...companyIds] } };
  if ((await tx.company.count({ where })) !== companyIds.length) throw invalid({ companyIds: "notValid" });
}
