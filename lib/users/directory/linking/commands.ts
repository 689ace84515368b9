import { dropLinks } from "@/lib/auth/commands";
import { lookUpInDirectory } from "@/lib/auth/directory/asking/commands";
import { directoryAccess } from "@/lib/auth/directory/queries";
import { dropPasskeys } from "@/lib/auth/passkeys/commands";
import { endSessionsOf } from "@/lib/auth/sessions/commands";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { lockUser, subjectOf } from "@/lib/users/commands";
import { requireOwnAdmin } from "@/lib/users/directory/commands";
import { userLinked, userUnlinked } from "@/lib/users/directory/events";
import { ADMIN_ROLE } from "@/lib/users/schema";
import type { Listed } from "@/lib/auth/directory/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { LinkUserInput } from "@/lib/users/directory/schema";

type Linked = { dn: string };

/**
 * From now on somebody who has an account here signs in through the directory, and in no other way: their password, their
 * passkeys and their links go. Who they are there is looked up at once, where an account of ours can.
 */
export async function linkUser(ctx: Ctx, { userId, account }: LinkUserInput): Promise<Linked> {
  authorize(ctx, "settings.manage");
  const person = await personOf(account);
  return mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (user.deactivatedAt) throw precondition("alreadyDeactivated");
    if ((await tx.directoryPerson.count({ where: { userId } })) > 0) throw precondition("directoryLinked");
    if (person && (await tx.directoryPerson.count({ where: { key: person.key } })) > 0)
      throw invalid({ account: "directoryOther" });
    if (user.role.key === ADMIN_ROLE) await requireOwnAdmin(tx, user.id);
    await tx.user.update({ where: { id: userId }, data: { passwordHash: null } });
    await dropLinks(tx, userId);
    await dropPasskeys(tx, userId);
    const sessionsEnded = await endSessionsOf(tx, userId);
    await tx.directoryPerson.create({
      data: { userId, account, key: person?.key ?? null, dn: person?.dn ?? "", linkedAt: ctx.now() },
    });
    emit(userLinked, { ...subjectOf(user), payload: { account, sessionsEnded } });
    return { dn: person?.dn ?? "" };
  });
}

/** Undefined where only the person can ask for themselves: then it is who comes under that account next. */
async function personOf(account: string): Promise<Listed | undefined> {
  const known = await directoryAccess();
  if (!known?.on) throw precondition("directoryOff");
  if (known.access.reading === "direct") return undefined;
  const answer = await lookUpInDirectory(account);
  if (answer.is === "away") throw precondition("directoryAway");
  if (answer.is === "several") throw invalid({ account: "directorySeveral" });
  if (answer.is !== "yes") throw invalid({ account: "directoryNobody" });
  return answer.person;
}

/**
 * They have no way in until somebody gives them a link to choose a password. Whom the directory put out stays out until then:
 * keys, webhooks and calendars in their name don't come back by this.
 */
export async function unlinkUser(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    const { count } = await tx.directoryPerson.deleteMany({ where: { userId } });
    if (count === 0) throw precondition("unchanged");
    if (user.directory?.outReason && !user.outAt)
      await tx.user.update({ where: { id: userId }, data: { outAt: ctx.now() } });
    const sessionsEnded = await endSessionsOf(tx, userId);
    await dropLinks(tx, userId);
    emit(userUnlinked, { ...subjectOf(user), payload: { sessionsEnded } });
  });
}
