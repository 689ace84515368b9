import { z } from "zod";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import { DATE_ORDERS } from "@/lib/intake/schema";
import { isTimeZone } from "@/lib/core/time-zone";

export const MOST_BYTES = 200 * 1024 * 1024;
/** A workbook is read as a whole. */
export const MOST_WORKBOOK_BYTES = 40 * 1024 * 1024;
export const MOST_ROWS = 500_000;
export const MOST_COLUMNS = 200;
/** So many of a workbook's sheets can be chosen. */
export const MOST_SHEETS = 200;

export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export const DELIMITERS = [",", ";", "\t", "|"] as const;

export const csvShape = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  header: z.boolean(),
  /** The row in the file that holds the headings; what stands above it is no data. Found where nobody says. */
  headerRow: z.number().int().min(1, "notValid").max(MOST_ROWS, "notValid").optional(),
  /** Of a workbook: which of its sheets, counted from one. */
  sheet: z.number().int().min(1, "notValid").max(MOST_SHEETS, "notValid").optional(),
});
export type CsvShape = z.output<typeof csvShape>;
/** How a file is written; `sheets`: what a workbook's are called. */
export type Shape = CsvShape & { format: "csv" | "xlsx"; sheets?: string[] };

/** Where a column can go. `extra` keeps it under its own label; a `customer` is a person or a firm, as each row tells; a `note` is what somebody here wrote of the lead. */
export const COLUMN_TARGETS = [
  "contactName",
  "firstName",
  "lastName",
  "firm",
  "customer",
  "email",
  "phone",
  "service",
  "message",
  "note",
  "status",
  "owner",
  "submittedAt",
  "amount",
  "priority",
  "tags",
  "channel",
  "subChannel",
  "utm.source",
  "utm.medium",
  "utm.campaign",
  "utm.term",
  "utm.content",
  "pageUrl",
  "extra",
  "ignore",
] as const;
/** Or a custom field. */
export type ColumnTarget = (typeof COLUMN_TARGETS)[number] | FieldName;

export const MATCH_KEYS = ["email", "phone", "firm"] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

export const ON_MATCH = ["fill", "update", "overwrite", "touch", "skip"] as const;
export const OVERWRITABLE = ["contactName", "firm", "email", "phone", "service", "message", "status", "owner"] as const;
export type Overwritable = (typeof OVERWRITABLE)[number];
/** And what the file says in custom fields, an amount, and how urgent it is. */
export const OVERWRITES = [...OVERWRITABLE, "ownFields", "amount", "priority"] as const;

const short = z.string().trim().max(120, "tooLong");

/** What rows name and the house may not know. */
export const NAMED = ["status", "owner"] as const;
export type Named = (typeof NAMED)[number];
/** Instead of a status or a person: as if the row said none. */
export const NOBODYS = "none";
export const MOST_SAID = 500;
const meanings = z
  .array(z.object({ word: z.string().trim().min(1).max(300), means: z.union([z.literal(NOBODYS), z.uuid()]) }))
  .max(MOST_SAID);

export const importSettings = z.object({
  /** One target per column, in the file's order. */
  mapping: z
    .array(
      z.union([z.enum(COLUMN_TARGETS), z.custom<FieldName>((text) => typeof text === "string" && isFieldName(text))]),
    )
    .max(MOST_COLUMNS),
  /** Null: leads of any of one's companies, for a file that only updates. */
  companyId: z.uuid().nullable(),
  leadTypeId: z.uuid("required"),
  /** Of new leads, unless a column says. */
  statusId: z.uuid("required"),
  ownerId: z.uuid().nullable(),
  channel: short,
  subChannel: short,
  dateOrder: z.enum(DATE_ORDERS),
  timeZone: z.string().refine(isTimeZone, "timeZone"),
  /** The first that finds somebody counts; none: every row is new. */
  matchBy: z.array(z.enum(MATCH_KEYS)),
  onMatch: z.enum(ON_MATCH),
  /** For `update`, which fills in the others, and `overwrite`, which leaves them. */
  overwrite: z.array(z.enum(OVERWRITES)),
  onNew: z.enum(["create", "refuse"]),
  /** What words that nobody knew mean, as somebody said after a dry run. */
  said: z.object({ status: meanings, owner: meanings }).optional(),
});
export type ImportSettings = z.output<typeof importSettings>;

export type Said = NonNullable<ImportSettings["said"]>;

const importId = z.uuid();
export const importInput = z.object({ importId });
export type ImportInput = z.output<typeof importInput>;
export const checkImportInput = z.object({ importId, settings: importSettings });
export type CheckImportInput = z.output<typeof checkImportInput>;
export const reshapeInput = z.object({ importId, shape: csvShape });
export type ReshapeInput = z.output<typeof reshapeInput>;

export const OUTCOMES = ["new", "updated", "touched", "unchanged", "skipped", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What an undo made of a row; empty where there was nothing to take back, or not yet. */
export const UNDOS = ["", "undone", "kept"] as const;
export type Undo = (typeof UNDOS)[number];

/** Why a row comes out as it does, and what that is about. */
export type Note = { reason: string; detail: string };

export type Stage = "read" | "check" | "run" | "undo";
export type ImportState = "working" | "done" | "stopped" | "failed";

/** How many rows came out how, and why. */
export type OutcomeCount = {
  outcome: Outcome;
  reason: string;
  undo: string;
  count: number;
  /** Of how many more than this reason is wrong. */
  more: number;
  /** Some of them name a status that there isn't. */
  asksStatus: boolean;
};

export type ImportProgress = {
  id: string;
  stage: Stage;
  state: ImportState;
  reason: string;
  rowCount: number;
  /** Rows settled in this stage. */
  settled: number;
  counts: OutcomeCount[];
  /** How many rows change each field. */
  fields: { field: string; label?: string; count: number }[];
};

export type ImportRowView = {
  line: number;
  /** As they stand in the file. */
  values: string[];
  outcome: Outcome;
  reason: string;
  detail: string;
  /** What else there is to say. */
  notes: Note[];
  leadNumber: number | null;
  changes: { field: string; label?: string; from: string; to: string }[];
  undo: string;
  undoReason: string;
};

export type ImportColumn = { label: string; samples: string[] };

/**
 * A word that names nothing here, or did until somebody said what it means; `rows` that are refused because of it; `before`: what
 * it was said to mean for an earlier file.
 */
export type UnknownWord = { word: string; rows: number; means: string; before: string };
/** Of each kind the most frequent ones, and how many more words there are, in how many rows. */
export type UnknownWords = Record<Named, { words: UnknownWord[]; more: { words: number; rows: number } }>;
