import { signIn } from "@/lib/auth/commands";
import { enterByProvider, startByProvider } from "@/lib/auth/provider/entering/commands";
import { actorOfSession } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { welcome } from "@/lib/users/identities/entering/commands";
import { makeCompany } from "@/tests/support/house";
import { makePerson, PASSWORD } from "@/tests/support/people";
import { setUpProvider } from "@/tests/support/provider-house";
import { openProvider } from "@/tests/support/provider-server";
import {
  ANA,
  atDoor,
  beginAnew,
  comeBack,
  enterAt,
  entryIn,
  forgetProvider,
  newHome,
  ORIGIN,
  providerRules,
  start,
} from "@/tests/support/provider-walk";
import type { Claims, ProviderDoor } from "@/tests/support/provider-server";

jest.setTimeout(60_000);

let door: ProviderDoor;
let company: { id: string };
beforeAll(async () => {
  door = await openProvider();
  company = await makeCompany("Casa");
});
afterAll(async () => {
  await door.close();
});
beforeEach(() => beginAnew(door, company));

const enter = (person: Claims, more?: Record<string, string>) => enterAt(door, person, more);
const users = () => database().user.count();
const last = () => database().event.findFirstOrThrow({ orderBy: { seq: "desc" } });

describe("what comes back isn't taken as true", () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    ["by another issuer", { alter: { iss: "https://otro.test" } }, "refused"],
    ["for somebody else's program", { alter: { aud: "otro" } }, "refused"],
    ["for several, and not for us among them", { alter: { aud: ["leads", "otro"], azp: "otro" } }, "refused"],
    ["for us and handed on to another", { alter: { azp: "otro" } }, "refused"],
    ["without a nonce", { alter: { nonce: undefined } }, "refused"],
    ["with another nonce", { alter: { nonce: "otro" } }, "refused"],
    ["of nobody", { alter: { sub: undefined } }, "refused"],
    ["of a sub that can't be one", { alter: { sub: "ana\u0000" } }, "refused"],
    ["that is over", { alter: { exp: now() - 120 } }, "clock"],
    ["without an end", { alter: { exp: undefined } }, "refused"],
    ["said long ago", { alter: { iat: now() - 3_600 } }, "clock"],
    ["said in the future", { alter: { iat: now() + 300 } }, "clock"],
    ["signed by another key", { signing: "another's" }, "refused"],
    ["signed by nobody", { signing: "none" }, "refused"],
    ["signed with the secret", { signing: "secret" }, "refused"],
  ])("a token %s", async (_what, wrong, reason) => {
    Object.assign(door, wrong);
    const before = await users();
    expect(await enter(ANA)).toStrictEqual({ next: "/leads", reason });
    expect(await users()).toBe(before);
    expect(await last()).toMatchObject({ name: "user.signInFailed", payload: { step: "provider", known: false } });
    Object.assign(door, { alter: {}, signing: "ours" });
    entryIn(await enter(ANA));
  });

  test.each([
    ["an answer of another provider", { iss: "https://otro.test" }, "refused"],
    ["an answer that doesn't say whose it is, of a provider that does", { iss: "" }, "refused"],
    ["a state that isn't this browser's", { state: "otro" }, "over"],
    ["a code that nobody gave", { code: "otro" }, "over"],
  ])("%s", async (_what, said, reason) => {
    expect(await enter(ANA, said)).toStrictEqual({ next: "/leads", reason });
  });

  test("what another browser began, what was used already, and what is too old", async () => {
    const [mine, theirs] = [await start(), await start()];
    const back = door.letGo(mine.url, ANA);
    expect(await comeBack(back, theirs.sealed)).toMatchObject({ reason: "over" });
    expect(await comeBack(back, undefined)).toStrictEqual({ next: "/", reason: "over" });
    expect(await comeBack(back, `${mine.sealed.slice(0, 40)}AAAA${mine.sealed.slice(44)}`)).toStrictEqual({
      next: "/",
      reason: "over",
    });
    const late = { ...atDoor(), now: () => new Date(Date.now() + 16 * 60_000) };
    expect(
      await enterByProvider(late, { query: back.searchParams, sealed: mine.sealed, client: newHome() }, welcome),
    ).toMatchObject({ reason: "over" });
    entryIn(await comeBack(back, mine.sealed));
    // The same address again, and another code for the same beginning.
    expect(await comeBack(back, mine.sealed)).toMatchObject({ reason: "over" });
    expect(await comeBack(door.letGo(mine.url, ANA), mine.sealed)).toMatchObject({ reason: "over" });
  });

  test("of two that bring the same beginning at once, one comes in", async () => {
    const { url, sealed } = await start();
    const both = await Promise.all([comeBack(door.letGo(url, ANA), sealed), comeBack(door.letGo(url, ANA), sealed)]);
    expect(both.filter((back) => "entry" in back)).toHaveLength(1);
  });

  test.each([
    ["access_denied", "cancelled"],
    ["login_required", "refused"],
    ["temporarily_unavailable", "away"],
    ["<b>rubbish</b>", "refused"],
  ])("the provider's %s ends at the sign-in page in words of ours", async (error, reason) => {
    const { url, sealed } = await start();
    expect(await comeBack(door.sendBack(url, error), sealed)).toStrictEqual({ next: "/leads", reason });
    expect(JSON.stringify((await last()).payload)).not.toContain("<b>");
  });
});

describe("while it doesn't work", () => {
  test.each([
    ["closing", "closed"],
    ["html", "not_json"],
    ["failing", "status"],
    ["huge", "too_big"],
    ["elsewhere", "redirected"],
  ] as const)("%s, nobody is sent there, and the settings say why", async (mood, problem) => {
    door.moods = { discovery: mood };
    await expect(start()).rejects.toThrow("away");
    expect(await database().identityProvider.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ problem });
  });

  test.each([
    ["token", "closing", "away"],
    ["token", "html", "refused"],
    ["token", "failing", "away"],
    ["token", "huge", "refused"],
    ["token", "elsewhere", "refused"],
    ["token", "silent", "away"],
    ["keys", "failing", "away"],
    ["keys", "html", "refused"],
    ["userinfo", "failing", "away"],
    ["userinfo", "denying", "away"],
  ] as const)("with its %s %s, whoever comes back is told, and nobody is put out", async (which, mood, reason) => {
    const { userId, sessionId = "" } = entryIn(await enter(ANA));
    forgetProvider();
    door.more = ANA;
    door.moods = { [which]: mood };
    const { groups, ...rest } = ANA;
    expect(groups).toBeDefined();
    expect(await enter(rest)).toStrictEqual({ next: "/leads", reason });
    expect(await actorOfSession(sessionId)).toMatchObject({ id: userId });
    const admin = await makePerson("admin");
    expect((await signIn(atDoor(), { login: admin.email, password: PASSWORD }, newHome(), welcome)).userId).toBe(
      admin.id,
    );
  });

  test("a key that the provider didn't have a minute ago is asked for", async () => {
    const rotating = await openProvider();
    await setUpProvider(rotating.issuer, providerRules(company));
    const come = async () => {
      const { url, sealed } = await start();
      return comeBack(rotating.letGo(url, ANA), sealed);
    };
    const { userId } = entryIn(await come());
    rotating.rotate();
    const now = Date.now.bind(Date);
    const later = jest.spyOn(Date, "now").mockImplementation(() => now() + 61_000);
    expect(entryIn(await come()).userId).toBe(userId);
    later.mockRestore();
    await rotating.close();
  });

  test("a wrong secret is told to the settings, not to who signs in", async () => {
    await database().identityProvider.update({ where: { id: 1 }, data: { clientId: "otro" } });
    expect(await enter(ANA)).toMatchObject({ reason: "refused" });
    expect(await database().identityProvider.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({
      ...{ problem: "client_refused", detail: "invalid_client" },
    });
  });

  test("nobody is sent or let in while it is off, nor is it asked", async () => {
    const { url, sealed } = await start();
    door.asked.length = 0;
    await database().identityProvider.update({ where: { id: 1 }, data: { on: false } });
    await expect(start()).rejects.toThrow("off");
    expect(await comeBack(door.letGo(url, ANA), sealed)).toMatchObject({ reason: "off" });
    expect(door.asked).toStrictEqual([]);
  });

  test("whoever begins or comes back too often waits, before the provider is asked", async () => {
    const home = newHome();
    const begin = () => startByProvider(atDoor(), { next: "/", origin: ORIGIN, client: home });
    for (let round = 0; round < 300; round++) await begin();
    door.asked.length = 0;
    expect(await begin()).toStrictEqual({ reason: "wait" });
    const { url, sealed } = await start();
    const wrong = () => comeBack(door.letGo(url, ANA, { state: "otro" }), sealed, home);
    for (let round = 0; round < 200; round++) await wrong();
    expect(await comeBack(door.letGo(url, ANA), sealed, home)).toMatchObject({ reason: "wait" });
    expect(door.asked).toStrictEqual([]);
  });
});
