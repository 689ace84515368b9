import type { FieldErrors } from "@/lib/core/errors";
import type { Status } from "@/lib/core/prisma/client";
import type { ChangeAnswers } from "@/lib/leads/status/schema";

/** A day as `2026-12-31`. */
export function dayOf(date: Date | null): string | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}

/** Further off is a typing mistake. */
const LAST_DAY = "2100-01-01";

type Known = {
  /** What is told only now wasn't asked then. */
  history: boolean;
  today: string;
  reasonIsKnown: boolean;
  hasAmount: boolean;
};

/** What is wrong with what was answered to a change of status, by field. */
export function answerFields(
  wanted: Pick<Status, "asksReason" | "asksDate" | "asksAmount">,
  answers: ChangeAnswers,
  known: Known,
): FieldErrors {
  const { lostReasonId, holdUntil, amountCents } = answers;
  const fields: FieldErrors = {};
  const refuse = (field: keyof ChangeAnswers, why: string | false) => {
    if (why) fields[field] = why;
  };
  const lacks = (level: string, isThere: boolean) => level === "required" && !isThere && !known.history && "required";
  const unasked = (level: string, isThere: boolean) => level === "no" && isThere && "notAsked";

  refuse("lostReasonId", lacks(wanted.asksReason, Boolean(lostReasonId)));
  refuse("lostReasonId", unasked(wanted.asksReason, Boolean(lostReasonId)));
  refuse("lostReasonId", Boolean(lostReasonId) && !known.reasonIsKnown && "notValid");
  refuse("holdUntil", lacks(wanted.asksDate, Boolean(holdUntil)));
  refuse("holdUntil", unasked(wanted.asksDate, Boolean(holdUntil)));
  if (holdUntil && !known.history) {
    refuse("holdUntil", holdUntil < known.today && "dayPast");
    refuse("holdUntil", holdUntil >= LAST_DAY && "notValid");
  }
  const saysAmount = amountCents !== null && amountCents !== undefined;
  refuse("amountCents", lacks(wanted.asksAmount, saysAmount || known.hasAmount));
  refuse("amountCents", unasked(wanted.asksAmount, saysAmount));
  return fields;
}
