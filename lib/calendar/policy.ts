import { hasRights } from "@/lib/core/ctx";
import { canManage } from "@/lib/users/policy";
import type { Actor } from "@/lib/core/ctx";

type Person = { id: string } & Parameters<typeof canManage>[1];

/** Hours and leave are said by oneself and by whoever manages one; they too read why somebody is away. */
export function canKeepHours(actor: Actor, person: Person): boolean {
  return (hasRights(actor) && actor.id === person.id) || canManage(actor, person);
}
