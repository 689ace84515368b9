import { userPasswordChanged, userSignedIn, userSignInFailed } from "@/lib/auth/events";
import { hashPassword, passwordMatches } from "@/lib/auth/password";
import { passwordProblem } from "@/lib/auth/password-rules";
import { endSessionsOf, startSession } from "@/lib/auth/sessions/commands";
import { attemptOf, countAttempt, forgetAttempts } from "@/lib/auth/throttle/commands";
import { LINK_DAYS } from "@/lib/auth/schema";
import { countBlocked } from "@/lib/auth/tallying/commands";
import { database } from "@/lib/core/db";
import { invalid, notFound, Outcome, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { newToken, tokenHash } from "@/lib/core/token";
import type { ChangePasswordInput, Client, SignInInput, UseLinkInput } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

/** What failed attempts at a name that nobody has are about. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const DAY_MS = 86_400_000;

const person = {
  id: true,
  email: true,
  userName: true,
  firstName: true,
  lastName: true,
  passwordHash: true,
  deactivatedAt: true,
} as const;
type Person = { id: string; email: string; userName: string; firstName: string; lastName: string };
type Entry = { userId: string; sessionId: string };

/**
 * Opens a session for whoever knows the password. A wrong password, an unknown name, and an account that is deactivated
 * or has no password yet all get the same answer after the same work.
 */
export async function signIn(ctx: Ctx, input: SignInInput, client: Client): Promise<Entry> {
  const login = input.login.toLowerCase();
  const user = await database().user.findFirst({
    where: { OR: [{ email: login }, { userName: login }] },
    select: { ...person, sessions: { where: { ip: client.address }, select: { id: true }, take: 1 } },
  });
  const attempt = attemptOf(user?.id ?? login, client.address);
  await countAttempt(attempt, { knownAddress: (user?.sessions.length ?? 0) > 0 }).catch((error: unknown) => {
    if (error instanceof Outcome) countBlocked(user && { id: user.id, name: nameOf(user) }, ctx.from);
    throw error;
  });
  const matches = await passwordMatches(user?.passwordHash, input.password);
  if (!user || !matches || user.deactivatedAt) {
    await announceFailure(ctx, user, client);
    throw new Outcome("UNAUTHENTICATED");
  }
  await forgetAttempts(attempt);
  return mutate(actingAs(ctx, user), async (tx, emit) => {
    const now = ctx.now();
    const { count } = await tx.user.updateMany({
      where: { id: user.id, deactivatedAt: null, passwordHash: user.passwordHash },
      data: { lastSignInAt: now },
    });
    // Deactivated, or given another password, while this one was being checked.
    if (count === 0) throw new Outcome("UNAUTHENTICATED");
    const sessionId = await startSession(ctx, tx, user.id, client);
    emit(userSignedIn, { subjectId: user.id, subjectLabel: nameOf(user), payload: client });
    return { userId: user.id, sessionId };
  });
}

async function announceFailure(ctx: Ctx, user: Person | null, client: Client): Promise<void> {
  await mutate(ctx, async (_tx, emit) => {
    emit(userSignInFailed, {
      subjectId: user?.id ?? NOBODY,
      subjectLabel: user ? nameOf(user) : "",
      payload: { ...client, known: user !== null },
    });
    return Promise.resolve();
  });
}

/** One's own, knowing the present one. Every session ends; the one this came from gets a fresh one. */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput, client: Client): Promise<Entry> {
  if (ctx.actor.type !== "user") throw notFound();
  const user = await database().user.findUniqueOrThrow({ where: { id: ctx.actor.id }, select: person });
  const attempt = attemptOf(user.id, client.address);
  await countAttempt(attempt, { knownAddress: true });
  if (!(await passwordMatches(user.passwordHash, input.currentPassword)))
    throw invalid({ currentPassword: "passwordWrong" });
  await forgetAttempts(attempt);
  const passwordHash = await hashNewPassword(input.password, user);
  return mutate(ctx, async (tx, emit) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash, passwordChangedAt: ctx.now() },
    });
    if (count === 0) throw invalid({ currentPassword: "passwordWrong" });
    await dropLinks(tx, user.id);
    await endSessionsOf(tx, user.id);
    emit(userPasswordChanged, { subjectId: user.id, subjectLabel: nameOf(user), payload: { how: "by-oneself" } });
    return { userId: user.id, sessionId: await startSession(ctx, tx, user.id, client) };
  });
}

/** Sets the password of whoever was handed the link, once, and signs them in. */
export async function setPasswordByLink(ctx: Ctx, input: UseLinkInput, client: Client): Promise<Entry> {
  const link = await database().oneTimeToken.findUnique({
    where: { tokenHash: tokenHash(input.token) },
    select: { id: true, user: { select: person } },
  });
  if (!link) throw precondition("linkUsed");
  const passwordHash = await hashNewPassword(input.password, link.user);
  return mutate(actingAs(ctx, link.user), async (tx, emit) => {
    const now = ctx.now();
    const { count } = await tx.oneTimeToken.updateMany({
      where: { id: link.id, usedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null } },
      data: { usedAt: now },
    });
    if (count === 0) throw precondition("linkUsed");
    await tx.user.update({
      where: { id: link.user.id },
      data: { passwordHash, passwordChangedAt: now, lastSignInAt: now },
    });
    await dropLinks(tx, link.user.id);
    await endSessionsOf(tx, link.user.id);
    const subject = { subjectId: link.user.id, subjectLabel: nameOf(link.user) };
    emit(userPasswordChanged, { ...subject, payload: { how: "by-link" } });
    return { userId: link.user.id, sessionId: await startSession(ctx, tx, link.user.id, client) };
  });
}

/** A fresh link to set the password, inside a transaction that announces it; older ones stop working. */
export async function issueLink(ctx: Ctx, tx: Tx, userId: string): Promise<string> {
  const { token, hash } = newToken();
  await dropLinks(tx, userId);
  await tx.oneTimeToken.create({
    data: {
      userId,
      tokenHash: hash,
      purpose: "set-password",
      expiresAt: new Date(ctx.now().getTime() + LINK_DAYS * DAY_MS),
    },
  });
  return token;
}

/** Refuses a password that is too short, common, or made of what others know of the person. */
export async function hashNewPassword(password: string, about: Omit<Person, "id">): Promise<string> {
  const [mailbox = ""] = about.email.split("@");
  const problem = passwordProblem(password, [mailbox, about.userName, about.firstName, about.lastName]);
  if (problem) throw invalid({ password: problem });
  return hashPassword(password);
}

async function dropLinks(tx: Tx, userId: string): Promise<void> {
  await tx.oneTimeToken.deleteMany({ where: { userId, usedAt: null } });
}

/** They act themselves, and may do no more than what they proved. */
function actingAs(ctx: Ctx, user: Person): Ctx {
  const actor = { type: "user", id: user.id, name: nameOf(user), email: user.email, roleKey: "" } as const;
  return { ...ctx, actor: { ...actor, companyIds: [], permissions: {}, locale: "", timeZone: "", sessionId: "" } };
}

function nameOf(user: Person): string {
  return `${user.firstName} ${user.lastName}`.trim();
}
