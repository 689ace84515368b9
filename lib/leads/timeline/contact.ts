import { CONTACT_OUTCOMES } from "@/lib/leads/schema";
import type { Changes } from "@/lib/core/events";
import type { ContactOutcome } from "@/lib/leads/schema";
import type { OwnContact } from "@/lib/leads/timeline/schema";

/** A contact as it is noted now. */
export type StoredAttempt = { id: string; userId: string; outcome: string; note: string; at: string };
/** Who reads, and the first attempt that they may take back. */
export type ContactReader = { id: string | null; takesBackFrom: string };

type Said = { payload: Record<string, unknown>; changes: Changes; attempt: StoredAttempt | null };

/** What was said stands where it was first said how it went, not twice: with the contact, … */
export function noteOfLogged({ payload, attempt }: Said): string {
  return payload["outcome"] === "pending" ? "" : (attempt?.note ?? "");
}

/** … or with its outcome. */
export function noteOfOutcome({ changes, attempt }: Said): string {
  return changes["outcome"]?.from === "pending" ? (attempt?.note ?? "") : "";
}

/** How a contact went; one that says nothing known waits for it. */
export function outcomeIn(value: unknown): ContactOutcome {
  return CONTACT_OUTCOMES.find((known) => known === value) ?? "pending";
}

/** What the reader may say anew: their own contact, once it was said how it went. */
export function ownContact(attempt: StoredAttempt | null, reader: ContactReader): { own?: OwnContact } {
  const outcome = outcomeIn(attempt?.outcome);
  if (!attempt || outcome === "pending" || attempt.userId !== reader.id) return {};
  return { own: { outcome, note: attempt.note, at: attempt.at, takenBack: attempt.id >= reader.takesBackFrom } };
}
