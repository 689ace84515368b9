import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** Whose faces one may see: one's own, those of one's companies, and of whoever belongs to none and is met everywhere. */
export function shownFaces(actor: Actor): Prisma.UserWhereInput {
  if (!hasRights(actor) || scopeOf(actor, "user.read") === "any" || scopeOf(actor, "lead.read") === "any") return {};
  return {
    OR: [
      { id: actor.id },
      { companies: { none: {} } },
      { companies: { some: { companyId: { in: [...actor.companyIds] } } } },
    ],
  };
}
