import { z } from "zod";

const FORMATS = ["csv", "xlsx"] as const;

/** The list's own address, and as what. */
export const exportAddress = z.object({ format: z.enum(FORMATS) }).catchall(z.string());
export type ExportAddress = z.output<typeof exportAddress>;
