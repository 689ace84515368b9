import { z } from "zod";

export const FORMATS = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** The list's own address, and as what. */
export const exportAddress = z.object({ format: z.enum(FORMATS) }).catchall(z.string());
export type ExportAddress = z.output<typeof exportAddress>;
