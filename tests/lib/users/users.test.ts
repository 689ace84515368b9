import { setPasswordByLink } from "@/lib/auth/commands";
import { actorOfSession } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { createUser, deactivateUser, reactivateUser, resetUser } from "@/lib/users/commands";
import { updateProfile, updateUser } from "@/lib/users/editing/commands";
import { getUser, listUsers } from "@/lib/users/queries";
import { userListInput } from "@/lib/users/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { announced, AT_HOME, newUser, roleId, sessionsOf } from "@/tests/support/people";

async function house() {
  const [company, other] = [await makeCompany(), await makeCompany("Other company")];
  return {
    company,
    other,
    admin: await makeUser("admin"),
    manager: await makeUser("manager", [company.id], { firstName: "Marta" }),
    employee: await makeUser("employee", [company.id], { firstName: "Emilio" }),
    stranger: await makeUser("employee", [other.id]),
    shared: await makeUser("employee", [company.id, other.id]),
  };
}

const edit = (actor: Parameters<typeof ctxOf>[0], userId: string, set: object, seen: object) =>
  updateUser(ctxOf(actor), { userId, set, seen: { ...seen } });

describe("creating", () => {
  test("makes a user who sets their password by the link, announced once", async () => {
    const { admin, company } = await house();
    const { id, linkToken = "" } = await createUser(ctxOf(admin), await newUser("manager", [company.id]));
    const events = await database().event.findMany({ where: { subjectId: id } });
    expect(events).toMatchObject([{ name: "user.created", subjectLabel: "Nadia Nueva", companyIds: [company.id] }]);
    const input = { token: linkToken, password: "otra frase bien larga" };
    const { sessionId = "" } = await setPasswordByLink(systemCtx("visitor"), input, AT_HOME);
    expect(await actorOfSession(sessionId)).toMatchObject({ id, roleKey: "manager", companyIds: [company.id] });
  });

  test("a manager makes employees of own companies, and nothing else", async () => {
    const { manager, company, other } = await house();
    const make = async (role: string, companies: string[]) =>
      createUser(ctxOf(manager), await newUser(role, companies));
    await expect(make("employee", [company.id])).resolves.toHaveProperty("id");
    await expect(make("manager", [company.id])).rejects.toMatchObject({ fields: { roleId: "roleNotYours" } });
    await expect(make("employee", [company.id, other.id])).rejects.toMatchObject({
      fields: { companyIds: "companyNotYours" },
    });
    await expect(make("employee", [])).rejects.toMatchObject({ fields: { companyIds: "required" } });
  });

  test("is refused to an employee", async () => {
    const { employee, company } = await house();
    const input = await newUser("employee", [company.id]);
    await expect(createUser(ctxOf(employee), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await database().user.count({ where: { email: input.email } })).toBe(0);
  });

  test("of two at once with one email, one is told that it is taken", async () => {
    const { admin, company } = await house();
    const input = await newUser("employee", [company.id]);
    const again = await newUser("employee", [company.id], { email: input.email });
    const results = await Promise.allSettled([createUser(ctxOf(admin), input), createUser(ctxOf(admin), again)]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "INVALID", fields: { email: "taken" } });
  });
});

describe("editing", () => {
  test("changes what is given, in one event with before and after", async () => {
    const { manager, employee, company } = await house();
    const names = await announced(employee.id, () =>
      edit(manager, employee.id, { jobTitle: "Ventas", phone: "011 4321-5678" }, { jobTitle: "", phone: "" }),
    );
    expect(names).toStrictEqual(["user.updated"]);
    const event = await database().event.findFirstOrThrow({
      where: { subjectId: employee.id },
      orderBy: { seq: "desc" },
    });
    expect(event.changes).toMatchObject({ jobTitle: { from: "", to: "Ventas" } });
    expect(event.companyIds).toStrictEqual([company.id]);
    expect(await database().user.findUnique({ where: { id: employee.id } })).toMatchObject({
      jobTitle: "Ventas",
      phoneE164: "+541143215678",
    });
  });

  test("a WhatsApp number is kept as WhatsApp knows it, or not at all", async () => {
    const { manager, employee } = await house();
    const kept = async () => (await database().user.findUniqueOrThrow({ where: { id: employee.id } })).whatsapp;
    await edit(manager, employee.id, { whatsapp: "0351 15-555-1234" }, { whatsapp: "" });
    expect(await kept()).toBe("+5493515551234");
    const event = await database().event.findFirstOrThrow({
      where: { subjectId: employee.id },
      orderBy: { seq: "desc" },
    });
    expect(event.changes).toStrictEqual({ whatsapp: { from: "", to: "+5493515551234" } });
    const own = (whatsapp: string) =>
      updateProfile(ctxOf(employee), { set: { whatsapp }, seen: { whatsapp: "+5493515551234" } }, AT_HOME);
    await expect(own("555 1234")).rejects.toMatchObject({ fields: { whatsapp: "notPhone" } });
    await expect(own("+54 351 555-1234")).rejects.toMatchObject({ details: { reason: "unchanged" } });
    expect(await kept()).toBe("+5493515551234");
    await own("");
    expect(await kept()).toBe("");
  });

  test("two people: different fields both hold, the second on one field is told who was first and to what", async () => {
    const { admin, manager, employee } = await house();
    await edit(manager, employee.id, { jobTitle: "Ventas" }, { jobTitle: "" });
    await edit(admin, employee.id, { lastName: "Paz" }, { lastName: "Tester" });
    await expect(edit(admin, employee.id, { jobTitle: "Compras" }, { jobTitle: "" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "jobTitle", by: "Marta Tester", to: "Ventas" },
    });
  });

  test("who isn't visible doesn't exist; who is, but isn't one's to manage, is refused", async () => {
    const { manager, stranger, shared, admin } = await house();
    const set = { jobTitle: "x" };
    await expect(edit(manager, stranger.id, set, { jobTitle: "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(edit(manager, admin.id, set, { jobTitle: "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(edit(manager, shared.id, set, { jobTitle: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(edit(manager, manager.id, set, { jobTitle: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test.each(["en", "es"])(
    "another role is told by its id, whoever changes it reads %s; who is second, by its name",
    async (locale) => {
      const { admin, employee } = await house();
      const [from, to, other] = await Promise.all(["employee", "manager", "executive"].map(roleId));
      const reader = { ...admin, locale };
      await edit(reader, employee.id, { roleId: to }, { roleId: from });
      const event = await database().event.findFirstOrThrow({
        where: { subjectId: employee.id },
        orderBy: { seq: "desc" },
      });
      expect(event.changes).toStrictEqual({ role: { from, to } });
      const name = { en: "Manager", es: "Gerencia" }[locale];
      await expect(edit(reader, employee.id, { roleId: other }, { roleId: from })).rejects.toMatchObject({
        code: "CONFLICT",
        details: { field: "role", to: name },
      });
    },
  );

  test("another role ends their sessions; one's own can't be changed", async () => {
    const { admin, employee } = await house();
    const [from, to] = [await roleId("employee"), await roleId("manager")];
    await edit(admin, employee.id, { roleId: to }, { roleId: from });
    expect(await sessionsOf(employee.id)).toBe(0);
    const own = { roleId: await roleId("admin") };
    await expect(edit(admin, admin.id, { roleId: to }, own)).rejects.toMatchObject({ fields: { roleId: "ownRole" } });
    expect(await actorOfSession(admin.sessionId)).toBeDefined();
  });

  test("of oneself needs no permission and reaches nobody else's name", async () => {
    const { employee, manager } = await house();
    const { userName } = await database().user.findUniqueOrThrow({ where: { id: manager.id } });
    const seen = { jobTitle: "", userName: employee.email.split("@")[0] };
    expect(
      await announced(employee.id, () => updateProfile(ctxOf(employee), { set: { jobTitle: "x" }, seen }, AT_HOME)),
    ).toStrictEqual(["user.updated"]);
    await expect(updateProfile(ctxOf(employee), { set: { userName }, seen }, AT_HOME)).rejects.toMatchObject({
      fields: { userName: "taken" },
    });
  });
});

describe("deactivating", () => {
  test("ends the sessions at once and announces once; reactivating lets them in again", async () => {
    const { manager, employee } = await house();
    const act = () => deactivateUser(ctxOf(manager), { userId: employee.id });
    expect(await announced(employee.id, act)).toStrictEqual(["user.deactivated"]);
    expect(await actorOfSession(employee.sessionId)).toBeUndefined();
    await expect(act()).rejects.toMatchObject({ details: { reason: "alreadyDeactivated" } });
    const again = () => reactivateUser(ctxOf(manager), { userId: employee.id });
    expect(await announced(employee.id, again)).toStrictEqual(["user.reactivated"]);
  });

  test("isn't done to oneself, nor by who may not", async () => {
    const { admin, employee, manager, stranger } = await house();
    const act = (actor: typeof admin, userId: string) => deactivateUser(ctxOf(actor), { userId });
    await expect(act(admin, admin.id)).rejects.toMatchObject({ details: { reason: "ownAccount" } });
    await expect(act(employee, manager.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(act(manager, stranger.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("of two admins who put each other out at once, one stays", async () => {
    await database().user.updateMany({ where: { role: { key: "admin" } }, data: { deactivatedAt: new Date() } });
    const [ana, beto] = [await makeUser("admin"), await makeUser("admin")];
    const results = await Promise.allSettled([
      deactivateUser(ctxOf(ana), { userId: beto.id }),
      updateUser(ctxOf(beto), {
        userId: ana.id,
        set: { roleId: await roleId("executive") },
        seen: { roleId: await roleId("admin") },
      }),
    ]);
    expect(results.map((result) => result.status).sort()).toStrictEqual(["fulfilled", "rejected"]);
    expect(await database().user.count({ where: { deactivatedAt: null, role: { key: "admin" } } })).toBe(1);
  });

  test("the last admin stays, whoever asks", async () => {
    await database().user.updateMany({ where: { role: { key: "admin" } }, data: { deactivatedAt: new Date() } });
    const last = await makeUser("admin");
    const act = deactivateUser(systemCtx("operator"), { userId: last.id });
    await expect(act).rejects.toMatchObject({ details: { reason: "lastAdmin" } });
  });
});

test("a reset takes the password back, ends the sessions, and isn't for oneself", async () => {
  const { admin, employee } = await house();
  const act = () => resetUser(ctxOf(admin), { userId: employee.id });
  expect(await announced(employee.id, act)).toStrictEqual(["user.reset"]);
  expect(await sessionsOf(employee.id)).toBe(0);
  await expect(resetUser(ctxOf(admin), { userId: admin.id })).rejects.toMatchObject({
    details: { reason: "ownAccount" },
  });
});

describe("the list", () => {
  const ids = async (actor: Parameters<typeof ctxOf>[0], query: object = {}) =>
    (await listUsers(ctxOf(actor), userListInput.parse(query))).users.map((user) => user.id);

  test("shows a manager who shares a company, and nobody else", async () => {
    const { manager, employee, shared, stranger, admin } = await house();
    const seen = await ids(manager);
    expect(seen).toStrictEqual(expect.arrayContaining([manager.id, employee.id, shared.id]));
    expect(seen).toHaveLength(3);
    await expect(getUser(ctxOf(manager), stranger.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getUser(ctxOf(admin), stranger.id)).resolves.toMatchObject({ id: stranger.id });
    await expect(ids(employee)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("finds by every word, without case or accents, and filters", async () => {
    const { admin, company, other } = await house();
    const { id } = await createUser(
      ctxOf(admin),
      await newUser("employee", [company.id], { firstName: "Íñigo", lastName: "Ñandú", jobTitle: "Depósito" }),
    );
    expect(await ids(admin, { search: "nandu INIGO deposito" })).toStrictEqual([id]);
    expect(await ids(admin, { search: "nandu compras" })).toStrictEqual([]);
    expect(await ids(admin, { search: "nandu", companyId: other.id })).toStrictEqual([]);
    await deactivateUser(ctxOf(admin), { userId: id });
    expect(await ids(admin, { search: "nandu" })).toStrictEqual([]);
    expect(await ids(admin, { search: "nandu", state: "deactivated" })).toStrictEqual([id]);
  });
});
