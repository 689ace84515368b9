import { CONTACT_CHANNELS, CONTACT_OUTCOMES } from "@/lib/leads/schema";
import type { Changes } from "@/lib/core/events";
import type { StatusView, Vocabulary } from "@/lib/leads/page/schema";
import type { FieldChange, Named, StatusAnswers, TimelineEntry } from "@/lib/leads/timeline/schema";

export type StoredOfLead = {
  seq: string;
  /** The label of the lead it was about, where that was another one. */
  of: string;
  name: string;
  actorType: string;
  actorLabel: string;
  changes: Changes;
  payload: Record<string, unknown>;
  history: boolean;
  requestId: string;
  occurredAt: Date;
  body: string | null;
  attemptNote: string | null;
  touchMessage: string | null;
  touchPage: string | null;
  touchCampaign: string | null;
};

/** The import under whose id events were written; from which event on it was undone. `id` only for who may open it. */
export type ImportOfLead = { id: string | null; name: string; undoneFrom: string | null };

type Names = ReadonlyMap<string, string>;

/** An event as the timeline tells it: every id by the name people know it by. */
export function timelineEntry(
  event: StoredOfLead,
  words: Vocabulary,
  names: Names,
  imports: ReadonlyMap<string, ImportOfLead>,
): TimelineEntry {
  const broughtBy = imports.get(event.requestId);
  const common = {
    seq: event.seq,
    at: event.occurredAt.toISOString(),
    history: event.history,
    actor: { type: event.actorType, name: event.actorLabel },
    ...(event.of !== "" && { of: event.of }),
    ...(broughtBy && {
      import: {
        id: broughtBy.id,
        name: broughtBy.name,
        undone: broughtBy.undoneFrom !== null && BigInt(event.seq) > BigInt(broughtBy.undoneFrom),
      },
    }),
  };
  return { ...common, ...told(event, words, names) };
}

type Told = TimelineEntry extends infer Entry
  ? Entry extends TimelineEntry
    ? Omit<Entry, "seq" | "at" | "history" | "actor" | "of" | "import">
    : never
  : never;

function told(event: StoredOfLead, words: Vocabulary, names: Names): Told {
  const { changes, payload } = event;
  const status = (id: unknown) => statusNamed(words, id);
  const name = (id: unknown) => names.get(text(id)) ?? "";
  switch (event.name) {
    case "lead.created":
      return { kind: "created", source: name(payload["sourceId"]) };
    case "lead.classified":
      return {
        kind: "classified",
        rules: ruleNames(payload["rules"]),
        status: status(payload["statusId"]),
        type: typeLabel(words, payload["leadTypeId"]),
      };
    case "lead.assigned":
      return {
        kind: "assigned",
        from: name(changes["owner"]?.from),
        to: name(changes["owner"]?.to),
        method: text(payload["method"]),
        reason: text(payload["reason"]),
      };
    case "lead.waiting":
      return { kind: "waiting", rule: text(payload["rule"]) };
    case "lead.waitingOver":
      return { kind: "waitingOver" };
    case "lead.responseReminded":
      return { kind: "reminded", owner: name(payload["ownerId"]), minutes: count(payload["minutes"]) };
    case "lead.responseEscalated":
      return { kind: "escalated", owner: name(payload["ownerId"]), minutes: count(payload["minutes"]) };
    case "lead.statusChanged":
      return {
        kind: "status",
        from: status(changes["status"]?.from),
        to: status(changes["status"]?.to),
        answers: statusAnswers(changes, words),
        because: payload["because"] === "undo" || payload["because"] === "retired" ? payload["because"] : null,
      };
    case "lead.updated":
      return { kind: "fields", changes: fieldChanges(changes, words, names) };
    case "lead.contactLogged":
      return {
        kind: "contact",
        attemptId: text(payload["attemptId"]),
        channel: channel(payload),
        outcome: outcome(payload["outcome"]),
        note: noteOfLogged(event),
      };
    case "lead.contactOutcome":
      return {
        kind: "outcome",
        attemptId: text(payload["attemptId"]),
        channel: channel(payload),
        from: outcome(changes["outcome"]?.from),
        to: outcome(changes["outcome"]?.to),
        note: event.attemptNote ?? "",
      };
    case "lead.noteAdded":
      return { kind: "note", body: event.body ?? "" };
    case "lead.touched":
      return {
        kind: "touched",
        source: name(payload["sourceId"]),
        message: event.touchMessage ?? "",
        page: event.touchPage ?? "",
        campaign: event.touchCampaign ?? "",
      };
    case "lead.merged":
      return { kind: "merged", other: text(payload["otherLabel"]), changes: fieldChanges(changes, words, names) };
    case "lead.mergedInto":
      return { kind: "mergedInto", other: text(payload["survivorLabel"]) };
    case "lead.unmerged":
      return { kind: "unmerged", other: text(payload["otherLabel"]) };
    case "lead.restored":
      return { kind: "restored", other: text(payload["survivorLabel"]) };
    case "lead.emailKept":
      return { kind: "emailKept" };
    case "lead.duplicateDismissed":
      return { kind: "notSame", other: text(payload["otherLabel"]) };
    default:
      return { kind: "other", name: event.name };
  }
}

/** A note that was said with the outcome stands there, not twice. */
function noteOfLogged(event: StoredOfLead): string {
  return event.payload["outcome"] === "pending" ? "" : (event.attemptNote ?? "");
}

function fieldChanges(changes: Changes, words: Vocabulary, names: Names): FieldChange[] {
  return Object.entries(changes).map(([field, { from, to }]) => {
    const say = (value: unknown) => {
      if (field === "leadTypeId") return typeLabel(words, value);
      if (field === "companyId") return names.get(text(value)) ?? "";
      return shortened(Array.isArray(value) ? value.join(", ") : text(value));
    };
    return { field, from: say(from), to: say(to) };
  });
}

const LONGEST_VALUE = 600;

function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

function statusNamed(words: Vocabulary, id: unknown): Named {
  const found: StatusView | undefined = words.groups
    .flatMap((group) => group.statuses)
    .find((status) => status.id === id);
  return found ? { label: found.label, tone: found.tone } : { label: "–" };
}

function statusAnswers(changes: Changes, words: Vocabulary): StatusAnswers {
  const [reasonId, until, amount] = [changes["lostReason"]?.to, changes["holdUntil"]?.to, changes["amount"]?.to];
  const reason = words.reasons.find(({ id }) => id === reasonId)?.label;
  return {
    ...(reason !== undefined && { reason }),
    ...(typeof until === "string" && { until }),
    ...(typeof amount === "number" && { amount }),
  };
}

function typeLabel(words: Vocabulary, id: unknown): string {
  return words.types.find((type) => type.id === id)?.label ?? "";
}

function ruleNames(rules: unknown): string[] {
  if (!Array.isArray(rules)) return [];
  return rules
    .map((rule: { name?: unknown }) => rule.name)
    .filter((name): name is string => typeof name === "string" && name !== "");
}

function channel(payload: Record<string, unknown>) {
  return CONTACT_CHANNELS.find((known) => known === payload["channel"]) ?? "call";
}

function outcome(value: unknown) {
  return CONTACT_OUTCOMES.find((known) => known === value) ?? "pending";
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
