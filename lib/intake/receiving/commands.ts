import { logger } from "@/lib/core/logger";
import {
  forgetUnknown,
  readSpooled,
  removeDeadDrafts,
  removeSpooled,
  setAside,
  spool,
  spooledIds,
} from "@/lib/intake/receiving/gateway";
import { doorOf, lastKnownDoor } from "@/lib/intake/receiving/queries";
import { store } from "@/lib/intake/receiving/storing/commands";
import { opens, withoutKeys } from "@/lib/intake/receiving/token";
import { judge } from "@/lib/intake/receiving/verdict";
import { secretsOf, verifyWithAny } from "@/lib/intake/signature";
import type { Arrival } from "@/lib/intake/receiving/schema";
import type { Signature } from "@/lib/intake/signature";
import type { Door, Verdict } from "@/lib/intake/receiving/verdict";

export type Answer = { status: 200 | 401 | 404 | 405 | 413 | 503; reason: string };

/** After the database failed, it is left in peace for this long: a visitor's form waits for our answer. */
const AWAY_MS = 1000;

let awayUntil = 0;

/** Keeps an arrival durably and says how to answer. On disk before it is answered, in the database or beside it. */
export async function receiveDelivery(arrival: Arrival): Promise<Answer> {
  try {
    if (Date.now() < awayUntil) throw new Error("the database is away");
    const door = await doorOf(arrival.sourceId);
    if (!door) return { status: 404, reason: "unknown_source" };
    if (isLookedAt(arrival, door)) return { status: 405, reason: "get_not_allowed" };
    const verdict = judgeArrival(door, arrival);
    await store({ arrival: asKept(arrival, door), verdict });
    return verdict;
  } catch (error) {
    // A refusal is about this one arrival: all others are still welcome.
    if (isRefusal(error)) {
      logger.error({ err: error, delivery: arrival.id }, "the database refused a delivery: it is kept on disk");
      return keepOnDisk(arrival);
    }
    if (Date.now() >= awayUntil) logger.error({ err: error }, "the database is away: deliveries are kept on disk");
    awayUntil = Math.max(awayUntil, Date.now() + AWAY_MS);
    return keepOnDisk(arrival);
  }
}

async function keepOnDisk(arrival: Arrival): Promise<Answer> {
  const door = lastKnownDoor(arrival.sourceId);
  if (door && isLookedAt(arrival, door)) return { status: 405, reason: "get_not_allowed" };
  // A source that this process hasn't met yet is believed now and judged when the database is back.
  const verdict = door ? judgeArrival(door, arrival) : { status: 200 as const, reason: "" };
  try {
    await spool(door ? asKept(arrival, door) : arrival, door !== undefined);
    return verdict;
  } catch (error) {
    logger.fatal(
      { err: error, sourceId: arrival.sourceId },
      "a delivery could be kept neither in the database nor on disk",
    );
    return { status: 503, reason: "unavailable" };
  }
}

/**
 * Brings what waits on disk into the database, oldest first. Killed in the middle it begins again: an arrival has its id
 * from the door, so the second time changes nothing.
 */
export async function drainSpool(): Promise<boolean> {
  await removeDeadDrafts();
  for (const id of await spooledIds()) {
    const arrival = await readSpooled(id).catch((error: unknown) => {
      logger.error({ err: error, delivery: id }, "a file in the spool can't be read and was set aside");
      return "unreadable" as const;
    });
    if (!arrival) continue;
    if (arrival === "unreadable") {
      await setAside(id);
      continue;
    }
    try {
      await bringIn(arrival);
      await removeSpooled(id);
    } catch (error) {
      if (!isRefusal(error)) return false;
      logger.error({ err: error, delivery: id }, "a delivery kept on disk was refused by the database and set aside");
      await setAside(id);
    }
  }
  forgetUnknown();
  return false;
}

async function bringIn(arrival: Arrival): Promise<void> {
  const door = await doorOf(arrival.sourceId);
  // Its source was deleted, or never was.
  if (!door) return setAside(arrival.id);
  await store({ arrival: asKept(arrival, door), verdict: judgeArrival(door, arrival) });
}

const asKept = (arrival: Arrival, door: Door): Arrival => ({ ...arrival, path: withoutKeys(arrival.path, door) });

function judgeArrival(door: Door, arrival: Arrival): Verdict {
  const signature = (): Signature["state"] =>
    verifyWithAny(arrival, secretsOf(door, arrival.receivedAt), arrival.receivedAt);
  return judge(door, { ...arrival, isGet: arrival.method === "GET", signature }, arrival.receivedAt);
}

/** An address that somebody opened or a program previewed: nothing is said in it, or not by who knows the key. */
function isLookedAt(arrival: Arrival, door: Door): boolean {
  if (arrival.method !== "GET" || door.allowGet) return false;
  return !arrival.path.includes("?") || !opens(arrival.tokenHashes, door, arrival.receivedAt);
}

/** PostgreSQL answered and doesn't want it (classes 22 and 23), as opposed to not answering. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? "");
}
