import { z } from "zod";

export const beginAgainInput = z.object({ reason: z.string().trim().min(1, "required").max(500, "tooLong") });
export type BeginAgainInput = z.output<typeof beginAgainInput>;
