import { actorsWith } from "@/lib/auth/queries";
import { isIn } from "@/lib/auth/standing/policy";
import { countAttempt, letterAttemptOf } from "@/lib/auth/throttle/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { Outcome, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { newToken, tokenHash } from "@/lib/core/token";
import { post } from "@/lib/settings/mail/commands";
import { mailedLinks, mailOutlook } from "@/lib/settings/mail/queries";
import { organisation } from "@/lib/settings/queries";
import { subjectOf } from "@/lib/users/commands";
import { accessAsked, accessConfirmed, userAskedAgain } from "@/lib/users/events";
import { accessAskedJob } from "@/lib/users/requests/jobs";
import { alreadyLetter, confirmLetter, waitingLetter } from "@/lib/users/requests/letters";
import { confirmableSince, takesRequests } from "@/lib/users/requests/queries";
import { makeRoom } from "@/lib/users/requests/room/commands";
import { areFull } from "@/lib/users/requests/room/queries";
import { fullName } from "@/lib/users/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FromWhere } from "@/lib/core/from-where";
import type { Emit } from "@/lib/core/mutate";
import type { AskForAccessInput } from "@/lib/users/requests/schema";

/** Whoever was refused is heard again after this. */
const REFUSED_DAYS = 30;
const DAY_MS = 86_400_000;
/** The letter to those who decide, and how long they get no second one. */
const WAITING = "requestWaiting";
const QUIET_MS = 3_600_000;

/**
 * Asks for access. Nothing is looked up before it is answered: whether anybody has the address shows neither in the answer
 * nor in how long it takes.
 */
export async function askForAccess(ctx: Ctx, input: AskForAccessInput, client: Client): Promise<void> {
  if (!(await takesRequests())) throw precondition("requestsClosed");
  if (await areFull()) throw precondition("requestsFull");
  const attempt = letterAttemptOf(input.email, client.address);
  if (!(await countAttempt(attempt, { knownAddress: false }))) return;
  const { sender = "" } = attempt;
  const { requestId, from } = ctx;
  await database().$transaction((tx) =>
    enqueue(tx, accessAskedJob, { ...input, requestId, sender, ...(from && { from }) }),
  );
}

/** `sender`: from which network, as the throttle counts it; empty where that isn't known. `from`: from where, for the log alone. */
type Asked = AskForAccessInput & { requestId: string; sender: string; from?: FromWhere | undefined };

/**
 * Keeps a request: to be confirmed from its mailbox or, where no mail leaves, for who decides at once. Whoever has an account
 * is told so in their own mailbox and nowhere else.
 */
export async function receiveRequest({ requestId, sender, from, ...input }: Asked): Promise<void> {
  const ctx = systemCtx("visitor", { requestId, ...(from && { from }) });
  const now = ctx.now();
  const known = await database().user.findUnique({
    where: { email: input.email },
    select: { id: true, firstName: true, lastName: true, deactivatedAt: true, outAt: true, locale: true },
  });
  const mails = (await mailedLinks(database())) !== undefined;
  if (known && (!isIn(known) || !mails)) return;
  if (known) {
    await mutate(ctx, async (tx, emit) => {
      await tellKnown(ctx, tx, { ...known, email: input.email });
      emit(userAskedAgain, { ...subjectOf({ ...known, companyIds: [] }), payload: {} });
    });
    return;
  }
  const heard = await database().accessRequest.count({
    where: {
      email: input.email,
      OR: [
        { state: "waiting" },
        { state: "refused", decidedAt: { gt: new Date(now.getTime() - REFUSED_DAYS * DAY_MS) } },
      ],
    },
  });
  if (heard > 0) return;
  try {
    await mutate(ctx, (tx, emit) => keep(ctx, tx, emit, { ...input, sender }));
  } catch (error) {
    // All that wait were confirmed since it was asked.
    if (!(error instanceof Outcome && error.code === "PRECONDITION")) throw error;
  }
}

async function keep(ctx: Ctx, tx: Tx, emit: Emit, input: Omit<Asked, "requestId" | "from">): Promise<void> {
  const now = ctx.now();
  // Of the same mailbox the last one counts; of all others, what nobody confirmed in time goes.
  await tx.accessRequest.deleteMany({
    where: { state: "unconfirmed", OR: [{ email: input.email }, { createdAt: { lte: confirmableSince(now) } }] },
  });
  if (!(await makeRoom(tx, now, input.sender))) throw precondition("requestsFull");
  const baseUrl = await mailedLinks(tx);
  const { token, hash } = newToken();
  const id = newId();
  const state = baseUrl === undefined ? { state: "waiting" } : { state: "unconfirmed", tokenHash: hash };
  await tx.accessRequest.create({ data: { id, ...input, ...state, createdAt: now } });
  if (baseUrl !== undefined) {
    const { name } = await organisation();
    const letter = confirmLetter(input, { organisation: name, href: `${baseUrl}/request/${token}` });
    await post(tx, now, [{ kind: "request", to: input.email, letter, secret: true }]);
  }
  emit(accessAsked, { subjectId: id, subjectLabel: fullName(input), payload: { mailed: baseUrl !== undefined } });
}

type Known = { firstName: string; email: string; locale: string };

async function tellKnown(ctx: Ctx, tx: Tx, known: Known): Promise<void> {
  const [baseUrl = "", { name }] = [await mailedLinks(tx), await organisation()];
  const letter = alreadyLetter(known, { organisation: name, href: `${baseUrl}/sign-in` });
  await post(tx, ctx.now(), [{ kind: "request", to: known.email, letter }]);
}

/** It was them: from now on it waits for who decides. */
export async function confirmRequest(ctx: Ctx, { token }: { token: string }): Promise<void> {
  const hash = tokenHash(token);
  await mutate(ctx, async (tx, emit) => {
    const now = ctx.now();
    const found = await tx.accessRequest.findUnique({ where: { tokenHash: hash } });
    const { count } = await tx.accessRequest.updateMany({
      where: { tokenHash: hash, state: "unconfirmed", createdAt: { gt: confirmableSince(now) } },
      data: { state: "waiting", confirmedAt: now, tokenHash: null },
    });
    if (!found || count === 0) throw precondition("linkUsed");
    emit(accessConfirmed, { subjectId: found.id, subjectLabel: fullName(found), payload: {} });
    await tellDeciders(tx, now, { name: fullName(found), email: found.email });
  });
}

/** Strangers decide how often this happens, so it isn't one letter each. */
async function tellDeciders(tx: Tx, now: Date, asking: { name: string; email: string }): Promise<void> {
  const lately = new Date(now.getTime() - QUIET_MS);
  if ((await tx.mail.count({ where: { kind: WAITING, createdAt: { gt: lately } } })) > 0) return;
  const [people, { baseUrl }] = [await actorsWith(tx, "user.manage"), await mailOutlook(tx)];
  const [count, { name: organisationName }] = [
    await tx.accessRequest.count({ where: { state: "waiting" } }),
    await organisation(),
  ];
  const letters = people
    .filter(({ isWrittenTo }) => isWrittenTo)
    .map(({ actor: { email, locale } }) => ({
      ...{ kind: WAITING, to: email },
      letter: waitingLetter({ ...asking, count }, { locale, organisation: organisationName, baseUrl }),
    }));
  await post(tx, now, letters);
}
