import { lookUpInDirectory } from "@/lib/auth/directory/asking/commands";
import { directoryAccess } from "@/lib/auth/directory/queries";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { linkTo } from "@/lib/users/identities/linking/commands";
import type { Listed } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { LinkUserInput } from "@/lib/users/identities/schema";

/**
 * From now on somebody who has an account here signs in through the directory. Who they are there is looked up at once,
 * where an account of ours can.
 */
export async function linkUser(ctx: Ctx, { userId, account }: LinkUserInput): Promise<{ dn: string }> {
  authorize(ctx, "settings.manage");
  const person = await personOf(account);
  await linkTo(ctx, { via: "directory", userId, account, person });
  return { dn: person?.dn ?? "" };
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
