import { userSignInsBlocked } from "@/lib/auth/events";
import { apiKeyRefused, apiKeyUsed } from "@/lib/auth/keys/events";
import { systemCtx } from "@/lib/core/ctx";
import { DOORS } from "@/lib/core/from-where";
import { newId, NO_ID } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { countUp, putBack, takeCounted } from "@/lib/core/tally";
import type { Actor, KeyActor } from "@/lib/core/ctx";
import type { Emit } from "@/lib/core/mutate";
import type { FromWhere } from "@/lib/core/from-where";
import type { Counted } from "@/lib/core/tally";

/** One event for so long. */
const WINDOW_MS = 5 * 60_000;

/** Sign-ins that weren't even looked at, because there were too many. */
export function countBlocked(user: { id: string; name: string } | null, from: FromWhere | undefined): void {
  countUp("blocked", { ...originOf(from), id: user?.id ?? "", name: user?.name ?? "" }, { attempts: 1 });
}

/** A key that opens nothing. */
export function countRefused(from: FromWhere): void {
  countUp("refused", originOf(from), { requests: 1 });
}

/** What a program does with its key, and how many leads it was given by that. */
export function countUse(
  key: KeyActor,
  from: FromWhere | undefined,
  adds: { requests?: number; leads?: number },
): void {
  countUp("used", { ...originOf(from), id: key.id, name: key.name }, { requests: 0, leads: 0, ...adds });
}

/** Tells what was counted for long enough; `all` when the process ends. What can't be told now is told later. */
export async function tellCounted({ all }: { all: boolean } = { all: false }): Promise<void> {
  const counted = takeCounted(new Date(Date.now() - (all ? 0 : WINDOW_MS)));
  for (const one of counted) {
    try {
      await tell(one);
    } catch (error) {
      putBack(one);
      logger.warn({ err: error, kind: one.kind }, "what was counted couldn't be written down; tried again");
    }
  }
}

async function tell(counted: Counted): Promise<void> {
  const { about, sums, first, last } = counted;
  const { via = "", address = "", userAgent = "", id = "", name = "" } = about;
  const door = DOORS.find((one) => one === via);
  const actor: Actor =
    counted.kind === "used"
      ? { type: "apiKey", id, name, companyIds: [], permissions: {}, fields: {}, sourceId: null }
      : { type: "system", name: counted.kind === "blocked" ? "sign-in" : "API" };
  const ctx = systemCtx("", { actor, requestId: newId(), ...(door && { from: { via: door, address, userAgent } }) });
  const span = { from: first.toISOString(), to: last.toISOString() };
  // Attempts at a name that nobody has, or by a key that nobody has, are about nobody.
  const subject = { subjectId: id === "" ? NO_ID : id, subjectLabel: name };
  await mutate(ctx, (_tx, emit: Emit) => {
    if (counted.kind === "blocked") {
      emit(userSignInsBlocked, { ...subject, payload: { attempts: sums["attempts"] ?? 0, ...span } });
    } else if (counted.kind === "refused") {
      emit(apiKeyRefused, { ...subject, payload: { requests: sums["requests"] ?? 0, ...span } });
    } else {
      const payload = { requests: sums["requests"] ?? 0, leads: sums["leads"] ?? 0, ...span };
      emit(apiKeyUsed, { ...subject, payload });
    }
    return Promise.resolve();
  });
}

function originOf(from: FromWhere | undefined): Record<string, string> {
  return { via: from?.via ?? "", address: from?.address ?? "", userAgent: from?.userAgent ?? "" };
}
