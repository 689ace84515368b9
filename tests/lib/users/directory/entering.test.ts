import { changePassword, provePassword, signIn } from "@/lib/auth/commands";
import { createKey } from "@/lib/auth/keys/commands";
import { actorOfKey } from "@/lib/auth/keys/queries";
import { createKeyInput } from "@/lib/auth/keys/schema";
import { actorOfReader, actorOfSession } from "@/lib/auth/queries";
import { personSelect } from "@/lib/auth/person";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { deactivateUser, resetUser } from "@/lib/users/commands";
import { checkDirectory } from "@/lib/users/directory/checking/commands";
import { welcome } from "@/lib/users/identities/entering/commands";
import { linkUser } from "@/lib/users/directory/linking/commands";
import { tryDirectory } from "@/lib/users/directory/trying/commands";
import { unlinkUser } from "@/lib/users/identities/linking/commands";
import { updateProfile, updateUser } from "@/lib/users/editing/commands";
import { sendForgottenLink } from "@/lib/users/forgotten/commands";
import { inviteAgain } from "@/lib/users/inviting/commands";
import { getUser } from "@/lib/users/queries";
import { giveRules, setUpDirectory } from "@/tests/support/directory-house";
import { ANA, HELD, JEFES, VENTAS } from "@/tests/support/directory-people";
import { openDirectory } from "@/tests/support/directory-server";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makePerson, PASSWORD, roleId, sessionsOf } from "@/tests/support/people";
import { appCode, stepsLater, withSecondFactor } from "@/tests/support/second-factor";
import { passStep } from "@/lib/auth/second-factor/commands";
import type { UserActor } from "@/lib/core/ctx";
import type { DirectoryDoor } from "@/tests/support/directory-server";

jest.setTimeout(60_000);

let door: DirectoryDoor;
let company: { id: string };
beforeAll(async () => {
  door = await openDirectory();
  company = await makeCompany("Casa");
});
afterAll(async () => {
  await door.close();
});
beforeEach(async () => {
  door.held = structuredClone(HELD);
  door.mood = "well";
  door.binds.length = 0;
  const brought = await database().directoryPerson.findMany();
  await database().apiKey.deleteMany({ where: { madeBy: { email: { endsWith: "@casa.test" } } } });
  await database().user.deleteMany({ where: { id: { in: brought.map(({ userId }) => userId) } } });
  await database().user.deleteMany({ where: { email: { endsWith: "@casa.test" } } });
  await setUpDirectory(door.port, RULES());
});

const RULES = () => [
  { group: JEFES, role: "manager", companyIds: [company.id] },
  { group: VENTAS, role: "employee", companyIds: [company.id] },
];

let homes = 0;
function newHome() {
  homes++;
  return { address: `203.0.113.${homes}`, userAgent: "Test" };
}
const enter = (login: string, password = `clave de ${login}`, client = newHome()) =>
  signIn(systemCtx("sign-in"), { login, password }, client, welcome);
const userOf = (email: string) =>
  database().user.findUniqueOrThrow({ where: { email }, include: { role: true, companies: true, directory: true } });
const groupOf = (dn: string) => door.valuesOf(dn);
const leave = (group: string) => {
  const values = groupOf(group);
  values["member"] = (values["member"] ?? []).filter((member) => member !== ANA);
};

async function whoeverIs(sessionId = ""): Promise<UserActor> {
  const actor = await actorOfSession(sessionId);
  if (!actor) throw new Error("nobody");
  return actor;
}

const KEY = createKeyInput.parse({ name: "Ana's", permissions: ["lead.read"], everyCompany: true });

const DIRECT = { reading: "direct", bindTemplate: ANA.replace("uid=ana", "uid={login}") };

const NO = { code: "UNAUTHENTICATED" };
const because = (reason: string) => ({ code: "PRECONDITION", details: { reason } });

describe("the first time", () => {
  test("makes a user with the role and companies of their group, and says so", async () => {
    const { userId, sessionId = "" } = await enter("ana");
    expect(await actorOfSession(sessionId)).toMatchObject({
      ...{ id: userId, name: "Ana Álvarez", email: "ana@casa.test", roleKey: "employee", companyIds: [company.id] },
    });
    expect(await userOf("ana@casa.test")).toMatchObject({
      userName: "ana",
      jobTitle: "Ventas sur",
      passwordHash: null,
    });
    const told = await eventsOf(userId);
    expect(told.map(({ name, actorLabel }) => [name, actorLabel])).toStrictEqual([
      ["user.created", "directory"],
      ["user.signedIn", "Ana Álvarez"],
    ]);
    expect(told.map(({ payload }) => payload)).toMatchObject([{ group: VENTAS }, { by: "directory" }]);
    expect(JSON.stringify(told.map(({ changes, payload }) => ({ changes, payload })))).not.toContain("clave de ana");
  });

  test("the first rule counts that somebody's groups are in", async () => {
    await enter("beto");
    expect((await userOf("beto@casa.test")).role.key).toBe("manager");
  });

  test("makes one user of two sign-ins at once", async () => {
    const [one, other] = await Promise.all([enter("ana"), enter("ana")]);
    expect(one.userId).toBe(other.userId);
  });

  test.each([
    ["who is in no group that counts", "carla", "directoryNoGroup"],
    ["whose address isn't told", "eva", "directoryNoMail"],
  ])("lets nobody in %s, and says why", async (_who, login, reason) => {
    const users = await database().user.count();
    await expect(enter(login)).rejects.toMatchObject(because(reason));
    expect(await database().user.count()).toBe(users);
    const last = await database().event.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({ name: "user.signInFailed", payload: { step: "directory", reason } });
  });

  test.each([
    ["a wrong password", "ana", "clave de beto"],
    ["everybody's sign", "*", "clave de ana"],
    ["a filter in the name", "*)(uid=*", "clave de ana"],
  ])("lets nobody in by %s", async (_what, login, password) => {
    await expect(enter(login, password)).rejects.toMatchObject(NO);
  });

  test("nobody comes in while it is off, nor is it asked", async () => {
    await database().directory.update({ where: { id: 1 }, data: { on: false } });
    await expect(enter("ana")).rejects.toMatchObject(NO);
    expect(door.binds).toStrictEqual([]);
  });
});

describe("afterwards", () => {
  test("names, address, role and companies follow it; another role ends the sessions before", async () => {
    const { userId, sessionId = "" } = await enter("ana");
    Object.assign(groupOf(ANA), { sn: ["Álvarez Paz"], mail: ["ana.paz@casa.test"] });
    groupOf(JEFES)["member"]?.push(ANA);
    const again = await enter("ana");
    expect(again.userId).toBe(userId);
    expect(await userOf("ana.paz@casa.test")).toMatchObject({ lastName: "Álvarez Paz", role: { key: "manager" } });
    expect(await actorOfSession(sessionId)).toBeUndefined();
    expect(await actorOfSession(String(again.sessionId))).toMatchObject({ roleKey: "manager" });
    const told = (await eventsOf(userId)).find(({ name }) => name === "user.updated");
    expect(told).toMatchObject({ actorLabel: "directory", payload: { group: JEFES, sessionsEnded: 1 } });
  });

  test("who is called otherwise there now is known by what never changes", async () => {
    const { userId } = await enter("ana");
    const moved = ANA.replace("ou=gente", "ou=grupos");
    door.held = door.held.map((one) => ({ ...one, dn: one.dn.replace(ANA, moved) }));
    groupOf(VENTAS)["member"] = [moved];
    expect((await enter("ana")).userId).toBe(userId);
  });

  test("who lost their groups is out, with their sessions and what acts in their name", async () => {
    const { userId, sessionId = "" } = await enter("ana");
    leave(VENTAS);
    await expect(enter("ana")).rejects.toMatchObject(because("directoryNoGroup"));
    expect(await actorOfSession(sessionId)).toBeUndefined();
    expect(await actorOfReader(userId)).toBeUndefined();
    groupOf(VENTAS)["member"]?.push(ANA);
    await enter("ana");
    expect(await actorOfReader(userId)).toMatchObject({ id: userId });
  });

  test("who is deactivated here stays out, whatever it says", async () => {
    const admin = await makeUser("admin");
    const { userId } = await enter("ana");
    await deactivateUser(ctxOf(admin), { userId });
    await expect(enter("ana")).rejects.toMatchObject(NO);
    await expect(enter("ana@casa.test", "clave de ana")).rejects.toMatchObject(NO);
  });

  test("the last admin stays one", async () => {
    await database().user.updateMany({
      where: { role: { key: "admin" } },
      data: { deactivatedAt: new Date() },
    });
    await giveRules([{ group: VENTAS, role: "admin" }]);
    await enter("ana");
    await giveRules(RULES());
    await enter("ana");
    expect((await userOf("ana@casa.test")).role.key).toBe("admin");
    await makePerson("admin");
    await enter("ana");
    expect((await userOf("ana@casa.test")).role.key).toBe("employee");
  });

  test("the code of a second factor is still asked", async () => {
    const { userId, sessionId: first } = await enter("ana");
    const actor = await whoeverIs(first);
    const { secret } = await withSecondFactor(actor);
    const asked = await enter("ana");
    expect(asked.sessionId).toBeUndefined();
    const ctx = systemCtx("sign-in");
    const { sessionId } = await passStep(
      ctx,
      { token: String(asked.step), code: appCode(secret, stepsLater(new Date(), 1)) },
      newHome(),
    );
    expect(await actorOfSession(sessionId)).toMatchObject({ id: userId });
  });

  test("nothing here is their password: it is the directory's to change and to ask", async () => {
    const { userId, sessionId } = await enter("ana");
    const actor = await whoeverIs(sessionId);
    const [ctx, admin] = [ctxOf(actor), ctxOf(await makeUser("admin"))];
    const change = { currentPassword: "clave de ana", password: "otra frase bien larga" };
    await expect(changePassword(ctx, change, newHome())).rejects.toMatchObject(because("byDirectory"));
    await expect(resetUser(admin, { userId })).rejects.toMatchObject(because("byDirectory"));
    await sendForgottenLink({ email: "ana@casa.test", address: "", userAgent: "", requestId: "" });
    expect(await database().oneTimeToken.count({ where: { userId } })).toBe(0);
    const user = await database().user.findUniqueOrThrow({ where: { id: userId }, select: personSelect });
    const prove = (typed: string) => provePassword(ctx, user, { typed, field: "password" }, newHome());
    await expect(prove("clave de ana")).resolves.toBeUndefined();
    await expect(prove("otra")).rejects.toMatchObject({ fields: { password: "passwordWrong" } });
  });

  test("what it says isn't changed here, neither by oneself nor by an admin; the rest is", async () => {
    const { userId, sessionId } = await enter("ana");
    const actor = await whoeverIs(sessionId);
    const own = updateProfile(
      ctxOf(actor),
      { set: { email: "x@y.test" }, seen: { email: "ana@casa.test" } },
      newHome(),
    );
    await expect(own).rejects.toMatchObject({ fields: { email: "byDirectory" } });
    const admin = ctxOf(await makeUser("admin"));
    const set = { roleId: await roleId("manager") };
    await expect(updateUser(admin, { userId, set, seen: { roleId: await roleId("employee") } })).rejects.toMatchObject({
      fields: { roleId: "byDirectory" },
    });
    await updateUser(admin, { userId, set: { jobTitle: "Otra cosa" }, seen: { jobTitle: "Ventas sur" } });
    expect((await getUser(admin, userId)).directory).toMatchObject({ group: "Ventas", outReason: "" });
  });
});

describe("somebody who has an account here already", () => {
  async function local() {
    const ana = await makePerson("employee", [company.id]);
    await database().user.update({ where: { id: ana.id }, data: { email: "ana@casa.test" } });
    return ana;
  }

  test("isn't taken over by who has the same address there", async () => {
    const ana = await local();
    await expect(enter("ana")).rejects.toMatchObject(because("directoryTaken"));
    await expect(enter("ana@casa.test", "clave de ana")).rejects.toMatchObject(NO);
    expect((await enter("ana@casa.test", PASSWORD)).userId).toBe(ana.id);
  });

  test("is linked by an admin: in by the directory from then on, and in no other way", async () => {
    const ana = await local();
    await makePerson("admin");
    const admin = ctxOf(await makeUser("admin"));
    await linkUser(admin, { userId: ana.id, account: "ana" });
    expect(await sessionsOf(ana.id)).toBe(0);
    expect((await enter("ana")).userId).toBe(ana.id);
    await expect(enter("ana@casa.test", PASSWORD)).rejects.toMatchObject(NO);
    await unlinkUser(admin, { userId: ana.id });
    expect(await sessionsOf(ana.id)).toBe(0);
    await expect(enter("ana")).rejects.toMatchObject(because("directoryTaken"));
    const told = (await eventsOf(ana.id)).map(({ name }) => name);
    expect(told.filter((name) => name.includes("inked"))).toStrictEqual(["user.linked", "user.unlinked"]);
  });

  test("and was put out by it stays out when the two are separated, with all that acts in their name, until let in anew", async () => {
    const { userId } = await enter("ana");
    const admin = ctxOf(await makeUser("admin"));
    const { id, key } = await createKey(admin, KEY);
    await database().apiKey.update({ where: { id }, data: { madeById: userId } });
    expect(await actorOfKey(key)).toBeDefined();
    leave(VENTAS);
    await expect(enter("ana")).rejects.toMatchObject(because("directoryNoGroup"));
    const isOut = async () => {
      expect(await actorOfKey(key)).toBeUndefined();
      expect(await actorOfReader(userId)).toBeUndefined();
      await sendForgottenLink({ email: "ana@casa.test", address: "", userAgent: "", requestId: "" });
      expect(await database().oneTimeToken.count({ where: { userId } })).toBe(0);
    };
    await isOut();
    await unlinkUser(admin, { userId });
    await isOut();
    expect(await getUser(admin, userId)).toMatchObject({ directory: null, out: true });
    await inviteAgain(admin, { userId });
    expect(await actorOfKey(key)).toBeDefined();
    expect(await getUser(admin, userId)).toMatchObject({ out: false });
    expect((await eventsOf(userId)).at(-1)).toMatchObject({
      name: "user.invited",
      changes: { out: { from: true, to: false } },
    });
  });

  test.each(["ana@casa.test", "CASA\\ana", "Ana"])(
    "is known again at their first sign-in as an admin wrote them, where only they themselves can ask: %s",
    async (account) => {
      const ana = await local();
      await makePerson("admin");
      const admin = ctxOf(await makeUser("admin"));
      await database().directory.update({ where: { id: 1 }, data: DIRECT });
      await linkUser(admin, { userId: ana.id, account });
      const tried = await tryDirectory(admin, { account: "ana", password: "clave de ana" });
      expect(tried).toMatchObject({ is: "found", as: "known" });
      expect((await enter("ana")).userId).toBe(ana.id);
    },
  );

  test("isn't linked by who may not, to nobody, or to whoever is somebody already", async () => {
    const ana = await local();
    const admin = ctxOf(await makeUser("admin"));
    const link = (account: string, ctx = admin) => linkUser(ctx, { userId: ana.id, account });
    const manager = ctxOf(await makeUser("manager", [company.id]));
    await expect(link("ana", manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(link("nadie")).rejects.toMatchObject({ fields: { account: "directoryNobody" } });
    await enter("beto");
    await expect(link("beto")).rejects.toMatchObject({ fields: { account: "directoryOther" } });
    door.mood = "closing";
    await expect(link("ana")).rejects.toMatchObject(because("directoryAway"));
  });

  test("isn't linked as the last admin who comes in without it", async () => {
    await database().user.updateMany({ where: { role: { key: "admin" } }, data: { deactivatedAt: new Date() } });
    const last = await makePerson("admin");
    const admin = ctxOf(await makeUser("admin"));
    await expect(linkUser(admin, { userId: last.id, account: "ana" })).rejects.toMatchObject(
      because("directoryOwnAdmin"),
    );
  });
});

describe("while it is away", () => {
  test.each(["closing", "rubbish", "referral"] as const)(
    "%s, it is as a wrong password; accounts of the house go on",
    async (mood) => {
      const admin = await makePerson("admin");
      door.mood = mood;
      await expect(enter("ana")).rejects.toMatchObject(NO);
      expect((await enter(admin.email, PASSWORD)).userId).toBe(admin.id);
      expect((await database().directory.findUniqueOrThrow({ where: { id: 1 } })).problem).not.toBe("");
      door.mood = "well";
      await enter("ana");
      expect(await database().directory.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({
        problem: "",
        detail: "",
      });
    },
  );

  test("who takes the mail of another lets nobody in by it, and the log says why; by what is theirs alone they come in", async () => {
    await enter("ana");
    groupOf(ANA.replace("uid=ana", "uid=beto"))["mail"] = ["ana@casa.test"];
    const failed = { name: "user.signInFailed", payload: { path: ["reason"], equals: "directorySeveral" } };
    const before = await database().event.count({ where: failed });
    await expect(enter("ana@casa.test", "clave de ana")).rejects.toMatchObject(NO);
    expect(await database().event.count({ where: failed })).toBe(before + 1);
    await expect(enter("ana")).resolves.toHaveProperty("sessionId");
    expect(await database().event.count({ where: failed })).toBe(before + 1);
  });

  test("guessing is stopped before it is asked", async () => {
    const guesser = newHome();
    for (let round = 0; round < 5; round++) await expect(enter("ana", "x", guesser)).rejects.toMatchObject(NO);
    const asked = door.binds.length;
    await expect(enter("ana", "clave de ana", guesser)).rejects.toMatchObject({ code: "LIMIT" });
    expect(door.binds).toHaveLength(asked);
  });
});

const check = async () => {
  await database().directory.update({ where: { id: 1 }, data: { checkedAt: null } });
  await checkDirectory();
};

describe("looking after who is here", () => {
  const remove = (dn: string) => {
    door.held = door.held.filter((one) => one.dn !== dn);
  };

  test.each([
    [
      "isn't there any more",
      () => {
        remove(ANA);
      },
      "gone",
    ],
    [
      "is in no group that counts",
      () => {
        leave(VENTAS);
      },
      "noGroup",
    ],
    [
      "is closed there",
      () => {
        Object.assign(groupOf(ANA), { userAccountControl: ["514"] });
      },
      "closed",
    ],
  ])("who %s is out, once; others stay", async (_what, happen, reason) => {
    const [ana, beto] = [await enter("ana"), await enter("beto")];
    happen();
    await check();
    await check();
    expect(await sessionsOf(ana.userId)).toBe(0);
    expect(await sessionsOf(beto.userId)).toBe(1);
    const told = (await eventsOf(ana.userId)).filter(({ name }) => name === "user.putOut");
    expect(told.map(({ payload }) => payload)).toStrictEqual([{ reason, sessionsEnded: 1 }]);
  });

  test("who is there follows it, and what is as before isn't told", async () => {
    const { userId } = await enter("ana");
    const before = (await eventsOf(userId)).length;
    await check();
    expect(await eventsOf(userId)).toHaveLength(before);
    groupOf(JEFES)["member"]?.push(ANA);
    await check();
    expect((await userOf("ana@casa.test")).role.key).toBe("manager");
    expect((await eventsOf(userId)).at(-1)).toMatchObject({ name: "user.updated", actorLabel: "directory" });
  });

  test("nobody is out because it can't be asked, or knows nobody at all", async () => {
    const people = [await enter("ana"), await enter("beto")];
    door.mood = "closing";
    await check();
    door.mood = "well";
    await database().directory.update({
      where: { id: 1 },
      data: { personFilter: "(&(objectClass=robot)(uid={login}))" },
    });
    await check();
    expect((await database().directory.findUniqueOrThrow({ where: { id: 1 } })).problem).toBe("nobody_found");
    for (const { userId } of people) expect(await sessionsOf(userId)).toBe(1);
  });

  test("is done when it is time, by one of several at once", async () => {
    await enter("ana");
    await database().directory.update({ where: { id: 1 }, data: { checkedAt: null } });
    door.binds.length = 0;
    await Promise.all([checkDirectory(), checkDirectory()]);
    await checkDirectory();
    expect(door.binds).toHaveLength(1);
  });

  test("without an account to look with, whoever it let in a day ago proves it again, and after two weeks is out", async () => {
    const ana = await enter("ana");
    await database().directory.update({ where: { id: 1 }, data: { reading: "direct", checkedAt: null } });
    await checkDirectory(new Date(Date.now() + 23 * 3_600_000));
    expect(await sessionsOf(ana.userId)).toBe(1);
    await checkDirectory(new Date(Date.now() + 25 * 3_600_000));
    expect(await sessionsOf(ana.userId)).toBe(0);
    expect(await actorOfReader(ana.userId)).toBeUndefined();
    const outAt = async () => (await userOf("ana@casa.test")).outAt;
    expect(await outAt()).toBeNull();
    await database().directory.update({ where: { id: 1 }, data: { checkedAt: null } });
    await checkDirectory(new Date(Date.now() + 15 * 24 * 3_600_000));
    expect(await outAt()).not.toBeNull();
    await database().directory.update({ where: { id: 1 }, data: { reading: "account" } });
    await enter("ana");
    expect(await outAt()).toBeNull();
  });
});
