import { actorsWith } from "@/lib/auth/queries";
import { IN } from "@/lib/auth/standing/policy";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { Outcome, precondition } from "@/lib/core/errors";
import { NO_ID } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { openText } from "@/lib/core/secrets";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import { webhookSwitchedOff } from "@/lib/webhooks/events";
import { switchedOffLetter } from "@/lib/webhooks/letters";
import { KEEPER_MAY_ACT, openWebhooks, toldOf, WITH_KEEPER } from "@/lib/webhooks/hearing/queries";
import { postMessage } from "@/lib/webhooks/sending/gateway";
import { calledBy } from "@/lib/webhooks/schema";
import { isHopeless, nextTry } from "@/lib/webhooks/sending/patience";
import { signedHeaders } from "@/lib/webhooks/signature";
import type { Tx } from "@/lib/core/db";
import type { Webhook, WebhookDelivery } from "@/lib/core/prisma/client";
import type { Hearing } from "@/lib/webhooks/hearing/queries";
import type { Answered } from "@/lib/webhooks/sending/gateway";

/** To one address at a time, by one process. */
const AT_ONCE = 5;
/** A try takes less than this; one that has taken longer was killed, and is made again. */
const KILLED_MS = 60_000;

type Clock = () => Date;
type Claimed = Pick<WebhookDelivery, "id" | "tries" | "type" | "eventSeq" | "createdAt">;

/** Addresses to which something is on its way from this process, each on a lane of its own: one that is slow holds up nobody else. */
const lanes = new Map<string, Promise<void>>();
let isStopping = false;

/** Starts a lane for each address that has something to be sent by now. */
export async function startLanes(now: Clock = () => new Date()): Promise<void> {
  for (const id of await dueWebhooks(now())) {
    if (lanes.has(id) || isStopping) continue;
    const lane = runLane(id, now)
      .catch((error: unknown) => {
        logger.error({ err: error, webhookId: id }, "what goes to a webhook couldn't be sent; tried again");
      })
      .finally(() => lanes.delete(id));
    lanes.set(id, lane);
  }
}

/** Begins nothing new and waits for what is on its way. */
export async function stopLanes(): Promise<void> {
  isStopping = true;
  await Promise.all(lanes.values());
  isStopping = false;
}

/** Sends all that is due by now, and waits for it. */
export async function sendDue(now: Clock = () => new Date()): Promise<void> {
  await startLanes(now);
  await Promise.all(lanes.values());
}

/** Makes the first try of what somebody waits for, and waits for it. */
export async function sendNow(deliveryId: string, now: Clock = () => new Date()): Promise<void> {
  const until = new Date(now().getTime() + KILLED_MS);
  const [delivery] = await database().$queryRawUnsafe<(Claimed & { webhookId: string })[]>(
    `update "WebhookDelivery" set state = 'sending', tries = tries + 1, "triedAt" = $2::timestamptz, "nextAt" = $3::timestamptz
      where id = $1::uuid and state = 'waiting' returning id::text, tries, type, "eventSeq", "createdAt", "webhookId"::text`,
    deliveryId,
    now(),
    until,
  );
  const webhook = delivery && (await database().webhook.findUnique({ where: { id: delivery.webhookId } }));
  const [to] = delivery ? await openWebhooks({}, delivery.webhookId) : [];
  if (!webhook) return;
  if (to) await tryOnce({ webhook, to }, delivery, now);
  else await keep(delivery, { ...NOT_SENT, problem: "not_theirs" }, { state: "failed", nextAt: null });
}

async function dueWebhooks(now: Date): Promise<string[]> {
  const rows = await database().$queryRawUnsafe<{ id: string }[]>(
    `select w.id::text from ${WITH_KEEPER}
      where w.active and ${KEEPER_MAY_ACT} and exists (select 1 from "WebhookDelivery" d where d."webhookId" = w.id and d."nextAt" <= $1::timestamptz)`,
    now,
  );
  return rows.map(({ id }) => id);
}

async function runLane(webhookId: string, now: Clock): Promise<void> {
  while (!isStopping) {
    const webhook = await database().webhook.findUnique({ where: { id: webhookId } });
    const [to] = await openWebhooks({}, webhookId);
    const claimed = to ? await claim(webhookId, now()) : [];
    if (!webhook || !to || claimed.length === 0) return;
    await Promise.all(claimed.map((delivery) => tryOnce({ webhook, to }, delivery, now)));
  }
}

/** Whoever claims a try makes it, and nobody else until it must have been killed. */
const CLAIM = `
  update "WebhookDelivery" set state = 'sending', tries = tries + 1, "triedAt" = $2::timestamptz, "nextAt" = $3::timestamptz
   where id in (select id from "WebhookDelivery" where "webhookId" = $1::uuid and "nextAt" <= $2::timestamptz
                 order by "nextAt", id limit ${AT_ONCE} for update skip locked)
  returning id::text, tries, type, "eventSeq", "createdAt"`;

async function claim(webhookId: string, now: Date): Promise<Claimed[]> {
  return database().$queryRawUnsafe<Claimed[]>(CLAIM, webhookId, now, new Date(now.getTime() + KILLED_MS));
}

type Address = { webhook: Webhook; to: Hearing };

/** Makes one try of what was claimed, and keeps how it ended. What whoever stands behind it may by now not read stays here. */
async function tryOnce({ webhook, to }: Address, delivery: Claimed, now: Clock): Promise<void> {
  const told = await toldOf(delivery, to);
  if (typeof told === "string") {
    const problem = told === "gone" ? "event_gone" : "not_theirs";
    await keep(delivery, { ...NOT_SENT, problem }, { state: "failed", nextAt: null });
    return;
  }
  const { body } = told;
  const headers = signedHeaders({ id: delivery.id, at: now(), body }, secretsOf(webhook, now()));
  const reach = webhook.allowsPrivate ? "everywhere" : "internet";
  const answered = await postMessage({ url: webhook.url, reach, headers, body });
  await record(webhook, delivery, answered, now());
}

const NOT_SENT: Answered = { problem: "", status: null, answer: "", durationMs: 0, retryAfterMs: 0 };

function secretsOf({ secretSealed, previousSealed, previousUntil }: Webhook, now: Date): string[] {
  const isOldGood = previousSealed !== "" && previousUntil !== null && previousUntil > now;
  return [secretSealed, ...(isOldGood ? [previousSealed] : [])].map(openText);
}

async function record(webhook: Webhook, delivery: Claimed, answered: Answered, now: Date): Promise<void> {
  const { problem, retryAfterMs } = answered;
  const where = { id: webhook.id };
  if (problem === "") {
    await keep(delivery, answered, { state: "sent", nextAt: null });
    await database().webhook.updateMany({ where, data: { lastSentAt: now, failingSince: null } });
    return;
  }
  // Whoever is asked for a test waits for its answer.
  const next =
    problem === "gone" || delivery.eventSeq === null ? null : nextTry(delivery.tries, now, { askedMs: retryAfterMs });
  await keep(delivery, answered, { state: next ? "waiting" : "failed", nextAt: next });
  await database().webhook.updateMany({ where: { ...where, failingSince: null }, data: { failingSince: now } });
  const failingSince = webhook.failingSince ?? now;
  if (problem === "gone") await switchOff(webhook, { because: "gone", failingSince, now });
  else if (isHopeless(failingSince, now)) await switchOff(webhook, { because: "failing", failingSince, now });
}

/** Unless somebody else made the next try meanwhile: then this one took too long to count. */
async function keep(
  { id, tries }: Claimed,
  { problem, status, answer, durationMs }: Answered,
  ended: { state: string; nextAt: Date | null },
): Promise<void> {
  await database().webhookDelivery.updateMany({
    where: { id, tries, state: "sending" },
    data: { ...ended, problem, status, answer, durationMs },
  });
}

type Off = { because: "gone" | "failing"; failingSince: Date; now: Date };

/** Switches it off, once, and writes to whoever keeps it and to those who look after such things. */
async function switchOff(webhook: Webhook, off: Off): Promise<void> {
  const { because, failingSince, now } = off;
  const isFailing = because === "failing";
  try {
    await mutate(systemCtx("webhooks", { now: () => now }), async (tx, emit) => {
      const { count } = await tx.webhook.updateMany({
        // Unless another try succeeded at the same moment.
        where: { id: webhook.id, active: true, ...(isFailing && { failingSince: { not: null } }) },
        data: { active: false, offReason: because },
      });
      if (count === 0) throw precondition("unchanged");
      emit(webhookSwitchedOff, {
        ...{ subjectId: webhook.id, subjectLabel: calledBy(webhook.url), companyIds: webhook.companyIds },
        payload: { because, failingSince: isFailing ? failingSince.toISOString() : null },
        changes: { active: { from: true, to: false } },
      });
      const { baseUrl } = await mailOutlook(tx);
      const letters = (await readersOf(tx, webhook)).map(({ email, locale, timeZone }) => ({
        ...{ kind: "webhook", to: email },
        letter: switchedOffLetter({ ...off, id: webhook.id, url: webhook.url }, { locale, timeZone, baseUrl }),
      }));
      await post(tx, now, letters);
    });
  } catch (error) {
    if (!(error instanceof Outcome)) throw error;
  }
}

type Reader = { id: string; email: string; locale: string; timeZone: string };

/** Whoever keeps it, as far as they are there, and all who may make such things. */
async function readersOf(tx: Tx, { keeperId }: Webhook): Promise<Reader[]> {
  const people = (await actorsWith(tx, "apiKey.manage")).filter(({ isWrittenTo }) => isWrittenTo);
  const others = people.map(({ actor }) => actor).filter(({ id }) => id !== keeperId);
  const keeper = await tx.user.findFirst({
    where: { id: keeperId ?? NO_ID, ...IN },
    select: { id: true, email: true, locale: true, timeZone: true },
  });
  return keeper ? [keeper, ...others] : others;
}
