import { pool } from "@/lib/core/db";
import { onNotify } from "@/lib/core/notify";

/** Somebody who is at a subject now, in one window; gone by itself when nothing is heard of them any more. */
export type Present = {
  subjectId: string;
  /** The window: whoever has two is there twice. */
  key: string;
  personId: string;
  name: string;
  /** What of it they are changing. */
  doing: string | null;
  /** By which a listener decides whom it concerns. */
  companyIds: string[];
  ownerIds: string[];
};

/** Who is at this subject, or what they are doing there, changed. */
export type PresenceChange = Pick<Present, "subjectId" | "companyIds" | "ownerIds">;

/** Whoever says only their window leaves. `at`: by the window's own clock, so that its words count in the order it said them. */
type Said = (Present | Pick<Present, "subjectId" | "key">) & { at: number };
/** Who left is remembered a while, or a word of theirs that comes late would bring them back. */
type Standing = Present & { at: number; until: number; left: boolean };
type Listener = (change: PresenceChange) => void;
type Kept = { subjects: Map<string, Map<string, Standing>>; listeners: Set<Listener>; stop?: (() => void) | undefined };
// Routes and instrumentation are separate bundles with separate module state.
const kept: Kept = ((globalThis as { __presence?: Kept }).__presence ??= { subjects: new Map(), listeners: new Set() });

const CHANNEL = "presence";
/** More than two beats of a browser, and less than half a minute. */
const STANDS_MS = 25_000;
const SWEEP_MS = 1000;
/** Windows of one person at one subject; a program that invents more only replaces its own. */
const MOST_WINDOWS = 8;

/**
 * Says that somebody is there, in all processes: kept in memory alone, where what was lost is said again by the next beat.
 * Nothing of it is written anywhere.
 */
export async function announce(present: Present, at: number): Promise<void> {
  await say({ ...present, at });
}

export async function leave(subjectId: string, key: string, at: number): Promise<void> {
  await say({ subjectId, key, at });
}

/** Who is there now, as far as this process has heard. */
export function presentAt(subjectId: string): Present[] {
  listen();
  const now = Date.now();
  return [...(kept.subjects.get(subjectId)?.values() ?? [])].filter(({ until, left }) => !left && until > now);
}

/** Hears of every change, in whichever process it was said. */
export function onPresence(listener: Listener): () => void {
  listen();
  kept.listeners.add(listener);
  return () => {
    kept.listeners.delete(listener);
  };
}

export function stopPresence(): void {
  kept.stop?.();
  kept.stop = undefined;
  kept.subjects.clear();
}

async function say(said: Said): Promise<void> {
  listen();
  take(said);
  await pool().query("select pg_notify($1, $2)", [CHANNEL, JSON.stringify(said)]);
}

function listen(): void {
  if (kept.stop) return;
  const unlisten = onNotify(CHANNEL, (payload) => {
    // An empty one: the connection was away. The next beats say it all again.
    if (payload !== "") take(JSON.parse(payload) as Said);
  });
  const sweep = setInterval(expire, SWEEP_MS);
  sweep.unref();
  kept.stop = () => {
    unlisten();
    clearInterval(sweep);
  };
}

/** One's own word comes back from the database as well, and may come after a later one. */
function take(said: Said): void {
  const windows = kept.subjects.get(said.subjectId) ?? new Map<string, Standing>();
  const before = windows.get(said.key);
  if (before && before.at >= said.at) return;
  // From when it was heard: another machine's clock may be off.
  const until = Date.now() + STANDS_MS;
  if (!("personId" in said)) {
    if (!before) return;
    windows.set(said.key, { ...before, at: said.at, until, left: true });
    if (!before.left) tell(before);
    return;
  }
  const own = [...windows.values()].filter(({ personId }) => personId === said.personId);
  if (!before && own.length >= MOST_WINDOWS && own[0]) windows.delete(own[0].key);
  windows.set(said.key, { ...said, until, left: false });
  kept.subjects.set(said.subjectId, windows);
  if (!before || before.left || before.doing !== said.doing || before.name !== said.name) tell(said);
}

function expire(): void {
  const now = Date.now();
  for (const [subjectId, windows] of kept.subjects) {
    const gone = [...windows.values()].filter(({ until }) => until <= now);
    for (const one of gone) windows.delete(one.key);
    if (windows.size === 0) kept.subjects.delete(subjectId);
    for (const one of gone) if (!one.left) tell(one);
  }
}

function tell({ subjectId, companyIds, ownerIds }: PresenceChange): void {
  for (const listener of kept.listeners) listener({ subjectId, companyIds, ownerIds });
}
