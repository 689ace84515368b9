import { issueLink } from "@/lib/auth/commands";
import { organisation } from "@/lib/settings/queries";
import { post } from "@/lib/settings/mail/commands";
import { mailedLinks } from "@/lib/settings/mail/queries";
import { invitationLetter } from "@/lib/users/links/letters";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Handed } from "@/lib/users/schema";

type Invited = { id: string; email: string; firstName: string; userName: string; locale: string };

/**
 * The link by which somebody chooses their password, in their own mailbox where mail leaves; otherwise it is answered, to be
 * handed over, and kept nowhere. Inside a transaction that announces it.
 */
export async function sendInvitation(ctx: Ctx, tx: Tx, user: Invited): Promise<Handed> {
  const linkToken = await issueLink(ctx, tx, user.id);
  const baseUrl = await mailedLinks(tx);
  if (baseUrl === undefined) return { linkToken };
  const { name } = await organisation();
  const by = ctx.actor.type === "user" ? ctx.actor.name : name;
  const letter = invitationLetter(user, { organisation: name, by, href: `${baseUrl}/welcome/${linkToken}` });
  await post(tx, ctx.now(), [{ kind: "invitation", to: user.email, letter, secret: true }]);
  return { mailedTo: user.email };
}
