import { changePassword, issueLink, setPasswordByLink, signIn } from "@/lib/auth/commands";
import { knownBy } from "@/lib/auth/devices/known";
import { attemptOf, countAttempt } from "@/lib/auth/throttle/commands";
import { actorOfSession, personOfLink } from "@/lib/auth/queries";
import { endOtherSessions, endSession, markSeen, signOut } from "@/lib/auth/sessions/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { resetUser } from "@/lib/users/commands";
import { userNameInput } from "@/lib/users/schema";
import { ctxOf } from "@/tests/support/house";
import { announced, AT_HOME, ELSEWHERE, makePerson, PASSWORD, sessionsOf, toldUnder } from "@/tests/support/people";
import { signInInput } from "@/lib/auth/schema";
import type { Client } from "@/lib/auth/schema";

const visitor = systemCtx("sign-in");
async function enter(login: string, password = PASSWORD, client: Client = AT_HOME) {
  const { userId, sessionId = "" } = await signIn(visitor, { login, password }, client);
  return { userId, sessionId };
}

/** Another home for each test: addresses are counted too. */
let homes = 0;
function newHome(): Client {
  homes++;
  return { address: `203.0.113.${homes}`, userAgent: "Test" };
}

describe("signing in", () => {
  test("works by email and by user name, opens a session and says so once", async () => {
    const ana = await makePerson("employee");
    const { userName } = await database().user.findUniqueOrThrow({ where: { id: ana.id } });
    expect(await announced(ana.id, () => enter(ana.email.toUpperCase()))).toStrictEqual(["user.signedIn"]);
    const { sessionId } = await enter(userName);
    expect(await actorOfSession(sessionId)).toMatchObject({ id: ana.id, roleKey: "employee" });
  });

  test.each([
    ["Юрий.Йорданов", ["юрий.йорданов", "ЮРИЙ.ЙОРДАНОВ", "Юрий.Йорданов".normalize("NFD")], "юрии.иорданов"],
    ["νίκος", ["ΝΊΚΟΣ", "Νίκος"], "νίκο"],
    ["명수.박", ["명수.박".normalize("NFD")], "명수.밥"],
    ["İnci", ["inci", "INCI", "İNCİ"], "inc"],
    ["ａｎａ", ["ana", "ＡＮＡ"], "an"],
    ["王.小明", ["王.小明"], "王.小"],
  ])(
    "works by the user name %s whatever case and keyboard it is typed in, and by no other",
    async (name, typed, other) => {
      const { id } = await makePerson("employee");
      await database().user.update({ where: { id }, data: { userName: userNameInput.parse(name) } });
      for (const login of [name, ...typed]) expect((await enter(login, PASSWORD, newHome())).userId).toBe(id);
      await expect(enter(other, PASSWORD, newHome())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    },
  );

  test("refuses a wrong password, and an account that is deactivated or has none yet, all alike", async () => {
    const ana = await makePerson("employee");
    const gone = await makePerson("employee");
    const invited = await makePerson("employee");
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    await database().user.update({ where: { id: invited.id }, data: { passwordHash: null } });
    const before = await sessionsOf(ana.id);
    expect(
      await announced(ana.id, async () => {
        await expect(enter(ana.email, "tres camiones rojos")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      }),
    ).toStrictEqual(["user.signInFailed"]);
    expect(await sessionsOf(ana.id)).toBe(before);
    await expect(enter(gone.email)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(enter(invited.email)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(enter("nobody@example.test")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("takes a name with a NUL for one that nobody has", async () => {
    const { login } = signInInput.parse({ login: "\0ana\0", password: "x" });
    await expect(enter(login, "x", newHome())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("keeps nothing of what was typed at a name that nobody has", async () => {
    await expect(enter("my secret password", "x", newHome())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await toldUnder("user.signInFailed")).toContain("203.0.113");
    expect(await toldUnder("user.signInFailed")).not.toContain("secret");
  });

  test("takes as long for a name that nobody has as for a wrong password", async () => {
    const ana = await makePerson("employee");
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round++) {
      const client = newHome();
      known.push(await timeOf(() => enter(ana.email, "wrong password", client)));
      unknown.push(await timeOf(() => enter(`nobody-${round}@example.test`, "wrong password", client)));
    }
    const ratio = median(unknown) / median(known);
    // Without the hash of nobody's password it would be a tenth.
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

describe("guessing", () => {
  test("waits after five failures from one address, while the owner comes in from another", async () => {
    const ana = await makePerson("employee");
    const guesser = newHome();
    for (let round = 0; round < 5; round++)
      await expect(enter(ana.email, "x", guesser)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(enter(ana.email, PASSWORD, guesser)).rejects.toMatchObject({
      code: "LIMIT",
      details: { seconds: expect.stringMatching(/^\d+$/) as string },
    });
    await expect(enter(ana.email, PASSWORD, ELSEWHERE)).resolves.toMatchObject({ userId: ana.id });
  });

  test("many at once don't slip through together", async () => {
    const ana = await makePerson("employee");
    const guesser = newHome();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => enter(ana.email, "x", guesser)));
    const codes = results.map((result) => (result as { reason: { code: string } }).reason.code);
    expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
  });

  test("is forgotten when the right password comes in time", async () => {
    const ana = await makePerson("employee");
    const home = newHome();
    for (let round = 0; round < 8; round++) {
      await expect(enter(ana.email, "x", home)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      await enter(ana.email, PASSWORD, home);
    }
    await expect(enter(ana.email, PASSWORD, home)).resolves.toMatchObject({ userId: ana.id });
  });

  test("doesn't tell that a mail and a user name are one person's", async () => {
    const ana = await makePerson("employee");
    const { userName } = await database().user.findUniqueOrThrow({ where: { id: ana.id } });
    const guesser = newHome();
    const refused = async (login: string, code: string) =>
      expect(enter(login, "x", guesser)).rejects.toMatchObject({ code });
    for (let round = 0; round < 5; round++) await refused(ana.email, "UNAUTHENTICATED");
    await refused(ana.email, "LIMIT");
    await refused(userName, "UNAUTHENTICATED");
    await refused("nobody-else", "UNAUTHENTICATED");
  });

  test("counts by the account too: from many addresses, by either name, the answer is no, and no more is said", async () => {
    const ana = await makePerson("employee");
    await database().session.deleteMany({ where: { userId: ana.id } });
    const { userName } = await database().user.findUniqueOrThrow({ where: { id: ana.id } });
    const attempt = attemptOf(ana.email, { userId: ana.id, address: "::1", device: undefined });
    const account = { account: String(attempt.account) };
    for (let round = 0; round < 100; round++) await countAttempt(account, { knownAddress: false });
    await expect(enter(userName, PASSWORD, newHome())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("locks the owner's own browser out neither at the same address nor from many", async () => {
    const ana = await makePerson("employee");
    const office = newHome();
    const own = { ...office, device: "o".repeat(43) };
    await enter(ana.email, PASSWORD, own);
    await database().session.deleteMany({ where: { userId: ana.id } });
    for (let round = 0; round < 6; round++) await enter(ana.email, "x", office).catch(() => undefined);
    await expect(enter(ana.email, PASSWORD, office)).rejects.toMatchObject({ code: "LIMIT" });
    await expect(enter(ana.email, PASSWORD, own)).resolves.toMatchObject({ userId: ana.id });
    // Who has that browser guesses no more than others, and a browser that nobody knows is a stranger's.
    for (let round = 0; round < 5; round++)
      await expect(enter(ana.email, "x", own)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(enter(ana.email, PASSWORD, own)).rejects.toMatchObject({ code: "LIMIT" });
    await expect(enter(ana.email, PASSWORD, { ...office, device: "n".repeat(43) })).rejects.toMatchObject({
      code: "LIMIT",
    });
  });

  test("knows its owner's household by its network, as it is counted", () => {
    const traces = { sessions: [{ ip: "2001:db8:1:2::a" }], devices: [] };
    const at = (address: string) => knownBy(traces, { address, userAgent: "" }).knownAddress;
    expect([at("2001:db8:1:2:ffff::b"), at("2001:db8:1:3::a")]).toStrictEqual([true, false]);
  });
});

describe("a session", () => {
  test("ends by signing out, and that is announced once", async () => {
    const ana = await makePerson("employee");
    expect(await announced(ana.id, () => signOut(ctxOf(ana)))).toStrictEqual(["user.signedOut"]);
    expect(await actorOfSession(ana.sessionId)).toBeUndefined();
  });

  test("ends when it was left alone too long, and when its month is over", async () => {
    const ana = await makePerson("employee");
    const set = (data: object) => database().session.update({ where: { id: ana.sessionId }, data });
    await set({ lastSeenAt: new Date(Date.now() - 71 * 3_600_000) });
    expect(await actorOfSession(ana.sessionId)).toBeDefined();
    await set({ lastSeenAt: new Date(Date.now() - 73 * 3_600_000) });
    expect(await actorOfSession(ana.sessionId)).toBeUndefined();
    await set({ lastSeenAt: new Date(), expiresAt: new Date(Date.now() - 1000) });
    expect(await actorOfSession(ana.sessionId)).toBeUndefined();
  });

  test("notes at most once a minute that it was used", async () => {
    const ana = await makePerson("employee");
    const seen = async () => (await database().session.findUniqueOrThrow({ where: { id: ana.sessionId } })).lastSeenAt;
    const first = await seen();
    await markSeen(ana.sessionId);
    expect(await seen()).toStrictEqual(first);
    const earlier = new Date(Date.now() - 61_000);
    await database().session.update({ where: { id: ana.sessionId }, data: { lastSeenAt: earlier } });
    await markSeen(ana.sessionId, Date.now() + 61_000);
    expect((await seen()).getTime()).toBeGreaterThan(earlier.getTime());
  });

  test("of one's own can be ended, of somebody else doesn't exist", async () => {
    const [ana, beto] = [await makePerson("employee"), await makePerson("admin")];
    const { sessionId } = await enter(ana.email, PASSWORD, newHome());
    await expect(endSession(ctxOf(beto), { sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await announced(ana.id, () => endSession(ctxOf(ana), { sessionId }))).toStrictEqual(["user.sessionEnded"]);
    await enter(ana.email, PASSWORD, newHome());
    expect(await endOtherSessions(ctxOf(ana))).toStrictEqual({ ended: 1 });
    expect(await actorOfSession(ana.sessionId)).toBeDefined();
  });
});

describe("changing one's password", () => {
  const change = (actor: Parameters<typeof ctxOf>[0], currentPassword: string, password: string) =>
    changePassword(ctxOf(actor), { currentPassword, password }, newHome());

  test("ends every session and opens a fresh one here", async () => {
    const ana = await makePerson("employee");
    await enter(ana.email, PASSWORD, newHome());
    let fresh = "";
    const names = await announced(ana.id, async () => {
      fresh = (await change(ana, PASSWORD, "otra frase bien larga")).sessionId;
    });
    expect(names).toStrictEqual(["user.passwordChanged"]);
    expect(await sessionsOf(ana.id)).toBe(1);
    expect(await actorOfSession(fresh)).toMatchObject({ id: ana.id });
    await expect(enter(ana.email, PASSWORD, newHome())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("needs the present one, and refuses a bad new one by its field", async () => {
    const ana = await makePerson("employee");
    await expect(change(ana, "wrong", "otra frase bien larga")).rejects.toMatchObject({
      fields: { currentPassword: "passwordWrong" },
    });
    await expect(change(ana, PASSWORD, "corta")).rejects.toMatchObject({ fields: { password: "passwordTooShort" } });
    expect(await actorOfSession(ana.sessionId)).toBeDefined();
  });
});

describe("a link to set the password", () => {
  const set = (token: string) => setPasswordByLink(visitor, { token, password: "otra frase bien larga" }, newHome());

  test("sets it once, signs in, and ends what was open", async () => {
    const ana = await makePerson("employee");
    const { linkToken } = await resetUser(systemCtx("operator"), { userId: ana.id });
    expect(await personOfLink(linkToken)).toMatchObject({ firstName: "employee" });
    const [first, second] = await Promise.allSettled([set(linkToken), set(linkToken)]);
    expect([first.status, second.status].sort()).toStrictEqual(["fulfilled", "rejected"]);
    expect(await sessionsOf(ana.id)).toBe(1);
    expect(await personOfLink(linkToken)).toBeUndefined();
    const told = await database().event.findMany({ where: { subjectId: ana.id }, orderBy: { seq: "asc" } });
    expect(told.map(({ name }) => name)).toStrictEqual(["user.reset", "user.passwordChanged", "user.signedIn"]);
    await expect(set(linkToken)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  });

  test("isn't taken when it is unknown, too old, replaced, or its user is gone", async () => {
    const ana = await makePerson("employee");
    const old = await issue(ana.id, new Date(Date.now() - 8 * 86_400_000));
    await expect(set("unknown")).rejects.toMatchObject({ details: { reason: "linkUsed" } });
    await expect(set(old)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
    const replaced = await issue(ana.id, new Date());
    const newest = await issue(ana.id, new Date());
    await expect(set(replaced)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
    await database().user.update({ where: { id: ana.id }, data: { deactivatedAt: new Date() } });
    await expect(set(newest)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  });

  test("is kept as a hash only", async () => {
    const ana = await makePerson("employee");
    const token = await issue(ana.id, new Date());
    expect(JSON.stringify(await database().oneTimeToken.findMany())).not.toContain(token);
  });

  function issue(userId: string, now: Date): Promise<string> {
    return database().$transaction((tx) => issueLink(systemCtx("test", { now: () => now }), tx, userId));
  }
});

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act().catch(() => undefined);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
