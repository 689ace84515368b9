import { z } from "zod";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FileView } from "@/lib/leads/files/schema";
import type { MentionNames } from "@/lib/leads/notes/schema";
import type { ContactChannel, ContactOutcome } from "@/lib/leads/schema";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

export const TIMELINE_FILTERS = ["all", "arrivals", "notes", "contacts", "changes"] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

/** Events on a page of the timeline. */
export const TIMELINE_PAGE = 30;

export const timelineInput = z.object({
  leadId: z.uuid(),
  filter: z.enum(TIMELINE_FILTERS).default("all"),
  /** Where the page before ended. */
  before: z
    .object({ at: z.iso.datetime(), seq: z.string().regex(/^\d{1,18}$/) })
    .nullable()
    .default(null),
});
export type TimelineInput = z.output<typeof timelineInput>;

/** A value as people call it: a status carries its colour, anything else is text. */
export type Named = { label: string; tone?: string };

/** What was said with a change of status; an amount in cents, a day as `2026-12-31`. */
export type StatusAnswers = { reason?: string; until?: string; amount?: number };

/** `hidden`: its values don't exist for the reader. `own`: it is a field that the organisation gave its leads, whose values are told as value.ts writes them. */
export type FieldChange = { field: string; from: string; to: string; own?: OwnField; hidden?: boolean };
export type OwnField = Pick<FieldView, "label" | "kind" | "options">;

/** A file of an entry; `own`: the reader brought it. */
export type NoteFile = Pick<FileView, "id" | "name" | "type" | "size"> & { own: boolean };

/** The reader's own contact of which it was said how it went, as it is noted now: it may be said anew. */
export type OwnContact = {
  outcome: Exclude<ContactOutcome, "pending">;
  note: string;
  at: string;
  /** It may still be taken back. */
  takenBack: boolean;
};

export type TimelineEntry = {
  seq: string;
  at: string;
  /** What happened long ago and was told later. */
  history: boolean;
  actor: { type: string; name: string };
  /** It happened to this lead, which was merged into the one shown. */
  of?: string;
  /** Brought by an import, or by taking one back; `id` where the reader may open it. */
  import?: { id: string | null; name: string; undone: boolean };
} &
  /** With `touch` of a lead that was merged into this one, which has its own words itself. */
  (
    | { kind: "created"; source: string; touch: TouchpointView | null }
    | { kind: "classified"; rules: string[]; status: Named; type: string }
    | { kind: "assigned"; from: string; to: string; method: string; reason: string }
    | { kind: "status"; from: Named; to: Named; answers: StatusAnswers; because: "undo" | "retired" | null }
    | { kind: "fields"; changes: FieldChange[] }
    | {
        kind: "contact";
        attemptId: string;
        channel: ContactChannel;
        outcome: ContactOutcome;
        note: string;
        /** Where it was told later than it was made. */
        toldAt?: string;
        own?: OwnContact;
      }
    | { kind: "contactTakenBack"; attemptId: string; channel: ContactChannel }
    | {
        kind: "outcome";
        attemptId: string;
        channel: ContactChannel;
        from: ContactOutcome;
        to: ContactOutcome;
        note: string;
        own?: OwnContact;
      }
    | {
        kind: "note";
        noteId: string;
        /** People are named in it by id. */
        body: string;
        names: MentionNames;
        /** The reader wrote it. */
        own: boolean;
        editedAt: string | null;
        deletedAt: string | null;
        files: NoteFile[];
      }
    | { kind: "filesAdded"; names: string[]; files: NoteFile[] }
    | { kind: "fileRemoved"; name: string }
    /** Without `touch` where it went with its import. */
    | { kind: "touched"; source: string; touch: TouchpointView | null }
    /** `deliveryId` where the reader may open what came. */
    | { kind: "touchRemoved"; touchpointId: string; spam: boolean; deliveryId: string | null }
    | { kind: "merged"; other: string; changes: FieldChange[] }
    | { kind: "mergedInto" | "unmerged" | "restored" | "notSame"; other: string }
    | { kind: "dueSoon" | "overdue"; clock: "assign" | "respond"; target: string }
    | { kind: "rotting"; hours: number }
    | { kind: "taskAdded" | "taskChanged" | "taskDone" | "taskReopened" | "taskRemoved"; title: string }
    | { kind: "waiting"; rule: string }
    | { kind: "reminded" | "escalated"; owner: string; minutes: number }
    | { kind: "emailKept" | "waitingOver" }
    | { kind: "other"; name: string }
  );

export type TimelinePage = { entries: TimelineEntry[]; more: boolean };
