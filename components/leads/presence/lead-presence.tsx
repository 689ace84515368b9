"use client";

import { createContext, use, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { listenLive } from "@/components/live/live-connection";
import type { PersonHere } from "@/lib/leads/presence/schema";

/** Twice before the server forgets. */
const BEAT_MS = 10_000;
/** As the route answers where the lead or the session is gone. */
const OVER = 205;
/** What comes at once is asked about once. */
const GATHER_MS = 150;

type Presence = {
  people: readonly PersonHere[];
  /** Says that a field is being edited, until the answer is called. */
  edit: (field: string) => () => void;
};

const NOBODY: Presence = { people: [], edit: () => () => undefined };
const PresenceContext = createContext<Presence>(NOBODY);

export function usePresence(): Presence {
  return use(PresenceContext);
}

/** Tells the others that a field is being edited here, as long as it is. */
export function useEditing(field: string, isEditing: boolean): void {
  const { edit } = usePresence();
  useEffect(() => (isEditing ? edit(field) : undefined), [edit, field, isEditing]);
}

type LeadPresenceProps = { leadId: string; userId: string; children: React.ReactNode };

/**
 * Who else looks at this lead. While the page is looked at it says so every few seconds and is answered with the others;
 * the live stream only makes it ask sooner, so that sleep, a broken connection or a restarted server is made up for by
 * the next beat.
 */
export function LeadPresence({ leadId, userId, children }: LeadPresenceProps) {
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const [editing, setEditing] = useState<readonly string[]>([]);
  const field = editing.at(-1) ?? null;
  const windowId = useRef("");
  const asking = useRef(0);
  const isOver = useRef(false);
  const lastSaid = useRef(0);
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** Later each time, also where the clock was put back. */
  const now = useEffectEvent(() => (lastSaid.current = Math.max(lastSaid.current + 1, Date.now())));
  const beat = useEffectEvent(async () => {
    if (document.visibilityState === "hidden" || isOver.current) return;
    windowId.current ||= randomId();
    const turn = ++asking.current;
    const answer = await say({ leadId, window: windowId.current, field, at: now() });
    // A later question's answer is the truer one.
    if (turn !== asking.current) return;
    isOver.current = answer === "over";
    const here = answer === "over" ? [] : answer;
    setPeople((before) => (same(before, here) ? before : here));
  });
  const soon = useEffectEvent(() => {
    gathering.current ??= setTimeout(() => {
      gathering.current = undefined;
      void beat();
    }, GATHER_MS);
  });
  const go = useEffectEvent(() => {
    asking.current++;
    clearTimeout(gathering.current);
    gathering.current = undefined;
    if (windowId.current !== "" && !isOver.current)
      void say({ leadId, window: windowId.current, leaves: true, at: now() });
  });

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "hidden") go();
      else soon();
    };
    const left = () => {
      go();
    };
    const timer = setInterval(() => {
      void beat();
    }, BEAT_MS);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pagehide", left);
    window.addEventListener("pageshow", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", left);
      window.removeEventListener("pageshow", look);
      go();
    };
  }, []);

  // At first, and whenever another field is edited.
  useEffect(() => {
    soon();
  }, [field]);

  useEffect(
    () =>
      listenLive(userId, (events) => {
        if (events.some(({ name, id }) => name === "resync" || (name === "presence.lead" && id === leadId))) soon();
      }),
    [userId, leadId],
  );

  const edit = useCallback((one: string) => {
    setEditing((before) => [...before, one]);
    return () => {
      setEditing((before) => before.toSpliced(before.lastIndexOf(one), 1));
    };
  }, []);
  const presence = useMemo(() => ({ people, edit }), [people, edit]);
  return <PresenceContext value={presence}>{children}</PresenceContext>;
}

type Said = { leadId: string; window: string; field?: string | null; leaves?: boolean; at: number };

/** Without an answer nobody is known to be here; `over`: there is nothing to be at any more. */
async function say(said: Said): Promise<readonly PersonHere[] | "over"> {
  try {
    const response = await fetch("/api/live/presence", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
      // Also while the page is being left.
      keepalive: said.leaves === true,
    });
    if (response.status === OVER) return "over";
    return response.ok ? ((await response.json()) as { people: PersonHere[] }).people : [];
  } catch {
    return [];
  }
}

function same(some: readonly PersonHere[], others: readonly PersonHere[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** `crypto.randomUUID` isn't there over plain http. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
