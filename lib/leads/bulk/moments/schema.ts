import type { Changes } from "@/lib/core/events";
import type { BulkLead, BulkSet, Moments } from "@/lib/leads/bulk/schema";

const NAMES = ["lastActivityAt", "assignedAt"] as const;
type MomentTexts = Partial<Record<keyof Moments, string | null>>;

export function momentsOf(lead: BulkLead | undefined): MomentTexts {
  return Object.fromEntries(NAMES.map((name) => [name, lead?.[name]?.toISOString() ?? null]));
}

/** Kept in the ledger beside what was changed, for the undo; no event tells of them. */
export function changesBetween(before: MomentTexts, after: MomentTexts): Changes {
  const moved = NAMES.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(moved.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]));
}

/** What they were before, where nothing has happened since; `set`: what it gets back, nobody's clock only with nobody. */
export function momentsBefore(lead: BulkLead, changes: Partial<Changes>, set: BulkSet): Partial<Moments> {
  const stands = momentsOf(lead);
  const back: Partial<Moments> = {};
  for (const name of NAMES) {
    const kept = changes[name];
    if (kept === undefined || kept.to !== stands[name]) continue;
    const before = typeof kept.from === "string" ? new Date(kept.from) : null;
    if (name === "assignedAt") {
      if (set.owner === null) back.assignedAt = before;
    } else if (before) back.lastActivityAt = before;
  }
  return back;
}
