import { z } from "zod";

export const MOST_FILE_BYTES = 20 * 1024 * 1024;
/** With one note, or added to a lead in one go. */
export const MOST_FILES_AT_ONCE = 10;

/** What a browser draws or reads without running anything of it; everything else is only handed over. */
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/pdf"];
export const isShown = (type: string): boolean => SHOWN.includes(type);
export const isPicture = (type: string): boolean => isShown(type) && type.startsWith("image/");

/** What an upload was answered with: it is on the disk, and no lead's yet. */
export const uploads = z.array(z.string().max(4000)).max(MOST_FILES_AT_ONCE, "tooManyFiles");

export const uploadAddress = z.object({
  lead: z.uuid(),
  name: z.string().max(1000).default(""),
});

export const fileInput = z.object({ fileId: z.uuid() });
export type FileInput = z.infer<typeof fileInput>;

export const attachFilesInput = z.object({ leadId: z.uuid(), uploads: uploads.min(1) });
export type AttachFilesInput = z.infer<typeof attachFilesInput>;

export type Uploaded = { upload: string; name: string; type: string; size: number };

export type FileView = {
  id: string;
  name: string;
  type: string;
  size: number;
  at: string;
  /** Who brought it. */
  by: string;
  /** Whether the reader may take it away. */
  removable: boolean;
};

export const fileHref = (id: string): string => `/api/leads/files/${id}`;
