import { actorOfSession } from "@/lib/auth/queries";
import { currentActor } from "@/lib/auth/session";
import { closing } from "@/lib/core/closing";
import { hasRights } from "@/lib/core/ctx";
import { onEvents, untilHearing } from "@/lib/core/live";
import { SESSION_ENDED } from "@/lib/core/live-event";
import { logger } from "@/lib/core/logger";
import { onNotify } from "@/lib/core/notify";
import { onPresence } from "@/lib/core/presence";
import { mayHearArrivals, mayHearIntake } from "@/lib/intake/audience";
import { mayHear } from "@/lib/leads/audience";
import type { Actor } from "@/lib/core/ctx";
import type { StoredEvent } from "@/lib/core/events";
import type { LiveEvent } from "@/lib/core/live-event";
import type { PresenceChange } from "@/lib/core/presence";

export const dynamic = "force-dynamic";

const BEAT_MS = 25_000;
const RIGHTS_MS = 60_000;
/** Arrivals come by the hundred; that there are some is one piece of news. */
const ARRIVALS_MS = 500;

/**
 * What happens to leads the reader may see or could see before, and that somebody came to one or went, and to deliveries and sources they may read, as it
 * happens: names and ids, nothing else. It is a hint: the screen reads again under its own rights, and does so too whenever the stream was away.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  const { sessionId, id: actorId } = actor;
  let hearing = hearingOf(actor);
  let end: () => void = nothing;

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          end();
        }
      };
      /** Rights may have changed, or the session ended: the stream must not outlive them. */
      const resolveAgain = () =>
        actorOfSession(sessionId).then(
          (now) => {
            if (now) hearing = hearingOf(now);
            else {
              send(dataOf([{ name: SESSION_ENDED, id: "", actorId: null }]));
              end();
            }
          },
          (error: unknown) => {
            logger.warn({ err: error }, "a live stream could not check its session; ended");
            end();
          },
        );
      const heard = (events: StoredEvent[]) => {
        if (events.some((event) => concernsRights(event, actorId))) {
          // What these rights let through is decided anew; until then nothing is said, and the screen reads again.
          hearing = DEAF;
          void resolveAgain().then(() => {
            send(dataOf([{ name: "resync", id: "", actorId: null }]));
          });
        }
        tell(events.filter((event) => !isNoNews(event) && hearing.of(event)).map(toLive));
      };
      const tell = (told: LiveEvent[]) => {
        if (told.length > 0) send(dataOf(told));
      };
      let gathering: NodeJS.Timeout | undefined;
      const arrived = () => {
        gathering ??= setTimeout(() => {
          gathering = undefined;
          if (hearing.arrivals) tell([{ name: "delivery.arrived", id: "", actorId: null }]);
        }, ARRIVALS_MS);
      };

      const unsubscribePresence = onPresence((change) => {
        if (hearing.presence(change)) tell([{ name: "presence.lead", id: change.subjectId, actorId: null }]);
      });
      const unsubscribe = onEvents(heard);
      const unsubscribeArrivals = onNotify("deliveries", arrived);
      const beat = setInterval(() => {
        send(": beat\n\n");
      }, BEAT_MS);
      const rights = setInterval(() => void resolveAgain(), RIGHTS_MS);
      end = () => {
        end = nothing;
        clearInterval(beat);
        clearInterval(rights);
        clearTimeout(gathering);
        unsubscribe();
        unsubscribePresence();
        unsubscribeArrivals();
        stopClosing();
        try {
          controller.close();
        } catch {
          // The reader closed it.
        }
      };
      const stopClosing = closing(() => {
        end();
      });
      if (request.signal.aborted) {
        end();
        return;
      }
      request.signal.addEventListener("abort", () => {
        end();
      });
      send("retry: 2000\n\n");
    },
    cancel() {
      end();
    },
  });
  await untilHearing();
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** Whether the session still stands. That it doesn't is an answer here, not an error: 205 asks to begin anew. */
export async function HEAD(): Promise<Response> {
  return new Response(null, { status: (await currentActor()) ? 204 : 205 });
}

function nothing(): void {
  // The stream hasn’t begun, or has ended already.
}

function dataOf(events: LiveEvent[]): string {
  return `data: ${JSON.stringify(events)}\n\n`;
}

function concernsRights(event: StoredEvent, actorId: string): boolean {
  return event.subjectType === "role" || (event.subjectType === "user" && event.subjectId === actorId);
}

/** A file of ten thousand old leads is nothing to count as new on everybody's list; a look at a lead changes nothing of it. */
function isNoNews({ name, history }: StoredEvent): boolean {
  return name === "lead.viewed" || (history && name === "lead.created");
}

type Hearing = {
  of: (event: StoredEvent) => boolean;
  presence: (change: PresenceChange) => boolean;
  arrivals: boolean;
};
const DEAF: Hearing = { of: () => false, presence: () => false, arrivals: false };

function hearingOf(actor: Actor): Hearing {
  const [ofLeads, ofIntake] = [mayHear(actor), mayHearIntake(actor)];
  return {
    of: (event) => {
      if (event.subjectType === "lead") return ofLeads(event);
      // A task of no lead is heard of by whose it is.
      return event.subjectType === "task" ? isOwner(event, actor) : ofIntake(event);
    },
    // That somebody came or went; who it is, a screen asks under its own rights.
    presence: ofLeads,
    arrivals: mayHearArrivals(actor),
  };
}

function isOwner({ ownerIds }: StoredEvent, actor: Actor): boolean {
  return hasRights(actor) && ownerIds.includes(actor.id);
}

function toLive({ name, subjectType, subjectId, actorId, payload }: StoredEvent): LiveEvent {
  const { sourceId } = payload;
  return {
    name,
    id: subjectId,
    actorId,
    ...(subjectType === "delivery" && typeof sourceId === "string" && { sourceId }),
  };
}
