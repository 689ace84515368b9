import { z } from "zod";

/** Whose values go: of whom it is told, not who told it. */
export const eraseInput = z.object({
  subjectType: z.enum(["lead", "user"]),
  subjectId: z.uuid(),
  reason: z.string().trim().min(1, "required").max(500, "tooLong"),
});
export type EraseInput = z.output<typeof eraseInput>;
