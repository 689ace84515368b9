import { z } from "zod";

/** What arrivals can be filtered by, in the order of the address. */
export const FILTERS = [
  "state",
  "outcome",
  "reason",
  "check",
  "source",
  "plugin",
  "via",
  "from",
  "to",
  "submitted",
  "ended",
  "q",
] as const;

export const OUTCOMES = ["created", "touched", "updated"] as const;
export const VIAS = ["push", "pull", "hand", "api", "demo"] as const;

const text = z.string().max(200);
export const inboxFilter = z.object(
  Object.fromEntries(FILTERS.map((key) => [key, text.optional()])) as Record<
    (typeof FILTERS)[number],
    z.ZodOptional<typeof text>
  >,
);

/** Whether it ended as it should: `well` or `badly`. What waits, what is a test or a draft, and spam are neither. */
export const ENDED = ["well", "badly"] as const;
export type Ended = (typeof ENDED)[number];

/** A plugin's test, a visitor's draft, what a site threw away, nothing and far too much: never meant to be a lead. */
export const NEVER_MEANT = "^(test|draft|trashed|empty|no_values|too_large)";
/** Whoever knocks without the right address is a stranger, and says nothing of the source. */
export const STRANGERS = ["no_token", "wrong_token"];

const neverMeant = new RegExp(NEVER_MEANT);

/** Whether somebody should look at how an arrival ended: it may have been meant to be a lead. */
export function endsBadly({ state, reason }: { state: string; reason: string }): boolean {
  if (state === "quarantined") return !STRANGERS.includes(reason);
  return state === "failed" || (state === "rejected" && !neverMeant.test(reason));
}

/** `check` spoke for spam. `from` and `to` are days of receipt, `submitted` the day somebody sent it, which no test was; all in the organisation's zone. */
export type InboxFilter = Partial<Record<(typeof FILTERS)[number], string>>;

/** Where a delivery can end, as a person tells them apart: what was processed by what became of it. */
export const ENDS = [
  "received",
  "created",
  "touched",
  "updated",
  "duplicate",
  "spam",
  "rejected",
  "failed",
  "quarantined",
] as const;
export type End = (typeof ENDS)[number];

const isOutcome = (end: string): boolean => (OUTCOMES as readonly string[]).includes(end);

export const endOf = ({ state, outcome }: { state: string; outcome: string }): End =>
  (state === "processed" ? outcome || "created" : state) as End;

/** The part of a filter that asks for one end. */
export const filterOfEnd = (end: End): InboxFilter =>
  isOutcome(end) ? { state: "processed", outcome: end } : { state: end };
