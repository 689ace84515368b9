import { z } from "zod";
import { MOST_CENTS } from "@/lib/core/money";

export const ASKS = ["reason", "date", "amount"] as const;
export type Ask = (typeof ASKS)[number];
export const ASK_LEVELS = ["no", "optional", "required"] as const;
export type AskLevel = (typeof ASK_LEVELS)[number];
/** What moving a lead to a status asks; what it doesn't ask isn't in it. */
export type Asked = Partial<Record<Ask, Exclude<AskLevel, "no">>>;

/** What the program itself makes of a lead: where it begins, what assigning makes of it, what a contact makes of it. */
export const PARTS = ["start", "assigned", "contacted"] as const;
export type StatusPart = (typeof PARTS)[number];

/** What was answered to what a change of status asks. */
export const changeAnswers = {
  lostReasonId: z.uuid("notValid").nullish(),
  /** A day as `2026-12-31`, of the organisation's zone. */
  holdUntil: z.iso.date("notValid").nullish(),
  amountCents: z.int("notValid").min(0, "notValid").max(MOST_CENTS, "amountTooLarge").nullish(),
};

export type ChangeAnswers = z.infer<z.ZodObject<typeof changeAnswers>>;

/** What was answered, said anew; `null` takes it away. */
export const correctAnswersInput = z.object({
  leadId: z.uuid(),
  /** The status, and the value of each field in `set`, that the person saw. */
  seenStatusId: z.uuid(),
  set: z.object(changeAnswers),
  seen: z.object(changeAnswers),
});
export type CorrectAnswersInput = z.infer<typeof correctAnswersInput>;

export const takeBackStatusInput = z.object({ leadId: z.uuid(), changeId: z.uuid() });
export type TakeBackStatusInput = z.infer<typeof takeBackStatusInput>;
