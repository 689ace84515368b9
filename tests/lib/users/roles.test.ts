import { actorOfSession } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { PERMISSIONS } from "@/lib/core/permissions";
import { createUser, resetUser } from "@/lib/users/commands";
import { updateUser } from "@/lib/users/editing/commands";
import { createRole, deleteRole, updateRole } from "@/lib/users/roles/commands";
import { previewRole } from "@/lib/leads/access/preview/queries";
import { countNow } from "@/lib/leads/list/view/queries";
import { getRole, listRoles } from "@/lib/users/roles/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { newUser } from "@/tests/support/people";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldRights, Grants } from "@/lib/core/permissions";

let made = 0;

async function adminCtx(): Promise<Ctx> {
  return ctxOf(await makeUser("admin"));
}

async function roleOf(key: string) {
  return database().role.findUniqueOrThrow({ where: { key } });
}

/** A role of one's own that allows this, and nothing else. */
async function ownRole(grants: Grants) {
  const ctx = await adminCtx();
  const name = `Rol ${++made} ${newId()}`;
  const { id } = await createRole(ctx, { nameEn: name, nameEs: name, copyOf: (await roleOf("employee")).id });
  const { grants: seen } = (await getRole(ctx, id)).role;
  await updateRole(ctx, { roleId: id, set: { grants }, seen: { grants: seen } });
  return { ctx, id, name, key: (await database().role.findUniqueOrThrow({ where: { id } })).key };
}

const eventsOfRole = (id: string) =>
  database().event.findMany({ where: { subjectType: "role", subjectId: id }, orderBy: { seq: "asc" } });

describe("a role of one's own", () => {
  test("begins as a copy, is changed, holds from the next request on, and leaves what changed in the log", async () => {
    const { id, key } = await ownRole({ "lead.read": "company", "lead.export": "company" });
    const company = await makeCompany();
    const person = await makeUser(key, [company.id]);
    expect(person.permissions).toStrictEqual({ "lead.read": "company", "lead.export": "company" });
    await updateRole(await adminCtx(), {
      roleId: id,
      set: { grants: { "lead.read": "own" } },
      seen: { grants: { "lead.read": "company", "lead.export": "company" } },
    });
    expect((await actorOfSession(person.sessionId))?.permissions).toStrictEqual({ "lead.read": "own" });
    const [created, , narrowed] = await eventsOfRole(id);
    expect(created).toMatchObject({ name: "role.created", payload: { copyOf: "employee" } });
    expect(narrowed).toMatchObject({
      name: "role.updated",
      changes: { "lead.read": { from: "company", to: "own" }, "lead.export": { from: "company", to: null } },
    });
  });

  test("is deleted only while nobody has it, deactivated people included", async () => {
    const { ctx, id, key } = await ownRole({ "lead.read": "own" });
    const person = await makeUser(key, [(await makeCompany()).id]);
    await database().user.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } });
    await expect(deleteRole(ctx, { roleId: id })).rejects.toMatchObject({
      code: "PRECONDITION",
      details: { reason: "roleInUse", count: "1" },
    });
    await database().user.update({ where: { id: person.id }, data: { roleId: (await roleOf("employee")).id } });
    await deleteRole(ctx, { roleId: id });
    await expect(getRole(ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteRole(ctx, { roleId: (await roleOf("executive")).id })).rejects.toMatchObject({
      details: { reason: "systemRole" },
    });
  });

  test("has a name that no other role has, whatever its case and accents", async () => {
    const ctx = await adminCtx();
    const copyOf = (await roleOf("employee")).id;
    await expect(createRole(ctx, { nameEn: "MANAGER", nameEs: "Gerénciá", copyOf })).rejects.toMatchObject({
      fields: { nameEn: "taken", nameEs: "taken" },
    });
  });
});

describe("what a role can't allow", () => {
  test.each<[string, Grants, Record<string, string>]>([
    ["more than is seen", { "lead.read": "own", "lead.update": "company" }, { "lead.update": "beyondSight" }],
    ["something unseen", { "lead.export": "any" }, { "lead.export": "beyondSight" }],
    ["users whom it doesn't see", { "user.manage": "company" }, { "user.manage": "beyondSight" }],
    ["a scope that means nothing", { "settings.manage": "own" }, { "settings.manage": "notValid" }],
  ])("%s", async (_, grants, fields) => {
    const { ctx, id } = await ownRole({ "lead.read": "any" });
    const change = { roleId: id, set: { grants }, seen: { grants: { "lead.read": "any" } as Grants } };
    await expect(updateRole(ctx, change)).rejects.toMatchObject({ code: "INVALID", fields });
    expect((await getRole(ctx, id)).role.grants).toStrictEqual({ "lead.read": "any" });
  });

  test("administrators keep everything, and nobody changes their own role", async () => {
    const ctx = await adminCtx();
    const { role: admin } = await getRole(ctx, (await roleOf("admin")).id);
    expect(admin.grants).toStrictEqual(
      Object.fromEntries(Object.keys(PERMISSIONS).map((permission) => [permission, "any"])),
    );
    const less = { roleId: admin.id, set: { grants: {} }, seen: { grants: admin.grants } };
    await expect(updateRole(ctx, less)).rejects.toMatchObject({ details: { reason: "adminRoleFixed" } });

    const mine = await ownRole({ "role.manage": "any" });
    const clerk = ctxOf(await makeUser(mine.key, [(await makeCompany()).id]));
    const more = { roleId: mine.id, set: { grants: {} }, seen: { grants: { "role.manage": "any" } as Grants } };
    await expect(updateRole(clerk, more)).rejects.toMatchObject({ details: { reason: "ownRoleFixed" } });
  });

  test("nobody gives more than they have, in a role or by giving a role", async () => {
    const personnel = await ownRole({ "role.manage": "any", "user.read": "any", "user.manage": "any" });
    const company = await makeCompany();
    const clerk = ctxOf(await makeUser(personnel.key, [company.id]));
    const other = await ownRole({ "user.read": "any" });
    const wider = { "user.read": "any", "lead.read": "own" } satisfies Grants;
    await expect(
      updateRole(clerk, { roleId: other.id, set: { grants: wider }, seen: { grants: { "user.read": "any" } } }),
    ).rejects.toMatchObject({ fields: { "lead.read": "notYours" } });
    const copy = { nameEn: newId(), nameEs: newId(), copyOf: (await roleOf("admin")).id };
    await expect(createRole(clerk, copy)).rejects.toMatchObject({ code: "INVALID" });

    await expect(createUser(clerk, await newUser("admin", []))).rejects.toMatchObject({
      fields: { roleId: "roleNotYours" },
    });
    // By a password link they would be that person.
    const admin = await makeUser("admin");
    await expect(resetUser(clerk, { userId: admin.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const change = { userId: admin.id, set: { jobTitle: "x" }, seen: { jobTitle: "" } };
    await expect(updateUser(clerk, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const equal = await makeUser(other.key, [company.id]);
    await expect(resetUser(clerk, { userId: equal.id })).resolves.toHaveProperty("linkToken");
  });
});

describe("employees whose role was widened beyond a manager's", () => {
  const NARROW = { "lead.read": "own" } satisfies Grants;
  afterEach(() => setEmployees(undefined));

  /** What employees may do; as it was, without anything said. */
  async function setEmployees(grants: Grants | undefined): Promise<void> {
    const { id } = await roleOf("employee");
    usual ??= await database().rolePermission.findMany({ where: { roleId: id } });
    const rows = grants ? Object.entries(grants).map(([permission, scope]) => ({ permission, scope })) : usual;
    await database().rolePermission.deleteMany({ where: { roleId: id } });
    await database().rolePermission.createMany({ data: rows.map((row) => ({ ...row, roleId: id })) });
  }
  let usual: { permission: string; scope: string }[] | undefined;

  test.each<[string, Grants]>([
    ["with sight of everything", { "lead.read": "any" }],
    ["with a permission no manager has", { "lead.read": "own", "settings.manage": "any" }],
  ])("%s: a manager neither makes one nor takes one's password link", async (_, grants) => {
    const company = await makeCompany(newId());
    const manager = ctxOf(await makeUser("manager", [company.id]));
    const there = await makeUser("employee", [company.id]);
    await setEmployees(grants);
    const [users, events] = [await database().user.count(), await database().event.count()];
    await expect(createUser(manager, await newUser("employee", [company.id]))).rejects.toMatchObject({
      fields: { roleId: "roleNotYours" },
    });
    await expect(resetUser(manager, { userId: there.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const change = { userId: there.id, set: { email: "mine@example.test" }, seen: { email: there.email } };
    await expect(updateUser(manager, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([await database().user.count(), await database().event.count()]).toStrictEqual([users, events]);
  });

  test("as long as they may no more than the manager, they are the manager's to make", async () => {
    const company = await makeCompany(newId());
    const manager = ctxOf(await makeUser("manager", [company.id]));
    await setEmployees(NARROW);
    const { id } = await createUser(manager, await newUser("employee", [company.id]));
    await expect(resetUser(manager, { userId: id })).resolves.toHaveProperty("linkToken");
  });
});

test("which companies there are besides one's own is told no manager", async () => {
  const company = await makeCompany(newId());
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const said = async (companyId: string) =>
    createUser(manager, await newUser("employee", [companyId])).catch((error: unknown) => error);
  const [other, none] = [await said((await makeCompany(newId())).id), await said(newId())];
  expect(other).toMatchObject({ code: "INVALID", fields: { companyIds: "companyNotYours" } });
  expect(none).toStrictEqual(other);
});

test("two who change a role at once: the second is told, and nothing is mixed", async () => {
  const { id } = await ownRole({ "lead.read": "own" });
  const seen = { grants: { "lead.read": "own" } as Grants };
  const [one, other] = [await adminCtx(), await adminCtx()];
  const answers = await Promise.allSettled([
    updateRole(one, { roleId: id, set: { grants: { "lead.read": "any" } }, seen }),
    updateRole(other, { roleId: id, set: { grants: { "lead.read": "company", "lead.export": "company" } }, seen }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  const lost = answers.find((answer) => answer.status === "rejected");
  expect(lost?.reason).toMatchObject({ code: "CONFLICT" });
  const { grants } = (await getRole(one, id)).role;
  expect([{ "lead.read": "any" }, { "lead.read": "company", "lead.export": "company" }]).toContainEqual(grants);
});

test("a preview counts the leads each person sees, now and then, and writes nothing", async () => {
  const [here, elsewhere] = [await makeCompany(), await makeCompany(newId())];
  const { ctx, id, key } = await ownRole({ "lead.read": "company" });
  const person = await makeUser(key, [here.id]);
  await makeLead(here.id);
  await makeLead(here.id, { defaultOwnerId: person.id });
  // Whoever owns a lead sees it in any company.
  await makeLead(elsewhere.id, { defaultOwnerId: person.id });
  await makeLead(elsewhere.id);
  const total = await database().lead.count();
  const [events, rights] = [await database().event.count(), await database().rolePermission.count()];
  const counts = async (sight: "own" | "company" | "any" | null) =>
    (await previewRole(ctx, { roleId: id, sight })).members;
  const member = { id: person.id, name: person.name, before: 3 };
  // The same as their list has.
  await expect(countNow(ctxOf(person), {})).resolves.toMatchObject({ total: 3 });
  expect(await counts("own")).toStrictEqual([{ ...member, after: 2 }]);
  expect(await counts("any")).toStrictEqual([{ ...member, after: total }]);
  expect(await counts(null)).toStrictEqual([{ ...member, after: 0 }]);
  expect(await database().event.count()).toBe(events);
  expect(await database().rolePermission.count()).toBe(rights);
});

test.each(["manager", "employee", "executive"])("%s neither sees nor changes roles", async (role) => {
  const ctx = ctxOf(await makeUser(role, [(await makeCompany()).id]));
  const id = (await roleOf("employee")).id;
  const refused = { code: "FORBIDDEN" };
  await expect(listRoles(ctx)).rejects.toMatchObject(refused);
  await expect(previewRole(ctx, { roleId: id, sight: "any" })).rejects.toMatchObject(refused);
  await expect(createRole(ctx, { nameEn: "x", nameEs: "x", copyOf: id })).rejects.toMatchObject(refused);
  await expect(updateRole(ctx, { roleId: id, set: { nameEn: "x" }, seen: {} })).rejects.toMatchObject(refused);
  await expect(deleteRole(ctx, { roleId: id })).rejects.toMatchObject(refused);
});

describe("the fields a role is kept from", () => {
  const change = async (id: string, fields: FieldRights, seen: FieldRights = {}, ctx?: Ctx) =>
    updateRole(ctx ?? (await adminCtx()), { roleId: id, set: { fields }, seen: { fields: seen } });

  test("hold from the next request on, and are told in the log before and after", async () => {
    const { id, key } = await ownRole({ "lead.read": "company" });
    const person = await makeUser(key);
    expect(person.fields).toStrictEqual({});
    await change(id, { phone: "hidden", amount: "read" });
    expect((await actorOfSession(person.sessionId))?.fields).toStrictEqual({ phone: "hidden", amount: "read" });
    expect((await eventsOfRole(id)).at(-1)).toMatchObject({
      name: "role.updated",
      changes: { "lead.phone": { from: "write", to: "hidden" }, "lead.amount": { from: "write", to: "read" } },
    });
    expect((await getRole(await adminCtx(), id)).role.fields).toStrictEqual({ phone: "hidden", amount: "read" });
  });

  test("go over to a copy", async () => {
    const { id } = await ownRole({ "lead.read": "company" });
    await change(id, { phone: "hidden" });
    const name = newId();
    const copy = await createRole(await adminCtx(), { nameEn: name, nameEs: name, copyOf: id });
    expect((await getRole(await adminCtx(), copy.id)).role.fields).toStrictEqual({ phone: "hidden" });
  });

  test("don't go together with what shows or writes leads whole", async () => {
    const { id } = await ownRole({
      "lead.read": "any",
      "lead.update": "any",
      "lead.import": "any",
      "intake.read": "any",
      "audit.read": "any",
    });
    await expect(change(id, { phone: "hidden" })).rejects.toMatchObject({
      fields: { "lead.import": "fieldsLacking", "intake.read": "fieldsLacking", "audit.read": "fieldsLacking" },
    });
    await expect(change(id, { amount: "read" })).rejects.toMatchObject({ fields: { "lead.import": "fieldsLacking" } });
    expect((await getRole(await adminCtx(), id)).role.fields).toStrictEqual({});
  });

  test("that stand in the rows all the same take such permissions away", async () => {
    const { id, key } = await ownRole({
      "lead.read": "any",
      "lead.update": "any",
      "lead.import": "any",
      "intake.read": "any",
    });
    const person = await makeUser(key);
    await database().roleField.create({ data: { roleId: id, field: "email", right: "hidden" } });
    expect((await actorOfSession(person.sessionId))?.permissions).toStrictEqual({
      "lead.read": "any",
      "lead.update": "any",
    });
  });

  test("are opened to nobody by who is kept from them, who manages nobody that isn't", async () => {
    const manages: Grants = { "lead.read": "any", "role.manage": "any", "user.read": "any", "user.manage": "any" };
    const own = await ownRole(manages);
    await change(own.id, { phone: "hidden" });
    const ctx = ctxOf(await makeUser(own.key));
    const [open, kept] = [await ownRole({ "lead.read": "own" }), await ownRole({ "lead.read": "own" })];
    await change(kept.id, { phone: "hidden" });
    await expect(change(kept.id, {}, { phone: "hidden" }, ctx)).rejects.toMatchObject({
      fields: { "lead.phone": "notYours" },
    });
    await expect(
      change(kept.id, { phone: "hidden", email: "read" }, { phone: "hidden" }, ctx),
    ).resolves.toBeUndefined();
    const name = newId();
    const copy = { nameEn: name, nameEs: name, copyOf: open.id };
    await expect(createRole(ctx, copy)).rejects.toMatchObject({ fields: { "lead.phone": "notYours" } });
    await expect(createUser(ctx, await newUser(open.key, []))).rejects.toMatchObject({
      fields: { roleId: "roleNotYours" },
    });
  });

  test("changed by somebody else meanwhile are a conflict, and administrators' are fixed", async () => {
    const { id } = await ownRole({ "lead.read": "company" });
    await change(id, { phone: "hidden" });
    await expect(change(id, { email: "hidden" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(change((await roleOf("admin")).id, { phone: "hidden" })).rejects.toMatchObject({
      details: { reason: "adminRoleFixed" },
    });
  });
});
