import { z } from "zod";
import { isColumns } from "@/lib/leads/list/columns/schema";

/** Empty: as everybody has them. */
export const arrangeInput = z.object({
  columns: z
    .string()
    .max(1000)
    .refine((text) => text === "" || isColumns(text), "notValid"),
});
export type ArrangeInput = z.output<typeof arrangeInput>;
