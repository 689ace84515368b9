import { changePassword, signIn } from "@/lib/auth/commands";
import { actorOfReader, actorOfSession } from "@/lib/auth/queries";
import { beginSecondFactor, passStep } from "@/lib/auth/second-factor/commands";
import { database } from "@/lib/core/db";
import { deactivateUser, resetUser } from "@/lib/users/commands";
import { updateUser } from "@/lib/users/editing/commands";
import { welcome } from "@/lib/users/identities/entering/commands";
import { unlinkUser } from "@/lib/users/identities/linking/commands";
import { checkProvider } from "@/lib/users/provider/checking/commands";
import { linkUserToProvider } from "@/lib/users/provider/linking/commands";
import { getUser } from "@/lib/users/queries";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makePerson, PASSWORD, roleId, sessionsOf } from "@/tests/support/people";
import { giveProviderRules, setUpProvider } from "@/tests/support/provider-house";
import { openProvider } from "@/tests/support/provider-server";
import {
  ANA,
  atDoor,
  beginAnew,
  comeBack,
  enterAt,
  entryIn,
  newHome,
  ORIGIN,
  providerRules,
  start,
} from "@/tests/support/provider-walk";
import { appCode, stepsLater, withSecondFactor } from "@/tests/support/second-factor";
import type { UserActor } from "@/lib/core/ctx";
import type { Claims, ProviderDoor } from "@/tests/support/provider-server";

jest.setTimeout(60_000);

const BETO: Claims = { ...ANA, sub: "beto-2", given_name: "Beto", preferred_username: "beto", email: "beto@casa.test" };

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
const RULES = () => providerRules(company);
const whoeverIs = async (sessionId = ""): Promise<UserActor> => {
  const actor = await actorOfSession(sessionId);
  if (!actor) throw new Error("nobody");
  return actor;
};
const userOf = (email: string) =>
  database().user.findUniqueOrThrow({ where: { email }, include: { role: true, companies: true, directory: true } });
const because = (reason: string) => ({ code: "PRECONDITION", details: { reason } });

describe("the first time", () => {
  test("makes a user with the role and companies of their group, and says so", async () => {
    const back = await enter(ANA);
    expect(back.next).toBe("/leads");
    const { userId, sessionId = "" } = entryIn(back);
    expect(await actorOfSession(sessionId)).toMatchObject({
      ...{ id: userId, name: "Ana Álvarez", email: "ana@casa.test", roleKey: "employee", companyIds: [company.id] },
    });
    expect(await userOf("ana@casa.test")).toMatchObject({
      ...{ userName: "ana", passwordHash: null },
      directory: { via: "provider", key: `${door.issuer} ana-1`, account: "ana", group: "ventas" },
    });
    const told = await eventsOf(userId);
    expect(told.map(({ name, actorLabel }) => [name, actorLabel])).toStrictEqual([
      ["user.created", "provider"],
      ["user.signedIn", "Ana Álvarez"],
    ]);
    expect(told.map(({ payload }) => payload)).toMatchObject([{ group: "ventas" }, { by: "provider" }]);
    expect(await database().identityProvider.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ problem: "" });
  });

  test("the provider is asked for a code, by PKCE, with a state and a nonce of their own each time", async () => {
    const [one, other] = [await start(), await start()];
    const asked = [one, other].map(({ url }) => Object.fromEntries(new URL(url).searchParams));
    expect(asked[0]).toMatchObject({
      ...{ response_type: "code", client_id: "leads", scope: "openid email profile", code_challenge_method: "S256" },
      redirect_uri: `${ORIGIN}/api/auth/provider/callback`,
    });
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(asked[0]?.[name]).toMatch(/^[\w-]{40,}$/);
      expect(asked[0]?.[name]).not.toBe(asked[1]?.[name]);
      expect(one.sealed).not.toContain(asked[0]?.[name]);
    }
    expect(door.asked).toStrictEqual(["discovery"]);
  });

  test("what the token leaves out is asked for; of whom it says so is the token's to say", async () => {
    door.more = { ...ANA, groups: ["jefes"], email: "otra@casa.test" };
    const { email, email_verified, groups, ...rest } = ANA;
    expect([email, email_verified, groups]).toHaveLength(3);
    entryIn(await enter(rest));
    expect(await userOf("otra@casa.test")).toMatchObject({ role: { key: "manager" } });
    door.more = { ...ANA, sub: "beto-2" };
    expect(await enter(rest)).toMatchObject({ reason: "refused" });
  });

  test("groups are read at the end of a way, and from one text", async () => {
    await database().identityProvider.update({ where: { id: 1 }, data: { groupsClaim: "realm_access.roles" } });
    entryIn(await enter({ ...ANA, groups: undefined, realm_access: { roles: ["x", "jefes"] } }));
    expect((await userOf("ana@casa.test")).role.key).toBe("manager");
    await database().identityProvider.update({ where: { id: 1 }, data: { groupsClaim: "hd" } });
    await giveProviderRules([{ group: "casa.test", role: "executive" }]);
    entryIn(await enter({ ...ANA, groups: undefined, hd: "casa.test" }));
    expect((await userOf("ana@casa.test")).role.key).toBe("executive");
  });

  test("nobody is called by a key or a number: then it is by their address", async () => {
    await database().identityProvider.update({ where: { id: 1 }, data: { accountClaim: "oid" } });
    entryIn(await enter({ ...ANA, given_name: undefined, oid: "6a1f4c1e-2b7d-4a57-9a52-0c1f9d0f3b11" }));
    expect(await userOf("ana@casa.test")).toMatchObject({
      ...{ userName: "ana", firstName: "ana", directory: { account: "6a1f4c1e-2b7d-4a57-9a52-0c1f9d0f3b11" } },
    });
  });

  test("makes one user of two sign-ins at once", async () => {
    const [one, other] = await Promise.all([enter(ANA), enter(ANA)]);
    expect(entryIn(one).userId).toBe(entryIn(other).userId);
  });

  test.each([
    ["whose groups give nothing", { ...ANA, groups: ["otra"] }, "noGroup", "providerNoGroup"],
    ["who has no groups", { ...ANA, groups: undefined }, "noGroup", "providerNoGroup"],
    ["whose address isn't verified", { ...ANA, email_verified: false }, "noMail", "providerNoMail"],
    ["of whose address nothing is said", { ...ANA, email_verified: undefined }, "noMail", "providerNoMail"],
    ["who has no address", { ...ANA, email: undefined }, "noMail", "providerNoMail"],
    [
      "who is in too many groups to name",
      { ...ANA, groups: undefined, _claim_names: { groups: "src1" } },
      "manyGroups",
      "manyGroups",
    ],
  ])("lets nobody in %s, and says why", async (_who, person, reason, told) => {
    const before = await users();
    expect(await enter(person)).toStrictEqual({ next: "/leads", reason });
    expect(await users()).toBe(before);
    expect(await last()).toMatchObject({ name: "user.signInFailed", payload: { step: "provider", reason: told } });
  });

  test("of who is in no group that counts the log tells in which they are", async () => {
    await enter({ ...ANA, groups: ["a", "b"] });
    expect((await last()).payload).toMatchObject({ reason: "providerNoGroup", groups: ["a", "b"] });
  });

  test("an address that nothing is said of counts where an admin said so, an unverified one never", async () => {
    await database().identityProvider.update({ where: { id: 1 }, data: { trustsMail: true } });
    expect(await enter({ ...ANA, email_verified: false })).toMatchObject({ reason: "noMail" });
    entryIn(await enter({ ...ANA, email_verified: undefined }));
  });
});

describe("afterwards", () => {
  test("names, address, role and companies follow it; another role ends the sessions before", async () => {
    const { userId, sessionId = "" } = entryIn(await enter(ANA));
    const changed = { family_name: "Álvarez Paz", email: "ana.paz@casa.test", groups: ["ventas", "jefes"] };
    const again = entryIn(await enter({ ...ANA, ...changed, preferred_username: "otra" }));
    expect(again.userId).toBe(userId);
    expect(await userOf("ana.paz@casa.test")).toMatchObject({ lastName: "Álvarez Paz", role: { key: "manager" } });
    expect(await actorOfSession(sessionId)).toBeUndefined();
    const told = (await eventsOf(userId)).find(({ name }) => name === "user.updated");
    expect(told).toMatchObject({ actorLabel: "provider", payload: { group: "jefes", sessionsEnded: 1 } });
  });

  test("an address that isn't verified any more, or is somebody else's, changes nothing", async () => {
    entryIn(await enter(ANA));
    entryIn(await enter({ ...ANA, email: "x@casa.test", email_verified: false }));
    entryIn(await enter(BETO));
    entryIn(await enter({ ...ANA, email: "beto@casa.test" }));
    expect((await userOf("ana@casa.test")).directory?.key).toBe(`${door.issuer} ana-1`);
  });

  test("the same sub of another issuer is somebody else", async () => {
    entryIn(await enter(ANA));
    const other = await openProvider();
    await setUpProvider(other.issuer, RULES());
    const begun = await start();
    expect(await comeBack(other.letGo(begun.url, ANA), begun.sealed)).toMatchObject({ reason: "taken" });
    await other.close();
  });

  test("who lost their groups is out, with their sessions and what acts in their name", async () => {
    const { userId, sessionId = "" } = entryIn(await enter(ANA));
    expect(await enter({ ...ANA, groups: [] })).toMatchObject({ reason: "noGroup" });
    expect(await actorOfSession(sessionId)).toBeUndefined();
    expect(await actorOfReader(userId)).toBeUndefined();
    entryIn(await enter(ANA));
    expect(await actorOfReader(userId)).toMatchObject({ id: userId });
  });

  test("who didn't sign in for as many days as the settings say is out until they do", async () => {
    const { userId, sessionId = "" } = entryIn(await enter(ANA));
    const in6Days = new Date(Date.now() + 6 * 86_400_000);
    await checkProvider(in6Days);
    expect(await actorOfSession(sessionId)).toMatchObject({ id: userId });
    await checkProvider(new Date(Date.now() + 8 * 86_400_000));
    expect(await actorOfSession(sessionId)).toBeUndefined();
    expect((await eventsOf(userId)).at(-1)).toMatchObject({ name: "user.putOut", payload: { reason: "unseen" } });
    entryIn(await enter(ANA));
    expect(await actorOfReader(userId)).toMatchObject({ id: userId });
  });

  test("who is deactivated here stays out, whatever it says", async () => {
    const { userId } = entryIn(await enter(ANA));
    await deactivateUser(ctxOf(await makeUser("admin")), { userId });
    expect(await enter(ANA)).toMatchObject({ reason: "deactivated" });
  });

  test("the last admin stays one", async () => {
    await database().user.updateMany({ where: { role: { key: "admin" } }, data: { deactivatedAt: new Date() } });
    await giveProviderRules([{ group: "ventas", role: "admin" }]);
    entryIn(await enter(ANA));
    await giveProviderRules(RULES());
    entryIn(await enter(ANA));
    expect((await userOf("ana@casa.test")).role.key).toBe("admin");
    await makePerson("admin");
    entryIn(await enter(ANA));
    expect((await userOf("ana@casa.test")).role.key).toBe("employee");
  });

  test("the code of a second factor is still asked, whatever the provider says of how it looked", async () => {
    const { userId, sessionId } = entryIn(await enter(ANA));
    const { secret } = await withSecondFactor(await whoeverIs(sessionId));
    const asked = entryIn(await enter({ ...ANA, amr: ["mfa", "otp"], acr: "high" }));
    expect(asked.sessionId).toBeUndefined();
    const entered = await passStep(
      atDoor(),
      { token: String(asked.step), code: appCode(secret, stepsLater(new Date(), 1)) },
      newHome(),
    );
    expect(await actorOfSession(entered.sessionId)).toMatchObject({ id: userId });
  });

  test("they have no password here: it is neither asked nor given, and what takes one takes a fresh sign-in", async () => {
    const { userId, sessionId } = entryIn(await enter(ANA));
    const own = ctxOf(await whoeverIs(sessionId));
    const change = { currentPassword: "x", password: "otra frase bien larga" };
    await expect(changePassword(own, change, newHome())).rejects.toMatchObject(because("byProvider"));
    const admin = ctxOf(await makeUser("admin"));
    await expect(resetUser(admin, { userId })).rejects.toMatchObject(because("byProvider"));
    expect(await beginSecondFactor(own, {}, newHome())).toHaveProperty("secret");
    await database().session.updateMany({ where: { userId }, data: { createdAt: new Date(Date.now() - 3_600_000) } });
    await expect(beginSecondFactor(own, {}, newHome())).rejects.toMatchObject(because("providerAgain"));
    await expect(signIn(atDoor(), { login: "ana", password: "x" }, newHome(), welcome)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    const set = { roleId: await roleId("manager") };
    await expect(updateUser(admin, { userId, set, seen: { roleId: await roleId("employee") } })).rejects.toMatchObject({
      fields: { roleId: "byProvider" },
    });
    expect((await getUser(admin, userId)).directory).toStrictEqual({
      ...{ via: "provider", group: "ventas", account: "ana", outReason: "" },
    });
  });
});

describe("somebody who has an account here already", () => {
  async function local() {
    const ana = await makePerson("employee", [company.id]);
    await database().user.update({ where: { id: ana.id }, data: { email: "ana@casa.test" } });
    return ana;
  }

  test("isn't taken over by who has the same address there, verified or not", async () => {
    const ana = await local();
    expect(await enter(ANA)).toMatchObject({ reason: "taken" });
    const entry = await signIn(atDoor(), { login: "ana@casa.test", password: PASSWORD }, newHome(), welcome);
    expect(entry.userId).toBe(ana.id);
  });

  test("is linked by an admin: in by the provider from then on, and in no other way", async () => {
    const ana = await local();
    await makePerson("admin");
    const admin = ctxOf(await makeUser("admin"));
    await linkUserToProvider(admin, { userId: ana.id, account: "ANA" });
    expect(await sessionsOf(ana.id)).toBe(0);
    expect(await enter({ ...BETO, email: "ana@casa.test" })).toMatchObject({ reason: "taken" });
    expect(entryIn(await enter(ANA)).userId).toBe(ana.id);
    // Once: another who is called so by now is somebody else.
    expect(await enter({ ...BETO, preferred_username: "ana" })).not.toMatchObject({ entry: { userId: ana.id } });
    await expect(
      signIn(atDoor(), { login: "ana@casa.test", password: PASSWORD }, newHome(), welcome),
    ).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await unlinkUser(admin, { userId: ana.id });
    expect(await enter(ANA)).toMatchObject({ reason: "taken" });
    const told = (await eventsOf(ana.id)).filter(({ name }) => name.includes("inked"));
    expect(told.map(({ name, payload }) => [name, payload])).toMatchObject([
      ["user.linked", { via: "provider", account: "ANA" }],
      ["user.unlinked", { via: "provider" }],
    ]);
  });

  test("isn't linked by who may not, twice to one account, or while it is off", async () => {
    const ana = await local();
    const admin = ctxOf(await makeUser("admin"));
    const link = (userId: string, by = admin) => linkUserToProvider(by, { userId, account: "ana" });
    const manager = ctxOf(await makeUser("manager", [company.id]));
    await expect(link(ana.id, manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await link(ana.id);
    await expect(link(ana.id)).rejects.toMatchObject(because("providerLinked"));
    const other = await makePerson("employee", [company.id]);
    await expect(link(other.id)).rejects.toMatchObject({ fields: { account: "providerOther" } });
    await database().identityProvider.update({ where: { id: 1 }, data: { on: false } });
    await expect(link(other.id)).rejects.toMatchObject(because("providerOff"));
  });

  test("isn't linked as the last admin who comes in without it", async () => {
    await database().user.updateMany({ where: { role: { key: "admin" } }, data: { deactivatedAt: new Date() } });
    const onlyOne = await makePerson("admin");
    const admin = ctxOf(await makeUser("admin"));
    await expect(linkUserToProvider(admin, { userId: onlyOne.id, account: "ana" })).rejects.toMatchObject(
      because("providerOwnAdmin"),
    );
  });
});
