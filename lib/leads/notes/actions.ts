"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addNote, deleteNote, editNote } from "@/lib/leads/notes/commands";
import { mentionable, noteVersions } from "@/lib/leads/notes/queries";
import { addNoteInput, editNoteInput, mentionableInput, noteInput } from "@/lib/leads/notes/schema";

export const addNoteAction = defineAction({ input: addNoteInput, run: addNote });

export const editNoteAction = defineAction({ input: editNoteInput, run: editNote });

export const deleteNoteAction = defineAction({ input: noteInput, run: deleteNote });

export const noteVersionsAction = defineAction({ input: noteInput, run: noteVersions });

/** Who can be named in a note of a lead. */
export const mentionableAction = defineAction({ input: mentionableInput, run: mentionable });
