import { hasRights, scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** One's own, and everybody's; of a company for whoever is of it. */
export function visibleTemplates(actor: Actor): Prisma.MessageTemplateWhereInput {
  const isEverywhere = ["lead.read", "settings.manage"] as const;
  const everybodys: Prisma.MessageTemplateWhereInput =
    !hasRights(actor) || isEverywhere.some((permission) => scopeOf(actor, permission) === "any")
      ? { ownerId: null }
      : { ownerId: null, OR: [{ companyId: null }, { companyId: { in: [...actor.companyIds] } }] };
  return { OR: [everybodys, ...(actor.type === "user" ? [{ ownerId: actor.id }] : [])] };
}

/** The same in SQL, for a lead's company, a table under another name and who reads it; nobody but users has their own. */
export const VISIBLE_TEMPLATES = (table: string, me: string) =>
  `(${table}."ownerId" is null or ${table}."ownerId" = ${me})`;

/** One's own is one's own to change; what is everybody's, whose manages the settings. */
export function mayChangeTemplate(actor: Actor, { ownerId }: { ownerId: string | null }): boolean {
  if (ownerId === null) return scopeOf(actor, "settings.manage") !== undefined;
  return actor.type === "user" && actor.id === ownerId;
}
