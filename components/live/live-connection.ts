import { doubtReach, isReached } from "@/components/live/reach";
import { SESSION_ENDED, STREAM_LOST } from "@/lib/core/live-event";
import type { LiveEvent } from "@/lib/core/live-event";

export type LiveListener = (events: LiveEvent[]) => void;

/** A screen hears from when it stands; what happened since the server read it, on its way here, is told to it then. */
const ON_ITS_WAY_MS = 5000;

const listeners = new Set<LiveListener>();
let lately: { at: number; events: LiveEvent[] }[] = [];
let disconnect: (() => void) | undefined;

/** Hears what happens until the answer is called. Whenever something may have been missed it is told `resync`. */
export function listenLive(userId: string, listener: LiveListener): () => void {
  listeners.add(listener);
  const missed = sinceLately().flatMap(({ events }) => events);
  if (missed.length > 0) listener(missed);
  disconnect ??= "SharedWorker" in window ? throughWorker(userId) : whileVisible();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    disconnect?.();
    disconnect = undefined;
    lately = [];
  };
}

function sinceLately(): typeof lately {
  return lately.filter(({ at }) => at > Date.now() - ON_ITS_WAY_MS);
}

function tell(events: LiveEvent[]): void {
  // Whatever it says, it has it from the server.
  if (!isReached()) void doubtReach();
  lately = [...sinceLately(), { at: Date.now(), events }];
  for (const listener of listeners) listener(events);
}

/** One stream for all tabs. Named by the user: who signs in next in this browser must not hear it. */
function throughWorker(userId: string): () => void {
  let port: MessagePort | undefined;
  const open = () => {
    if (port) return;
    ({ port } = new SharedWorker("/live-worker.js", { name: `live-${userId}` }));
    port.onmessage = (message: MessageEvent<LiveEvent[]>) => {
      if (message.data.some(({ name }) => name === STREAM_LOST)) void doubtReach();
      else tell(message.data);
    };
  };
  const leave = () => {
    port?.postMessage("bye");
    port?.close();
    port = undefined;
  };
  open();
  // A page kept for the back button hears nothing meanwhile; on return the worker says resync.
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", open);
  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("pageshow", open);
  };
}

/** Browsers without shared workers, phones mostly: a stream of one's own, only while the tab is looked at. */
function whileVisible(): () => void {
  let source: EventSource | undefined;
  const follow = () => {
    if (document.visibilityState === "hidden") {
      source?.close();
      source = undefined;
      return;
    }
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource("/api/live");
    source.onopen = () => {
      tell([{ name: "resync", id: "", actorId: null }]);
    };
    source.onerror = () => {
      void doubtReach();
      // Refused: signed out, or the server is starting.
      if (source?.readyState === EventSource.CLOSED) tell([{ name: SESSION_ENDED, id: "", actorId: null }]);
    };
    source.onmessage = (message: MessageEvent<string>) => {
      tell(JSON.parse(message.data) as LiveEvent[]);
    };
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  const again = setInterval(follow, 30_000);
  return () => {
    source?.close();
    document.removeEventListener("visibilitychange", follow);
    clearInterval(again);
  };
}
