import { newDeviceLetter } from "@/lib/auth/devices/letters";
import { DEVICE_DAYS } from "@/lib/auth/devices/schema";
import { userNewDevice } from "@/lib/auth/events";
import { subjectOf } from "@/lib/auth/person";
import { startSession } from "@/lib/auth/sessions/commands";
import { tokenHash } from "@/lib/core/token";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Person } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";

const DAY_MS = 86_400_000;

/** Opens the session of whoever proved who they are, inside a transaction that announces it. */
export async function letIn(ctx: Ctx, tx: Tx, emit: Emit, user: Person, client: Client): Promise<string> {
  await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: ctx.now() } });
  await meetDevice(ctx, tx, emit, user, client);
  return startSession(ctx, tx, user.id, client);
}

/** Knows the browser again, or tells its owner of it. An account's first browser is news to nobody. */
async function meetDevice(ctx: Ctx, tx: Tx, emit: Emit, user: Person, client: Client): Promise<void> {
  if (client.device === undefined) return;
  const now = ctx.now();
  const own = { userId: user.id, tokenHash: tokenHash(client.device) };
  await tx.device.deleteMany({
    where: { userId: user.id, lastSeenAt: { lt: new Date(now.getTime() - DEVICE_DAYS * DAY_MS) } },
  });
  const { count } = await tx.device.updateMany({ where: own, data: { lastSeenAt: now } });
  if (count > 0) return;
  const others = await tx.device.count({ where: { userId: user.id } });
  await tx.device.create({ data: { ...own, createdAt: now, lastSeenAt: now } });
  if (others === 0) return;
  const { isSetUp, baseUrl } = await mailOutlook(tx);
  if (isSetUp) {
    const letter = newDeviceLetter(user, client, { at: now, baseUrl });
    await post(tx, now, [{ kind: "newDevice", to: user.email, letter }]);
  }
  emit(userNewDevice, { ...subjectOf(user), payload: { ...client, mailed: isSetUp } });
}
