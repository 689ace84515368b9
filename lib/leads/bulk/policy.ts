import { BULK_ANSWERS, valueIn } from "@/lib/leads/bulk/schema";
import { dayOf } from "@/lib/leads/status/answers";
import type { Changes } from "@/lib/core/events";
import type { BulkField, BulkLead, BulkSet } from "@/lib/leads/bulk/schema";

type Answer = (typeof BULK_ANSWERS)[number];

/**
 * What takes a lead back to what it was before these changes, where it still is what they made it; the fields that
 * somebody has changed since are named. What was answered goes back together with the status it was answered for.
 */
export function restoring(lead: BulkLead, changes: Changes): { back: BulkSet; others: string[] } {
  const entries = Object.entries(changes) as [BulkField | Answer, Changes[string]][];
  const stands = ([field, { to }]: (typeof entries)[number]) =>
    JSON.stringify(valueOf(lead, field)) === JSON.stringify(to);
  const moves = entries.some((entry) => entry[0] === "status" && stands(entry));
  const isAnswer = (field: string) => BULK_ANSWERS.some((answer) => answer === field);
  const going = entries
    .filter((entry) => stands(entry) && (moves || !isAnswer(entry[0])))
    .map(([field, { from }]) => [field, from]);
  const back = Object.fromEntries(going) as BulkSet;
  const others = entries.filter((entry) => !stands(entry)).map(([field]) => field);
  if (moves) {
    // Without a word of them they would go with the status that is left.
    const { lostReason = lead.lostReasonId ?? null, holdUntil = dayOf(lead.holdUntil ?? null) } = back;
    Object.assign(back, { lostReason, holdUntil });
  }
  return { back, others };
}

function valueOf(lead: BulkLead, field: BulkField | Answer) {
  if (field === "lostReason") return lead.lostReasonId ?? null;
  if (field === "holdUntil") return dayOf(lead.holdUntil ?? null);
  if (field === "amount") return amountOf(lead);
  return valueIn(lead, field);
}

/** In cents; null where nobody said one. */
export function amountOf({ amountCents }: Pick<BulkLead, "amountCents">): number | null {
  return amountCents === null || amountCents === undefined ? null : Number(amountCents);
}
