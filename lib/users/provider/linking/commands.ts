import { providerAccess } from "@/lib/auth/provider/queries";
import { authorize } from "@/lib/core/ctx";
import { precondition } from "@/lib/core/errors";
import { linkTo } from "@/lib/users/identities/linking/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { LinkUserInput } from "@/lib/users/identities/schema";

/**
 * From now on somebody who has an account here signs in through the identity provider. Nobody can be looked up there, so it
 * is who comes under that account next.
 */
export async function linkUserToProvider(ctx: Ctx, { userId, account }: LinkUserInput): Promise<void> {
  authorize(ctx, "settings.manage");
  const known = await providerAccess();
  if (!known?.on) throw precondition("providerOff");
  await linkTo(ctx, { via: "provider", userId, account });
}
