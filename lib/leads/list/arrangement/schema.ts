import { z } from "zod";
import { MOST_COLUMNS_TEXT, isColumns } from "@/lib/leads/list/columns/schema";

/** Empty: as everybody has them. */
export const arrangeInput = z.object({
  columns: z
    .string()
    .max(MOST_COLUMNS_TEXT)
    .refine((text) => text === "" || isColumns(text), "notValid"),
});
export type ArrangeInput = z.output<typeof arrangeInput>;
