import type { ContactOutcome } from "@/lib/leads/schema";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

type Of<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;

/** What was done in one go: its beginning, and what followed from it, the oldest first. */
export type TimelineRow = { head: TimelineEntry; parts: TimelineEntry[] };

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Folds what a person did in one go into one row: a call with its outcome and the status that followed, an assignment
 * with the status it brought, an arrival with its first look. Takes and gives the newest first.
 */
export function timelineRows(entries: TimelineEntry[]): TimelineRow[] {
  const rows: TimelineRow[] = [];
  for (const entry of entries.toReversed()) {
    const row = rows.findLast((one) => belongsTo(one, entry));
    if (row) row.parts.push(entry);
    else rows.push({ head: entry, parts: [] });
  }
  return rows.toReversed();
}

/** How an attempt ended as far as the row tells. */
export function outcomeOf({ head, parts }: TimelineRow): ContactOutcome | "takenBack" {
  if (parts.some((part) => part.kind === "contactTakenBack")) return "takenBack";
  const said = parts.findLast((part) => part.kind === "outcome");
  return said?.to ?? (head.kind === "contact" ? head.outcome : "pending");
}

export function partOf<Kind extends TimelineEntry["kind"]>({ parts }: TimelineRow, kind: Kind): Of<Kind> | undefined {
  return parts.findLast((part): part is Of<Kind> => part.kind === kind);
}

function belongsTo(row: TimelineRow, entry: TimelineEntry): boolean {
  const { head } = row;
  if (head.actor.type !== entry.actor.type || head.actor.name !== entry.actor.name) return false;
  if (head.of !== entry.of) return false;
  const taken = row.parts.some(({ kind }) => kind === entry.kind);
  switch (head.kind) {
    case "contact":
      if (entry.kind === "outcome") return entry.attemptId === head.attemptId && since(head, entry) <= HOUR_MS;
      if (entry.kind === "contactTakenBack") return entry.attemptId === head.attemptId;
      // The status is asked together with the outcome; one that comes later is a step of its own.
      return (
        entry.kind === "status" &&
        !taken &&
        outcomeOf(row) !== "pending" &&
        since(row.parts.at(-1) ?? head, entry) <= MINUTE_MS
      );
    case "assigned":
      return entry.kind === "status" && !taken && since(head, entry) <= SECOND_MS;
    case "created":
      return (
        ["classified", "status", "assigned", "waiting"].includes(entry.kind) &&
        !taken &&
        since(head, entry) <= SECOND_MS
      );
    default:
      return false;
  }
}

function since(earlier: TimelineEntry, later: TimelineEntry): number {
  return Date.parse(later.at) - Date.parse(earlier.at);
}
