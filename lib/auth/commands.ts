import { askDirectory } from "@/lib/auth/directory/asking/commands";
import { userPasswordChanged, userSignedIn, userSignInFailed } from "@/lib/auth/events";
import { enterAs } from "@/lib/auth/identities/entering/commands";
import { heldBy } from "@/lib/auth/identities/schema";
import { hashPassword, passwordMatches } from "@/lib/auth/password";
import { passwordProblem } from "@/lib/auth/password-rules";
import { actingAs, nameOf, personSelect, subjectOf } from "@/lib/auth/person";
import { enteredLongAgo } from "@/lib/auth/second-factor/queries";
import { admit } from "@/lib/auth/second-factor/step/commands";
import { endSessionsOf, startSession } from "@/lib/auth/sessions/commands";
import { knownBy, tracesOf } from "@/lib/auth/devices/known";
import { IN, isIn } from "@/lib/auth/standing/policy";
import { attemptOf, countAttempt, forgetAttempts, ownAttemptOf } from "@/lib/auth/throttle/commands";
import { FORGOTTEN_MINUTES, LINK_DAYS, LINK_PURPOSES } from "@/lib/auth/schema";
import { countBlocked } from "@/lib/auth/tallying/commands";
import { database } from "@/lib/core/db";
import { invalid, notFound, Outcome, precondition } from "@/lib/core/errors";
import { NO_ID } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { inOneCase } from "@/lib/core/text";
import { newToken, tokenHash } from "@/lib/core/token";
import { organisation } from "@/lib/settings/queries";
import type { Entry, Person } from "@/lib/auth/person";
import type { ChangePasswordInput, Client, SignInInput, UseLinkInput } from "@/lib/auth/schema";
import type { Welcome } from "@/lib/auth/identities/entering/commands";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

const DAY_MS = 86_400_000;

/**
 * Opens a session for whoever knows the password, or asks for the code of their second factor. A wrong password, an
 * unknown name, and an account that is deactivated or has no password yet all get the same answer after the same work.
 * With `welcome`, the directory is asked about who signs in through it, and about names that nobody has here.
 */
export async function signIn(ctx: Ctx, input: SignInInput, client: Client, welcome?: Welcome): Promise<Entry> {
  const login = input.login.toLowerCase();
  const name = inOneCase(login);
  const user = await database().user.findFirst({
    where: { OR: [{ email: login }, { userName: name }] },
    select: { ...personSelect, ...tracesOf(client) },
  });
  const { device, knownAddress } = knownBy(user, client);
  const attempt = attemptOf(name, { userId: user?.id, address: client.address, device });
  const isLookedAt = await countAttempt(attempt, { knownAddress }).catch((error: unknown) => {
    if (error instanceof Outcome) countBlocked(user && { id: user.id, name: nameOf(user) }, ctx.from);
    throw error;
  });
  // What isn't looked at takes as long as what is.
  const matches = await passwordMatches(user?.passwordHash, input.password);
  if (welcome && isLookedAt && isOfDirectory(user)) {
    const entry = await enterByDirectory(ctx, { input, user, client }, welcome);
    if (entry === "several") {
      await announceFailure(ctx, user, client, { step: "directory", reason: "directorySeveral" });
      throw new Outcome("UNAUTHENTICATED");
    }
    if (entry) {
      await forgetAttempts(attempt);
      return entry;
    }
  }
  if (!user || !matches || !isLookedAt || !isIn(user) || user.directory) {
    await announceFailure(ctx, user, client);
    throw new Outcome("UNAUTHENTICATED");
  }
  await forgetAttempts(attempt);
  return mutate(actingAs(ctx, user), async (tx, emit) => {
    const { passwordHash } = user;
    // Holds their row until all is done.
    const where = { id: user.id, ...IN, passwordHash };
    const { count } = await tx.user.updateMany({ where, data: { passwordHash } });
    // Deactivated, or given another password, while this one was being checked.
    if (count === 0) throw new Outcome("UNAUTHENTICATED");
    const entry = await admit(ctx, tx, emit, user, client);
    if (entry.sessionId !== undefined) emit(userSignedIn, { ...subjectOf(user), payload: client });
    return entry;
  });
}

type Found = Person & { deactivatedAt: Date | null; outAt: Date | null; directory: { via: string } | null };

/**
 * Those whom somebody linked or whom it brought, and those whom nobody knows here; never who has an account of their own. Whom
 * it put out is asked about anew: it may have let them in again.
 */
const isOfDirectory = (user: Found | null) =>
  user === null || (user.directory?.via === "directory" && !user.deactivatedAt);

type Coming = { input: SignInInput; user: Found | null; client: Client };

/**
 * Their session, or what they owe for it; nothing where the directory says no or says nothing. Where several there answer to
 * one name nobody comes in by it, which the log tells: one of them may have taken it.
 */
async function enterByDirectory(
  ctx: Ctx,
  { input, user, client }: Coming,
  welcome: Welcome,
): Promise<Entry | "several" | undefined> {
  const answer = await askDirectory(input);
  if (answer.is === "several") return "several";
  if (answer.is !== "yes") return undefined;
  const { person } = answer;
  const came = await enterAs(ctx, { via: "directory", person, login: input.login, user, client }, welcome);
  // Their password was right: they may hear why that isn't enough.
  if ("refused" in came) {
    throw came.refused.startsWith("directory") ? precondition(came.refused) : new Outcome("UNAUTHENTICATED");
  }
  return came;
}

async function announceFailure(
  ctx: Ctx,
  user: Person | null,
  client: Client,
  why: { step: "password" | "directory"; reason?: string } = { step: "password" },
): Promise<void> {
  await mutate(ctx, async (_tx, emit) => {
    emit(userSignInFailed, {
      ...(user ? subjectOf(user) : { subjectId: NO_ID, subjectLabel: "" }),
      payload: { ...client, known: user !== null, ...why },
    });
    return Promise.resolve();
  });
}

/** One's own, knowing the present one. Every session ends; the one this came from gets a fresh one. */
export async function changePassword(
  ctx: Ctx,
  input: ChangePasswordInput,
  client: Client,
): Promise<{ sessionId: string }> {
  if (ctx.actor.type !== "user") throw notFound();
  const user = await database().user.findUniqueOrThrow({ where: { id: ctx.actor.id }, select: personSelect });
  if (user.directory) throw precondition(heldBy(user.directory));
  await provePassword(ctx, user, { typed: input.currentPassword, field: "currentPassword" }, client);
  const passwordHash = await hashNewPassword(input.password, user);
  return mutate(ctx, async (tx, emit) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash, directory: null },
      data: { passwordHash, passwordChangedAt: ctx.now() },
    });
    if (count === 0) throw invalid({ currentPassword: "passwordWrong" });
    await dropLinks(tx, user.id);
    await endSessionsOf(tx, user.id);
    emit(userPasswordChanged, { ...subjectOf(user), payload: { how: "by-oneself" } });
    return { sessionId: await startSession(ctx, tx, user.id, client) };
  });
}

type Hashed = Person & {
  passwordHash: string | null;
  directory: { via: string; key: string | null; account: string } | null;
};
type Proof = { typed: string; field: string };

/** Asks whoever is signed in for their password, unless they came in a moment ago. */
export async function proveUnlessFresh(
  ctx: Ctx,
  actor: UserActor,
  typed: string | undefined,
  client: Client,
): Promise<void> {
  if (!(await enteredLongAgo(ctx, actor.sessionId))) return;
  const user = await database().user.findUniqueOrThrow({ where: { id: actor.id }, select: personSelect });
  if (isOfProvider(user)) throw precondition("providerAgain");
  if (typed === undefined) throw invalid({ password: "required" });
  await provePassword(ctx, user, { typed, field: "password" }, client);
}

/** Asks for their password always; who has none here nor in the directory must have come in a moment ago. */
export async function proveOneself(
  ctx: Ctx,
  { actor, user }: { actor: UserActor; user: Hashed },
  typed: string | undefined,
  client: Client,
): Promise<void> {
  if (isOfProvider(user)) return proveUnlessFresh(ctx, actor, typed, client);
  if (typed === undefined) throw invalid({ password: "required" });
  return provePassword(ctx, user, { typed, field: "password" }, client);
}

/** Their password is typed nowhere but at the identity provider. */
const isOfProvider = ({ directory }: Pick<Hashed, "directory">) => directory?.via === "provider";

/** Refuses whoever is signed in and doesn't know the password; guessing is counted and told as at the door. */
export async function provePassword(ctx: Ctx, user: Hashed, { typed, field }: Proof, client: Client): Promise<void> {
  const attempt = ownAttemptOf(user.id, "password", client.address);
  await countAttempt(attempt, { knownAddress: true });
  if (!(await isTheirs(user, typed))) {
    await announceFailure(ctx, user, client);
    throw invalid({ [field]: "passwordWrong" });
  }
  await forgetAttempts(attempt);
}

/** Whose password the directory keeps, it is asked. */
async function isTheirs({ passwordHash, directory }: Hashed, typed: string): Promise<boolean> {
  if (!directory) return passwordMatches(passwordHash, typed);
  const answer = await askDirectory({ login: directory.account, password: typed });
  if (answer.is === "away") throw precondition("directoryAway");
  return answer.is === "yes" && answer.person.key === directory.key;
}

/** Sets the password of whoever was handed the link, once, and lets them in. It doesn't stand for a second factor. */
export async function setPasswordByLink(ctx: Ctx, input: UseLinkInput, client: Client): Promise<Entry> {
  const link = await database().oneTimeToken.findUnique({
    where: { tokenHash: tokenHash(input.token), purpose: { in: LINK_PURPOSES } },
    select: { id: true, user: { select: personSelect } },
  });
  if (!link) throw precondition("linkUsed");
  const passwordHash = await hashNewPassword(input.password, link.user);
  return mutate(actingAs(ctx, link.user), async (tx, emit) => {
    const now = ctx.now();
    const { count } = await tx.oneTimeToken.updateMany({
      where: { id: link.id, usedAt: null, expiresAt: { gt: now }, user: { ...IN, directory: null } },
      data: { usedAt: now },
    });
    if (count === 0) throw precondition("linkUsed");
    await tx.user.update({ where: { id: link.user.id }, data: { passwordHash, passwordChangedAt: now } });
    await dropLinks(tx, link.user.id);
    await endSessionsOf(tx, link.user.id);
    emit(userPasswordChanged, { ...subjectOf(link.user), payload: { how: "by-link" } });
    const entry = await admit(ctx, tx, emit, link.user, client);
    if (entry.sessionId !== undefined) emit(userSignedIn, { ...subjectOf(link.user), payload: client });
    return entry;
  });
}

/** A fresh link to set the password, inside a transaction that announces it; older ones stop working. */
export async function issueLink(ctx: Ctx, tx: Tx, userId: string): Promise<string> {
  await dropLinks(tx, userId);
  return makeLink(ctx, tx, { userId, purpose: "set-password", lasts: LINK_DAYS * DAY_MS });
}

/** The same for who says that they are that person: it takes the place of the last such one only. */
export async function issueForgottenLink(ctx: Ctx, tx: Tx, userId: string): Promise<string> {
  const purpose = "forgotten";
  await tx.oneTimeToken.deleteMany({ where: { userId, usedAt: null, purpose } });
  return makeLink(ctx, tx, { userId, purpose, lasts: FORGOTTEN_MINUTES * 60_000 });
}

type NewLink = { userId: string; purpose: string; lasts: number };

async function makeLink(ctx: Ctx, tx: Tx, { userId, purpose, lasts }: NewLink): Promise<string> {
  const { token, hash } = newToken();
  const expiresAt = new Date(ctx.now().getTime() + lasts);
  await tx.oneTimeToken.create({ data: { userId, tokenHash: hash, purpose, expiresAt } });
  return token;
}

/** Refuses a password that is too short, easy to guess, or made of what others know of the person and their house. */
export async function hashNewPassword(
  password: string,
  about: Pick<Person, "email" | "userName" | "firstName" | "lastName">,
  house: readonly string[] = [],
): Promise<string> {
  const [mailbox = "", domain = ""] = about.email.split("@");
  const { name } = await organisation();
  const problem = await passwordProblem(password, {
    person: [mailbox, about.userName, about.firstName, about.lastName],
    house: [name, domain, ...house],
  });
  if (problem) throw invalid({ password: problem });
  return hashPassword(password);
}

/** How many there were; also those of whoever gave the former password and still owed the code. */
export async function dropLinks(tx: Tx, userId: string): Promise<number> {
  return (await tx.oneTimeToken.deleteMany({ where: { userId, usedAt: null } })).count;
}
