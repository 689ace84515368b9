import { z } from "zod";
import { tooLong } from "@/lib/core/errors";
import { uploads } from "@/lib/leads/files/schema";
import { text } from "@/lib/leads/schema";

/** A hundred pages. */
export const LONGEST_NOTE = 400_000;
export const MOST_MENTIONS = 50;

const body = text(LONGEST_NOTE);

export const addNoteInput = z
  .object({ leadId: z.uuid(), body, uploads: uploads.default([]) })
  .refine((note) => note.body !== "" || note.uploads.length > 0, { path: ["body"], error: "required" });
/** `uploads`: what was answered when its files were sent. */
export type AddNoteInput = { leadId: string; body: string; uploads?: string[] };

export const editNoteInput = z.object({
  noteId: z.uuid(),
  body: body.pipe(z.string().min(1, "required")),
  /** What it said when the editing began. */
  seenBody: z.string().max(2 * LONGEST_NOTE),
});
export type EditNoteInput = z.infer<typeof editNoteInput>;

export const noteInput = z.object({ noteId: z.uuid() });
export type NoteInput = z.infer<typeof noteInput>;

export const mentionableInput = z.object({ leadId: z.uuid() });

/** Somebody who may see the lead. `label`: their name, told from another of the same name. */
export type Mentionable = { id: string; label: string; name: string; jobTitle: string };

/** What a note said, and when it was written so. */
export type NoteVersionView = { body: string; at: string };

/** Names of the people that are named, by their ids. */
export type MentionNames = Record<string, string>;

/** A note that names the reader. */
export type MentionRow = {
  noteId: string;
  at: string;
  author: string;
  leadNumber: number;
  leadLabel: string;
  leadName: string;
  body: string;
  names: MentionNames;
};

const MENTION = /@\{([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}/g;

/** Ids of the people that a note names, each once. */
export function mentionsIn(stored: string): string[] {
  return [...new Set([...stored.matchAll(MENTION)].map(([, id = ""]) => id))];
}

/** What a file says, whom no sign in it names. */
export function namingNobody(text: string): string {
  return text.replaceAll(MENTION, (sign) => sign.replace("@", "@ "));
}

/** A note in parts: its words, and who is named between them. */
export function noteParts(stored: string): ({ text: string } | { mention: string })[] {
  return stored.split(MENTION).map((part, index) => (index % 2 === 0 ? { text: part } : { mention: part }));
}

/** As it is read: everybody by name. */
export function noteText(stored: string, names: MentionNames): string {
  return stored.replaceAll(MENTION, (_, id: string) => `@${names[id] ?? "…"}`);
}

export type Picked = Pick<Mentionable, "id" | "label">;

/** What was typed, with each picked person's `@name` as their id; the longer name first, so that none is part of another. */
export function storedNote(typed: string, picked: readonly Picked[]): string {
  return picked
    .toSorted((a, b) => b.label.length - a.label.length)
    .reduce((note, { id, label }) => note.replaceAll(named(label), `@{${id}}`), typed);
}

/** The name by itself: “@Ana” isn't in “@Anabel”. */
function named(label: string): RegExp {
  return new RegExp(`@${label.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}])`, "gu");
}

/** Why a note as it would be stored is too long to be kept: told while it is typed, before it is sent. */
export function tooLongNote(stored: string): string | undefined {
  const { length } = stored.trim();
  return length > LONGEST_NOTE ? tooLong(LONGEST_NOTE, length) : undefined;
}

/** A note as its author edits it: everybody by name, those of one name told apart. */
export function typedNote(stored: string, names: MentionNames): { typed: string; picked: Picked[] } {
  const taken = new Map<string, number>();
  const picked = mentionsIn(stored).map((id) => {
    const name = names[id] ?? "…";
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { id, label: count === 1 ? name : `${name} (${count})` };
  });
  return { typed: noteText(stored, Object.fromEntries(picked.map(({ id, label }) => [id, label]))), picked };
}
