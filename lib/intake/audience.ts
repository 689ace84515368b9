import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { StoredEvent } from "@/lib/core/events";

type Told = Pick<StoredEvent, "subjectType" | "companyIds">;

const SUBJECTS = new Set(["delivery", "source"]);

/** Whether the actor may hear that something was read or that a source changed: whoever may read that source. */
export function mayHearIntake(actor: Actor): (event: Told) => boolean {
  const scope = scopeOf(actor, "intake.read");
  if (scope === undefined) return () => false;
  const everywhere = scope === "any" || !hasRights(actor);
  return ({ subjectType, companyIds }) =>
    SUBJECTS.has(subjectType) && (everywhere || companyIds.some((id) => actor.companyIds.includes(id)));
}

/** Whether the actor may hear of an arrival nobody has read yet: it isn't known whose it is before it is read. */
export function mayHearArrivals(actor: Actor): boolean {
  return scopeOf(actor, "intake.read") === "any";
}
