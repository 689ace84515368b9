import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { UserActor } from "@/lib/core/ctx";

/** The same person with a role that allows as much, and asks for a second factor, which they haven't. */
export async function owesSecondFactor(actor: UserActor, needsSecondFactor = true): Promise<UserActor> {
  const label = `owes ${newId()}`;
  const permissions = Object.entries(actor.permissions).map(([permission, scope]) => ({ permission, scope }));
  const { id: roleId, key: roleKey } = await database().role.create({
    data: {
      ...{ key: newId(), nameEn: label, nameEs: label, position: 99, needsSecondFactor },
      permissions: { create: permissions },
    },
  });
  await database().user.update({ where: { id: actor.id }, data: { roleId } });
  return { ...actor, roleKey };
}
