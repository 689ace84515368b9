import { viaOf } from "@/lib/auth/identities/schema";
import { issueForgottenLink } from "@/lib/auth/commands";
import { FORGOTTEN_MINUTES } from "@/lib/auth/schema";
import { IN } from "@/lib/auth/standing/policy";
import { countAttempt, letterAttemptOf } from "@/lib/auth/throttle/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { post } from "@/lib/settings/mail/commands";
import { mailedLinks } from "@/lib/settings/mail/queries";
import { lockRow, subjectOf } from "@/lib/users/commands";
import { userLinkAsked } from "@/lib/users/events";
import { forgottenJob } from "@/lib/users/forgotten/jobs";
import { elsewhereLetter, forgottenLetter } from "@/lib/users/links/letters";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { AskForLinkInput } from "@/lib/users/forgotten/schema";

type Asked = AskForLinkInput & Pick<Client, "address" | "userAgent"> & { requestId: string };

/**
 * Asks for a link to the mailbox of an account. Nothing is looked up before it is answered: whether anybody has the address
 * shows neither in the answer nor in how long it takes.
 */
export async function askForLink(ctx: Ctx, { email }: AskForLinkInput, client: Client): Promise<void> {
  const { address, userAgent } = client;
  // Whoever fills a mailbox's limit isn't always whose it is: it is answered alike, and no more is sent.
  const isSent = await countAttempt(letterAttemptOf(email, address), { knownAddress: false });
  await database().$transaction(async (tx) => {
    if ((await mailedLinks(tx)) === undefined) throw precondition("mailOff");
    if (isSent) await enqueue(tx, forgottenJob, { email, address, userAgent, requestId: ctx.requestId });
  });
}

/** The link, if it is an active user's address. What was handed to them otherwise goes on working: anybody may ask for this. */
export async function sendForgottenLink({ email, address, userAgent, requestId }: Asked): Promise<void> {
  const found = await database().user.findFirst({ where: { email, ...IN }, select: { id: true } });
  if (!found) return;
  const ctx = systemCtx("sign-in", { requestId, from: { via: "door", address, userAgent } });
  await mutate(ctx, async (tx, emit) => {
    const user = await lockRow(tx, found.id, IN);
    if (user.directory) {
      // Their password isn't kept here: they are told where it is.
      const letter = elsewhereLetter(user, viaOf(user.directory));
      await post(tx, ctx.now(), [{ kind: "forgotten", to: user.email, letter }]);
      emit(userLinkAsked, { ...subjectOf(user), payload: { address, userAgent } });
      return;
    }
    const [token, baseUrl = ""] = [await issueForgottenLink(ctx, tx, user.id), await mailedLinks(tx)];
    const letter = forgottenLetter(user, { href: `${baseUrl}/welcome/${token}`, minutes: FORGOTTEN_MINUTES });
    await post(tx, ctx.now(), [{ kind: "forgotten", to: user.email, letter, secret: true }]);
    emit(userLinkAsked, { ...subjectOf(user), payload: { address, userAgent } });
  });
}
