import { scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

type Shared = { ownerId: string; audience: string; companyId: string | null };

/** The views the actor may open: their own, their companies', everyone's. What such a view shows is another question. */
export function visibleViews(actor: Actor): Prisma.SavedViewWhereInput {
  if (actor.type !== "user") return { audience: "everyone" };
  const companies = scopeOf(actor, "lead.read") === "any" ? {} : { companyId: { in: [...actor.companyIds] } };
  return { OR: [{ ownerId: actor.id }, { audience: "everyone" }, { audience: "company", ...companies }] };
}

/** Whoever assigns in a company shares views there; whoever assigns anywhere, with everyone. */
export function mayShare(actor: Actor, { audience, companyId }: Omit<Shared, "ownerId">): boolean {
  if (audience === "private") return true;
  const scope = scopeOf(actor, "lead.assign");
  if (scope === "any") return true;
  if (audience === "everyone" || scope !== "company") return false;
  return actor.type === "user" && companyId !== null && actor.companyIds.includes(companyId);
}

/** A private view is its owner's; a shared one belongs to whoever may share there. */
export function mayChangeView(actor: Actor, view: Shared): boolean {
  if (view.audience === "private") return actor.type === "user" && actor.id === view.ownerId;
  return mayShare(actor, view);
}
