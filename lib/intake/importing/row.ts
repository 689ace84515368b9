import { fold, visible } from "@/lib/core/text";
import { parseWhen } from "@/lib/core/when";
import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { keysOf } from "@/lib/leads/bulk/schema";
import { LONGEST_NOTE, namingNobody } from "@/lib/leads/notes/schema";
import { saysNothing } from "@/lib/intake/absent";
import { beyondOf } from "@/lib/intake/importing/beyond";
import { put } from "@/lib/intake/json";
import { isAbsentText } from "@/lib/intake/values";
import { customerIn } from "@/lib/intake/importing/customers";
import { emailAmong, isSum, phoneAmong } from "@/lib/intake/importing/contacts";
import type { SaidCell } from "@/lib/intake/importing/contacts";
import type { Beyond } from "@/lib/intake/importing/beyond";
import type { ColumnTarget, ImportSettings, Note } from "@/lib/intake/importing/schema";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ReadingHints } from "@/lib/leads/custom-fields/reading/schema";
import type { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import type { TagRow } from "@/lib/leads/tags/renamed/schema";
import type { PersonKeys } from "@/lib/leads/bulk/schema";

/** What a row says, once its cells have meanings. */
export type RowRecord = {
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  service: string;
  message: string;
  /** What somebody here wrote of them, and under which columns. */
  note: string;
  noteLabels: string[];
  keys: PersonKeys;
  /** Further numbers of theirs, as they are compared. */
  otherPhones: string[];
  statusId: string | null;
  ownerId: string | null;
  channel: string;
  subChannel: string;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
  pageUrl: string;
  extra: Record<string, string>;
  /** In custom fields, by their names, as it is written. */
  own: OwnValues;
  beyond: Beyond;
  /** Under which columns that stands. */
  beyondLabels: Partial<Record<keyof Beyond, string>>;
  /** What the fields it was meant for can't hold; it is kept as an extra value. */
  unread: Note[];
  /** Null: the file doesn't say. */
  at: Date | null;
};
/** Everything that is wrong with a row, never nothing. */
export type Refusal = { refused: [Note, ...Note[]] };

/** Ids by what rows call them, folded; null: what is said to mean none. */
export type KnownWords = ReadonlyMap<string, string | null>;
/** What rows speak of. */
export type RowWords = {
  statuses: KnownWords;
  owners: KnownWords;
  services?: ServiceNames;
  tags?: readonly TagRow[];
};
export type RowContext = {
  settings: Pick<ImportSettings, "mapping" | "dateOrder" | "timeZone">;
  /** What each is called, none as another. */
  columns: readonly string[];
  words: RowWords;
  country: string;
  now: Date;
  /** The custom fields there are, and in which currency and with which decimal sign the organisation writes. */
  fields: readonly FieldDefinition[];
  hints: ReadingHints;
};

const LINE = 300;
const MESSAGE = 20_000;

/** One row as a record, or why it is refused. */
export function readRow(cells: readonly string[], context: RowContext): RowRecord | Refusal {
  const { words } = context;
  const said = gather(cells, context);
  const line = (target: ColumnTarget) => (said.get(target) ?? []).join(" ").replace(/\s+/g, " ").slice(0, LINE);
  const named = line("contactName") || `${line("firstName")} ${line("lastName")}`.trim();
  const customer = customerIn(line("customer"), { contactName: named, firm: line("firm") });
  const { contactName } = customer;
  const mailCells = cellsFor("email", cells, context);
  const typedEmail = mailCells.map(({ cell }) => cell).join("; ");
  const email = emailAmong(mailCells, contactName);
  const phone = phoneAmong(cellsFor("phone", cells, context), context.country);
  const at = readTime(line("submittedAt"), context);
  const statusId = lookUp(words.statuses, line("status"));
  const ownerId = lookUp(words.owners, line("owner"));
  const person = {
    contactName,
    firm: customer.firm,
    email: email.value ?? "",
    phone: phone.value ?? "",
    service: words.services?.named(line("service")) ?? line("service"),
  };
  const keys = keysOf(person, context.country);
  // Whoever is known by a phone or a firm is somebody without the mail as well; the cell isn't lost.
  const keepsMail = email.value === undefined && (keys.phoneKey !== "" || keys.firmKey !== "");
  const says = person.contactName || person.firm || typedEmail || person.phone;
  const [first, ...others] = [
    email.value === undefined && !keepsMail && note("email_invalid", typedEmail),
    typeof at === "string" && note(at, line("submittedAt")),
    statusId === undefined && note("status_unknown", line("status")),
    ownerId === undefined && note("owner_unknown", line("owner")),
    !says && note("no_contact", ""),
    isSum(person, keys.phoneKey !== "") && note("sum_row", person.contactName || person.firm),
  ].filter((problem) => problem !== false);
  if (first) return { refused: [first, ...others] };
  const { own, unread, kept } = ownIn(cells, context);
  const more = beyondOf(cells, context);
  return {
    ...person,
    message: (said.get("message") ?? []).join("\n").slice(0, MESSAGE),
    ...noteIn(cellsFor("note", cells, context)),
    keys,
    otherPhones: phone.others,
    statusId: statusId ?? null,
    ownerId: ownerId ?? null,
    channel: line("channel").slice(0, 120),
    subChannel: line("subChannel").slice(0, 120),
    utm: {
      source: line("utm.source"),
      medium: line("utm.medium"),
      campaign: line("utm.campaign"),
      term: line("utm.term"),
      content: line("utm.content"),
    },
    pageUrl: line("pageUrl"),
    extra: {
      ...(keepsMail ? saidUnder("email", cells, context) : email.kept),
      ...phone.kept,
      ...extraOf(cells, context),
      // Said to mean none, a word is still what the file said.
      ...(statusId === null ? saidUnder("status", cells, context) : {}),
      ...(ownerId === null ? saidUnder("owner", cells, context) : {}),
      ...(customer.isHeld ? {} : saidUnder("customer", cells, context)),
      ...kept,
      ...more.kept,
    },
    own,
    beyond: more.beyond,
    beyondLabels: more.labels,
    unread: [...(keepsMail ? [note("email_kept", typedEmail)] : []), ...unread, ...more.unread],
    at: at instanceof Date ? at : null,
  };
}

export const isRefusal = (read: RowRecord | Refusal): read is Refusal => "refused" in read;

const note = (reason: string, detail: string): Note => ({ reason, detail: detail.slice(0, LINE) });

function gather(cells: readonly string[], { settings, words }: RowContext): Map<ColumnTarget, string[]> {
  const said = new Map<ColumnTarget, string[]>();
  // A status may be called "None".
  const known: Partial<Record<ColumnTarget, KnownWords>> = { status: words.statuses, owner: words.owners };
  settings.mapping.forEach((target, index) => {
    const cell = visible(cells[index] ?? "").trim();
    if (target === "extra" || target === "ignore") return;
    if (saysNothing(target, cell) && !known[target]?.has(fold(cell))) return;
    const before = said.get(target);
    if (before) before.push(cell);
    else said.set(target, [cell]);
  });
  return said;
}

/** Of several columns each says which it is. */
function noteIn(said: SaidCell[]): Pick<RowRecord, "note" | "noteLabels"> {
  const lines = said.map(({ label, cell }) => (said.length > 1 ? `${label}: ${cell}` : cell));
  return {
    note: namingNobody(lines.join("\n").slice(0, LONGEST_NOTE)),
    noteLabels: said.map(({ label }) => label),
  };
}

/** The moment, null for nothing said, else why it can't be. */
function readTime(text: string, { settings, now }: RowContext): Date | "date_unreadable" | "date_ahead" | null {
  if (text === "") return null;
  const when = parseWhen(text, { timeZone: settings.timeZone, order: settings.dateOrder });
  if (!when) return "date_unreadable";
  const at = new Date(when.iso);
  return at > now ? "date_ahead" : at;
}

/** Null for nothing said, undefined for what nobody knows. */
function lookUp(words: KnownWords, text: string): string | null | undefined {
  return text === "" ? null : words.get(fold(text));
}

/** A cell that its field can't hold, or not as well, loses nothing: it is an extra value, under the column's label. */
function ownIn(cells: readonly string[], { settings, columns, fields, hints }: RowContext) {
  const own: OwnValues = {};
  const unread: Note[] = [];
  const kept: Record<string, string> = {};
  settings.mapping.forEach((target, index) => {
    const cell = visible(cells[index] ?? "").trim();
    if (!isFieldName(target) || isAbsentText(cell)) return;
    const field = fields.find(({ key }) => key === keyOfName(target));
    const value = field && readValue(field, cell, { ...hints, order: settings.dateOrder });
    const said = value === undefined ? undefined : written(value);
    if (said !== undefined && (own[target] ?? said) === said) own[target] = said;
    else if (said !== undefined || !saysNothing(target, cell)) {
      const { [index]: label = "" } = columns;
      put(kept, label, cell);
      unread.push(note("own_unreadable", `${label}: ${cell}`));
    }
  });
  return { own, unread, kept };
}

/** The cells of a target that say something. */
function cellsFor(target: ColumnTarget, cells: readonly string[], { settings, columns }: RowContext): SaidCell[] {
  return settings.mapping.flatMap((one, index) => {
    const cell = visible(cells[index] ?? "").trim();
    return one === target && !saysNothing(target, cell) ? { label: columns[index] ?? "", cell } : [];
  });
}

/** The same by their columns. */
const saidUnder = (target: ColumnTarget, cells: readonly string[], context: RowContext): Record<string, string> =>
  Object.fromEntries(cellsFor(target, cells, context).map(({ label, cell }) => [label, cell]));

function extraOf(cells: readonly string[], { settings, columns }: RowContext): Record<string, string> {
  const extra: Record<string, string> = {};
  settings.mapping.forEach((target, index) => {
    const { [index]: cell = "" } = cells;
    if (target === "extra" && !isAbsentText(cell)) put(extra, columns[index] ?? "", cell);
  });
  return extra;
}
