import { shortened } from "@/lib/core/text";
import { mentionsIn } from "@/lib/leads/notes/schema";
import { noteOfLogged, noteOfOutcome, outcomeIn, ownContact } from "@/lib/leads/timeline/contact";
import { CONTACT_CHANNELS } from "@/lib/leads/schema";
import type { Changes } from "@/lib/core/events";
import type { StatusView, Vocabulary } from "@/lib/leads/page/schema";
import type { ContactReader, StoredAttempt } from "@/lib/leads/timeline/contact";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";
import type { FieldChange, Named, NoteFile, OwnField, StatusAnswers, TimelineEntry } from "@/lib/leads/timeline/schema";

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
  recordedAt: Date;
  body: string | null;
  authorId: string | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  files: FileOfEvent[] | null;
  attempt: StoredAttempt | null;
  touch: TouchpointView | null;
};

type FileOfEvent = Omit<NoteFile, "own"> & { uploaderId: string };

/** The import under whose id events were written; from which event on it was undone. `id` only for who may open it. */
export type ImportOfLead = { id: string | null; name: string; undoneFrom: string | null };

/** Who and what is spoken of, by id; the custom fields by their names. */
export type Names = ReadonlyMap<string, string> & { fields?: ReadonlyMap<string, OwnField> };

/** Who reads, and whether they may open what arrived. */
type Reader = ContactReader & { opensDeliveries: boolean };

/** An event as the timeline tells it: every id by the name people know it by. */
export function timelineEntry(
  event: StoredOfLead,
  words: Vocabulary,
  names: Names,
  imports: ReadonlyMap<string, ImportOfLead>,
  reader: Reader,
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
  return { ...common, ...(toldOfNotes(event, names, reader.id) ?? told(event, words, names, reader)) };
}

type Told = TimelineEntry extends infer Entry
  ? Entry extends TimelineEntry
    ? Omit<Entry, "seq" | "at" | "history" | "actor" | "of" | "import">
    : never
  : never;

function told(event: StoredOfLead, words: Vocabulary, names: Names, reader: Reader): Told {
  const { changes, payload } = event;
  const status = (id: unknown) => statusNamed(words, id);
  const name = (id: unknown) => names.get(text(id)) ?? "";
  switch (event.name) {
    case "lead.created":
      return { kind: "created", source: name(payload["sourceId"]), touch: event.touch };
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
        outcome: outcomeIn(payload["outcome"]),
        note: noteOfLogged(event),
        ...toldLater(event),
        ...ownContact(event.attempt, reader),
      };
    case "lead.contactOutcome":
      return {
        kind: "outcome",
        attemptId: text(payload["attemptId"]),
        channel: channel(payload),
        from: outcomeIn(changes["outcome"]?.from),
        to: outcomeIn(changes["outcome"]?.to),
        note: noteOfOutcome(event),
        ...ownContact(event.attempt, reader),
      };
    case "lead.contactTakenBack":
      return { kind: "contactTakenBack", attemptId: text(payload["attemptId"]), channel: channel(payload) };
    case "lead.touched":
      return { kind: "touched", source: name(payload["sourceId"]), touch: event.touch };
    case "lead.touchRemoved":
      return {
        kind: "touchRemoved",
        touchpointId: text(payload["touchpointId"]),
        spam: payload["because"] === "spam",
        deliveryId: reader.opensDeliveries ? text(payload["deliveryId"]) || null : null,
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
    case "lead.dueSoon":
    case "lead.overdue":
      return {
        kind: event.name === "lead.overdue" ? "overdue" : "dueSoon",
        clock: payload["clock"] === "assign" ? "assign" : "respond",
        target: text(payload["target"]),
      };
    case "lead.taskAdded":
    case "lead.taskChanged":
    case "lead.taskDone":
    case "lead.taskReopened":
    case "lead.taskRemoved":
      return { kind: TASK_KINDS[event.name], title: text(payload["title"]) };
    case "lead.rotting":
      return { kind: "rotting", hours: Number(payload["hours"]) };
    case "lead.duplicateDismissed":
      return { kind: "notSame", other: text(payload["otherLabel"]) };
    default:
      return { kind: "other", name: event.name };
  }
}

const TASK_KINDS = {
  "lead.taskAdded": "taskAdded",
  "lead.taskChanged": "taskChanged",
  "lead.taskDone": "taskDone",
  "lead.taskReopened": "taskReopened",
  "lead.taskRemoved": "taskRemoved",
} as const;

/** Notes and files: what they say now, whatever they said then. */
function toldOfNotes(event: StoredOfLead, names: Names, readerId: string | null): Told | undefined {
  const { payload, body } = event;
  const files = (event.files ?? []).map(({ uploaderId, ...file }) => ({ ...file, own: uploaderId === readerId }));
  if (event.name === "lead.filesAdded") return { kind: "filesAdded", names: texts(payload["names"]), files };
  if (event.name === "lead.fileRemoved") return { kind: "fileRemoved", name: text(payload["name"]) };
  if (event.name !== "lead.noteAdded") return undefined;
  return {
    kind: "note",
    noteId: text(payload["noteId"]),
    body: body ?? "",
    names: Object.fromEntries(mentionsIn(body ?? "").map((id) => [id, names.get(id) ?? ""])),
    own: event.authorId !== null && event.authorId === readerId,
    editedAt: event.editedAt?.toISOString() ?? null,
    deletedAt: event.deletedAt?.toISOString() ?? null,
    files,
  };
}

const MINUTE_MS = 60_000;

/** When a contact was told that had been made earlier. */
function toldLater({ history, occurredAt, recordedAt }: StoredOfLead): { toldAt?: string } {
  const later = recordedAt.getTime() - occurredAt.getTime() > MINUTE_MS;
  return later && !history ? { toldAt: recordedAt.toISOString() } : {};
}

const LONGEST_VALUE = 600;

function fieldChanges(changes: Changes, words: Vocabulary, names: Names): FieldChange[] {
  return Object.entries(changes).map(([field, { from, to }]) => {
    const say = (value: unknown) => {
      if (field === "leadTypeId") return typeLabel(words, value);
      if (field === "companyId") return names.get(text(value)) ?? "";
      if (field === "lostReason") return words.reasons.find(({ id }) => id === value)?.label ?? "";
      if (field === "amount") return typeof value === "number" ? String(value) : "";
      return shortened(Array.isArray(value) ? value.join(", ") : text(value), LONGEST_VALUE);
    };
    const own = names.fields?.get(field);
    // Nothing becomes nothing: what it was isn't told.
    const isHidden = from === null && to === null;
    return { field, from: say(from), to: say(to), ...(own && { own }), ...(isHidden && { hidden: true }) };
  });
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

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function channel(payload: Record<string, unknown>) {
  return CONTACT_CHANNELS.find((known) => known === payload["channel"]) ?? "call";
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
