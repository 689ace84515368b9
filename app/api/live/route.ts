import { actorOfSession } from "@/lib/auth/queries";
import { currentActor } from "@/lib/auth/session";
import { closing } from "@/lib/core/closing";
import { onEvents } from "@/lib/core/live";
import { logger } from "@/lib/core/logger";
import { mayHear } from "@/lib/leads/audience";
import type { StoredEvent } from "@/lib/core/events";
import type { LiveEvent } from "@/lib/core/live-event";

export const dynamic = "force-dynamic";

const BEAT_MS = 25_000;
const RIGHTS_MS = 60_000;

/**
 * What happens to leads the reader may see or could see before, as it happens: names and ids, nothing else.
 * It is a hint: the screen reads again under its own rights, and does so too whenever the stream was away.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  const { sessionId, id: actorId } = actor;
  let hears = mayHear(actor);
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
            if (now) hears = mayHear(now);
            else end();
          },
          (error: unknown) => {
            logger.warn({ err: error }, "a live stream could not check its session; ended");
            end();
          },
        );
      const heard = (events: StoredEvent[]) => {
        if (events.some((event) => concernsRights(event, actorId))) {
          // What these rights let through is decided anew; until then nothing is said, and the screen reads again.
          hears = () => false;
          void resolveAgain().then(() => {
            send(`data: ${JSON.stringify([{ name: "resync" }])}\n\n`);
          });
        }
        const told = events
          .filter((event) => event.subjectType === "lead" && !isOldNews(event) && hears(event))
          .map(toLive);
        if (told.length > 0) send(`data: ${JSON.stringify(told)}\n\n`);
      };

      const unsubscribe = onEvents(heard);
      const beat = setInterval(() => {
        send(": beat\n\n");
      }, BEAT_MS);
      const rights = setInterval(() => void resolveAgain(), RIGHTS_MS);
      end = () => {
        end = nothing;
        clearInterval(beat);
        clearInterval(rights);
        unsubscribe();
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
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function nothing(): void {
  // The stream hasn’t begun, or has ended already.
}

function concernsRights(event: StoredEvent, actorId: string): boolean {
  return event.subjectType === "role" || (event.subjectType === "user" && event.subjectId === actorId);
}

/** A file of ten thousand old leads is nothing to count as new on everybody's list. */
function isOldNews({ name, history }: StoredEvent): boolean {
  return history && name === "lead.created";
}

function toLive({ name, subjectId, actorId }: StoredEvent): LiveEvent {
  return { name, id: subjectId, actorId };
}
