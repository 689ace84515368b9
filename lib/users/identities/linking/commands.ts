import { dropLinks } from "@/lib/auth/commands";
import { viaOf } from "@/lib/auth/identities/schema";
import { dropPasskeys } from "@/lib/auth/passkeys/commands";
import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { lockUser, subjectOf } from "@/lib/users/commands";
import { requireOwnAdmin } from "@/lib/users/identities/commands";
import { userLinked, userUnlinked } from "@/lib/users/identities/events";
import { ADMIN_ROLE } from "@/lib/users/schema";
import type { Listed, Via } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";

/** `person`: undefined where they can't be looked up. Then it is who comes under that account next. */
type Link = { via: Via; userId: string; account: string; person?: Listed | undefined };

/**
 * From now on somebody who has an account here comes in that way, and in no other: their password, their passkeys and
 * their links go.
 */
export async function linkTo(ctx: Ctx, { via, userId, account, person }: Link): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (user.deactivatedAt) throw precondition("alreadyDeactivated");
    if (user.directory) throw precondition(`${viaOf(user.directory)}Linked`);
    if (person && (await tx.directoryPerson.count({ where: { key: person.key } })) > 0)
      throw invalid({ account: `${via}Other` });
    const sameAccount = { via, key: null, account: { equals: account, mode: "insensitive" } } as const;
    if (!person && (await tx.directoryPerson.count({ where: sameAccount })) > 0)
      throw invalid({ account: `${via}Other` });
    if (user.role.key === ADMIN_ROLE) await requireOwnAdmin(tx, via, user.id);
    await tx.user.update({ where: { id: userId }, data: { passwordHash: null } });
    await dropLinks(tx, userId);
    await dropPasskeys(tx, userId);
    const sessionsEnded = await endSessionsOf(tx, userId);
    await tx.directoryPerson.create({
      data: { userId, via, account, key: person?.key ?? null, dn: person?.dn ?? "", linkedAt: ctx.now() },
    });
    emit(userLinked, { ...subjectOf(user), payload: { account, sessionsEnded, via } });
  });
}

/**
 * They have no way in until somebody gives them a link to choose a password. Who was out stays out until then: keys, webhooks
 * and calendars in their name don't come back by this.
 */
export async function unlinkUser(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (!user.directory) throw precondition("unchanged");
    await tx.directoryPerson.delete({ where: { userId } });
    if (user.directory.outReason !== "" && !user.outAt)
      await tx.user.update({ where: { id: userId }, data: { outAt: ctx.now() } });
    const sessionsEnded = await endSessionsOf(tx, userId);
    await dropLinks(tx, userId);
    emit(userUnlinked, { ...subjectOf(user), payload: { sessionsEnded, via: viaOf(user.directory) } });
  });
}
