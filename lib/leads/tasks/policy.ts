import { hasRights } from "@/lib/core/ctx";
import { reachesLead } from "@/lib/leads/audience";
import type { Actor } from "@/lib/core/ctx";

type Whose = {
  assigneeId: string;
  createdById: string | null;
  lead: { companyId: string; ownerId: string | null } | null;
};

/** A task is seen by whose it is, by who made it, and by whoever sees its lead. */
export function canSeeTask(actor: Actor, task: Whose): boolean {
  return isTheirs(actor, task) || (task.lead !== null && reachesLead(actor, "lead.read")(task.lead));
}

/** It is done and changed by the first two, and by whoever may work its lead. */
export function canWorkTask(actor: Actor, task: Whose): boolean {
  return isTheirs(actor, task) || (task.lead !== null && reachesLead(actor, "lead.update")(task.lead));
}

function isTheirs(actor: Actor, { assigneeId, createdById }: Whose): boolean {
  return !hasRights(actor) || actor.id === assigneeId || actor.id === createdById;
}
