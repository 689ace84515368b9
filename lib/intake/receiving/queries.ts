import { quickPool } from "@/lib/core/db";
import type { Door } from "@/lib/intake/receiving/verdict";

/** A rotated token or a pause takes effect within this. */
const FRESH_MS = 1000;
const MOST_KEPT = 2000;

type Kept = { at: number; door: Promise<Door | undefined>; known: Door | undefined };
const kept = new Map<string, Kept>();

const DOOR = `
  select id::text, active, "allowGet", "tokenHash", "previousTokenHash", "previousTokenUntil", "secretSealed",
         "previousSecretSealed", "previousSecretUntil", "requireSignature"
    from "Source" where id = $1::uuid`;

/** What the door must know of a source; looked up at most once a second. */
export function doorOf(sourceId: string): Promise<Door | undefined> {
  const before = kept.get(sourceId);
  if (before && Date.now() - before.at < FRESH_MS) return before.door;
  if (kept.size >= MOST_KEPT) kept.clear();
  const entry: Kept = { at: Date.now(), door: readDoor(sourceId), known: before?.known };
  kept.set(sourceId, entry);
  entry.door.then(
    (door) => (entry.known = door),
    () => (entry.at = 0),
  );
  return entry.door;
}

/** What was true when the database last answered. */
export function lastKnownDoor(sourceId: string): Door | undefined {
  return kept.get(sourceId)?.known;
}

async function readDoor(sourceId: string): Promise<Door | undefined> {
  const { rows } = await quickPool().query<Door>({ name: "intake_door", text: DOOR, values: [sourceId] });
  return rows[0];
}
