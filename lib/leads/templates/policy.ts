import { scopeOf } from "@/lib/core/ctx";
import type { Actor } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";

/** One's own, and everybody's. */
export function visibleTemplates(actor: Actor): Prisma.MessageTemplateWhereInput {
  return { OR: [{ ownerId: null }, ...(actor.type === "user" ? [{ ownerId: actor.id }] : [])] };
}

/** The same in SQL, for a table under another name and who reads it; nobody but users has their own. */
export const VISIBLE_TEMPLATES = (table: string, me: string) =>
  `(${table}."ownerId" is null or ${table}."ownerId" = ${me})`;

/** One's own is one's own to change; what is everybody's, whose manages the settings. */
export function mayChangeTemplate(actor: Actor, { ownerId }: { ownerId: string | null }): boolean {
  if (ownerId === null) return scopeOf(actor, "settings.manage") !== undefined;
  return actor.type === "user" && actor.id === ownerId;
}
