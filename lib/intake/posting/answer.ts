import { leadLabel } from "@/lib/leads/schema";
import type { Posted, PostOutcome } from "@/lib/intake/posting/schema";

/** How a delivery stands, as far as its poster is told. */
export type PostedRow = {
  id: string;
  state: string;
  outcome: string;
  reason: string;
  problems: string[] | null;
  leadId: string | null;
  leadNumber: number | null;
};

/** The answer to a post. It follows from the delivery alone, so that the same post gets the same answer whenever it comes again. */
export function answerTo(row: PostedRow): Posted {
  const { id, state, leadId, leadNumber } = row;
  const outcome = outcomeOf(row);
  return {
    outcome,
    lead:
      leadId !== null && leadNumber !== null ? { id: leadId, number: leadNumber, label: leadLabel(leadNumber) } : null,
    // Why something failed on our side may quote what the program said; it is for those who read deliveries.
    delivery: { id, state, reason: state === "failed" ? "" : row.reason },
    ...(outcome === "rejected" && { code: "INVALID", fields: fieldsOf(row) }),
  };
}

function outcomeOf({ state, outcome, reason }: PostedRow): PostOutcome {
  if (state === "processed") return outcome === "touched" || outcome === "updated" ? outcome : "created";
  if (state === "received") return "waiting";
  if (state === "duplicate" || state === "spam" || state === "failed") return state;
  return reason === "test_ping" ? "test" : "rejected";
}

function fieldsOf({ reason, problems }: PostedRow): Record<string, string> {
  if (reason === "no_contact")
    return { email: problems?.includes("email_invalid") ? "notEmail" : "required", phone: "required" };
  if (reason === "source_paused") return { source: "paused" };
  return { body: BODIES[reason] ?? "notValid" };
}

/** What is wrong with a body that isn't read any further. */
const BODIES: Partial<Record<string, string>> = {
  too_large: "tooLong",
  too_deep: "tooDeep",
  not_an_object: "notAnObject",
};
