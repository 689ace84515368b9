import { shortened } from "@/lib/core/text";
import { isRefusal } from "@/lib/intake/importing/row";
import { OVERWRITABLE } from "@/lib/intake/importing/schema";
import { extraIn, extraName, extraSaid, withExtra } from "@/lib/leads/bulk/extra-values/schema";
import { ownIn } from "@/lib/leads/bulk/own-values/schema";
import { amountOf, valueOf } from "@/lib/leads/bulk/policy";
import { BULK_TEXTS, columnOf, keysOf } from "@/lib/leads/bulk/schema";
import { digestOf } from "@/lib/leads/bulk/notes/schema";
import { leadLabel } from "@/lib/leads/schema";
import { MOST_TAGS } from "@/lib/leads/tags/schema";
import type { Register } from "@/lib/intake/importing/register";
import type { Refusal, RowRecord } from "@/lib/intake/importing/row";
import type { ImportSettings, MatchKey, Note, Outcome, Overwritable } from "@/lib/intake/importing/schema";
import type { Changes } from "@/lib/core/events";
import type { BulkField, BulkLead, BulkSet, NewBulkLead, PersonKeys } from "@/lib/leads/bulk/schema";

export type Planned = {
  line: number;
  outcome: Outcome;
  reason: string;
  detail: string;
  notes: Note[];
  /** As it stands after this row. */
  lead: BulkLead | null;
  /** As it begins, for a new one. */
  created: NewBulkLead | null;
  set: BulkSet;
  /** What is noted on it; empty where it says nothing new. */
  note: string;
  /** What both change. */
  changes: Changes | null;
  record: RowRecord | null;
};

export type PlanContext = {
  settings: Pick<ImportSettings, "matchBy" | "onMatch" | "overwrite" | "onNew">;
  country: string;
  /** The status that only somebody's lead can have. */
  assignedStatusId: string;
  /** The lead a row would make. */
  make: (record: RowRecord) => NewBulkLead;
};

/** A row; `after` is the earlier one about the same person, where an earlier look at the whole file found it. */
export type ReadRow = { line: number; read: RowRecord | Refusal; after: number | undefined };

/** What becomes of each row, in the file's order: a row may be about a lead that an earlier one made. */
export function planRows(rows: readonly ReadRow[], register: Register, context: PlanContext): Planned[] {
  return rows.map((row) => {
    const step = planRow(row.read, register, context);
    const before = step.lead ? (register.lineOf(step.lead.id) ?? row.after) : undefined;
    if (step.lead) register.tell(step.lead.id, row.line);
    return { ...NOTHING, ...step, ...(before !== undefined && repeated(step, before)), line: row.line };
  });
}

const NOTHING = {
  ...{ reason: "", detail: "", notes: [], lead: null, created: null, set: {}, note: "", changes: null, record: null },
};
type Step = Partial<Planned> & { outcome: Outcome };

/** The person was in the file already: that is said first, then what there was to say anyway. */
function repeated({ outcome, reason, detail, notes = [] }: Step, line: number) {
  if (outcome === "refused" || outcome === "new") return {};
  const own = reason && reason !== "same" && reason !== "known" ? [{ reason, detail: detail ?? "" }] : [];
  return { reason: "again", detail: String(line), notes: [...own, ...notes] };
}

function planRow(read: RowRecord | Refusal, register: Register, context: PlanContext): Step {
  if (isRefusal(read)) {
    const [first, ...notes] = read.refused;
    return { outcome: "refused", ...first, notes };
  }
  const { settings } = context;
  const found = register.find(read, settings.matchBy);
  const isStranger = found === "stranger";
  if (found && !isStranger && "several" in found) {
    const labels = found.several.slice(0, 5).map((lead) => (lead.number ? leadLabel(lead.number) : read.firm));
    return { outcome: "refused", reason: "firm_several", detail: labels.join(", ") };
  }
  if (found && !isStranger) {
    const known = planKnown(read, found.lead, register, context);
    return { ...known, notes: [...(known.notes ?? []), ...newestOf(found), ...read.unread], record: read };
  }
  if (settings.onNew === "refuse") return { outcome: "refused", reason: "not_found" };
  const created = context.make(read);
  if (lacksOwner(created, context)) return { outcome: "refused", reason: "status_needs_owner" };
  const lead = { ...created };
  takeNote(lead, read.note);
  register.add(lead);
  return {
    outcome: "new",
    reason: isReachable(read) ? "" : "unreachable",
    lead,
    created,
    note: read.note,
    notes: [...(isStranger ? [{ reason: "shared_phone", detail: "" }] : []), ...read.unread],
    record: read,
  };
}

/** Which of several was taken is said, or somebody looks for what was written on another one. */
function newestOf({ by, among }: { by: MatchKey; among: number }): Note[] {
  return among > 1 ? [{ reason: `newest_${by}`, detail: String(among) }] : [];
}

function planKnown(record: RowRecord, lead: BulkLead, register: Register, context: PlanContext): Step {
  const { settings } = context;
  if (settings.onMatch === "skip") return { outcome: "skipped", reason: "known", lead };
  const note = settings.onMatch === "overwrite" || isNoted(lead, record.note) ? "" : record.note;
  if (settings.onMatch === "touch") {
    takeNote(lead, note);
    return { outcome: "touched", lead, note, changes: noted(note) };
  }
  const set = {
    ...(settings.onMatch !== "overwrite" && filling(record, lead)),
    ...(settings.onMatch !== "fill" && overwriting(record, lead, settings)),
  };
  const notes = leftOver(record, lead, set, note);
  if (Object.keys(set).length === 0 && note === "") {
    const said = unchanged(record, lead);
    const [first = said, ...others] = said.reason === "same" ? notes : [said, ...notes];
    return { outcome: "unchanged", ...first, notes: others, lead };
  }
  const after = { ...lead, statusId: set.status ?? lead.statusId, ownerId: set.owner ?? lead.ownerId };
  if (lacksOwner(after, context)) return { outcome: "refused", reason: "status_needs_owner", lead };
  const changes = Object.fromEntries(
    Object.entries(set).map(([field, to]) => [field, { from: valueOf(lead, field as BulkField | "amount"), to }]),
  );
  const texts = Object.fromEntries(
    BULK_TEXTS.flatMap((field) => (set[field] === undefined ? [] : [[field, set[field]]])),
  );
  const own = { ...lead.own, ...Object.fromEntries(ownIn(set)) };
  Object.assign(lead, texts, { own, statusId: after.statusId, ownerId: after.ownerId });
  for (const [name, to] of extraIn(set)) lead.extra = withExtra(lead.extra, name, to);
  if (set.tags) lead.tags = set.tags;
  if (set.priority !== undefined) lead.priority = set.priority;
  if (set.amount != null) lead.amountCents = BigInt(set.amount);
  Object.assign(lead, keysOf(lead, context.country));
  takeNote(lead, note);
  register.add(lead);
  return { outcome: "updated", lead, set, note, changes: { ...changes, ...noted(note) }, notes };
}

const SHOWN_NOTE = 300;

/** What the ledger tells of a note: the lead's history has all of it. */
export const noted = (note: string): Changes | null =>
  note === "" ? null : { note: { from: "", to: shortened(note, SHOWN_NOTE) } };

const isNoted = ({ notes = [] }: BulkLead, note: string) => note === "" || notes.includes(digestOf(note));

function takeNote(lead: BulkLead, note: string): void {
  if (note !== "") lead.notes = [...(lead.notes ?? []), digestOf(note)];
}

/** What the row says of extra values, an amount, a priority, tags and notes, and the lead doesn't get. */
function leftOver(record: RowRecord, lead: BulkLead, set: BulkSet, note: string): Note[] {
  const { extra, beyond, beyondLabels } = record;
  const there = {
    amountCents: (set.amount ?? amountOf(lead)) === beyond.amountCents,
    priority: (set.priority ?? lead.priority) === beyond.priority,
    tags: beyond.tags.every((tag) => (set.tags ?? lead.tags ?? []).includes(tag)),
  };
  const more = Object.entries(beyondLabels).filter(([field]) => !there[field as keyof typeof there]);
  const isThere = (label: string, said: string) =>
    said === "" || (set[extraName(label)] ?? extraSaid(lead.extra, extraName(label))) === said;
  const labels = [
    ...Object.entries(extra).flatMap(([label, said]) => (isThere(label, said) ? [] : [label])),
    ...more.map(([, label]) => label),
    ...(note === "" && !isNoted(lead, record.note) ? record.noteLabels : []),
  ];
  return labels.length === 0 ? [] : [{ reason: "extra_left", detail: labels.join(", ") }];
}

/** Somebody whom nobody can call, write to or look up. */
const isReachable = ({ email, phone, firm }: RowRecord) => email !== "" || phone !== "" || firm !== "";

const KEYS: Partial<Record<Overwritable, keyof PersonKeys>> = {
  email: "emailKey",
  phone: "phoneKey",
  firm: "firmKey",
};

/** What the row says otherwise and isn't taken from it, or that it says the same. */
function unchanged(record: RowRecord, lead: BulkLead): Note {
  const differs = OVERWRITABLE.filter((field) => {
    const said = record[columnOf(field)];
    if (said === null || said === "") return false;
    const key = KEYS[field];
    // Spelt otherwise it is the same mail, number or firm.
    return key ? record.keys[key] !== lead[key] : said !== lead[columnOf(field)];
  });
  return differs.length === 0 ? { reason: "same", detail: "" } : { reason: "differs", detail: differs.join(",") };
}

function lacksOwner(lead: Pick<BulkLead, "statusId" | "ownerId">, { assignedStatusId }: PlanContext): boolean {
  return lead.statusId === assignedStatusId && lead.ownerId === null;
}

/** What nobody had told yet. */
function filling(record: RowRecord, lead: BulkLead): BulkSet {
  const set: BulkSet = {};
  for (const field of BULK_TEXTS) {
    if (lead[field] === "" && record[field] !== "") set[field] = record[field];
  }
  for (const [name, said] of ownIn(record.own)) if (!lead.own?.[name]) set[name] = said;
  if (lead.ownerId === null && record.ownerId) set.owner = record.ownerId;
  for (const [label, said] of Object.entries(record.extra)) {
    if (said !== "" && extraSaid(lead.extra, extraName(label)) === "") set[extraName(label)] = said;
  }
  const { amountCents, tags } = record.beyond;
  if (amountOf(lead) === null && amountCents !== null) set.amount = amountCents;
  const known = lead.tags ?? [];
  const tagged = [...new Set([...known, ...tags])].slice(0, Math.max(MOST_TAGS, known.length));
  if (tagged.length > known.length) set.tags = tagged;
  return set;
}

/** What the file says of the chosen fields; an empty cell says nothing. */
function overwriting(record: RowRecord, lead: BulkLead, { overwrite }: PlanContext["settings"]): BulkSet {
  const set: BulkSet = {};
  for (const field of BULK_TEXTS) {
    if (overwrite.includes(field) && record[field] !== "" && record[field] !== lead[field]) set[field] = record[field];
  }
  if (overwrite.includes("ownFields"))
    for (const [name, said] of ownIn(record.own)) if (lead.own?.[name] !== said) set[name] = said;
  if (overwrite.includes("owner") && record.ownerId && record.ownerId !== lead.ownerId) set.owner = record.ownerId;
  if (overwrite.includes("status") && record.statusId && record.statusId !== lead.statusId) {
    set.status = record.statusId;
  }
  const { amountCents, priority } = record.beyond;
  if (overwrite.includes("amount") && amountCents !== null && amountCents !== amountOf(lead)) set.amount = amountCents;
  if (overwrite.includes("priority") && priority !== null && priority !== lead.priority) set.priority = priority;
  return set;
}
