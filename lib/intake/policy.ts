import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** The sources whose arrivals the actor may look at. */
export function visibleSources(actor: Actor): Prisma.SourceWhereInput {
  const scope = scopeOf(actor, "intake.read");
  if (!hasRights(actor) || scope === "any") return {};
  if (scope === "company") return { companyId: { in: [...actor.companyIds] } };
  return { id: { in: [] } };
}

/** A file's content is seen by who uploaded it and by who may import for every company. */
export function visibleImports(actor: Actor): Prisma.ImportWhereInput {
  const scope = scopeOf(actor, "lead.import");
  if (!hasRights(actor) || scope === "any") return {};
  return scope ? { uploaderId: actor.id } : { id: { in: [] } };
}

/** Hides buttons; the commands ask for themselves. */
export function canManageIntake(actor: Actor): boolean {
  return scopeOf(actor, "intake.manage") !== undefined;
}
