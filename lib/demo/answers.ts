import type { ChangeAnswers } from "@/lib/leads/status/schema";

const REASONS = ["price", "no-answer", "competitor", "volume", "no-need", "price", "no-answer"];
const DAY_MS = 86_400_000;

/** What somebody says when they move a lead there: the same each time the story is told, and without another throw of its dice. */
export function answersTo(step: { at: Date; key: string }, reasons: Record<string, string>): ChangeAnswers {
  const minutes = Math.floor(step.at.getTime() / 60_000);
  switch (step.key) {
    case "did-not-advance":
    case "not-viable":
      return { lostReasonId: reasons[REASONS[minutes % REASONS.length] ?? ""] };
    case "on-hold":
      return { holdUntil: new Date(step.at.getTime() + (10 + (minutes % 60)) * DAY_MS).toISOString().slice(0, 10) };
    case "quoted":
      return { amountCents: (120 + (minutes % 97) * 35) * 1_000_000 };
    default:
      return {};
  }
}
