import { createHash } from "node:crypto";

/** A note that a file brings. */
export type BulkNote = { noteId: string; leadId: string; body: string; at: Date };

/** By which notes are compared; the database reckons the same. */
export const digestOf = (body: string): string => createHash("sha256").update(body).digest("hex");
