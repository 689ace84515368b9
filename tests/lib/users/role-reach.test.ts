import { actorOfSession } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { leadAccess } from "@/lib/leads/access/queries";
import { listDeliveries } from "@/lib/intake/deliveries/queries";
import { createRole, updateRole } from "@/lib/users/roles/commands";
import { beyondNeed, broughtWithin } from "@/lib/users/roles/policy";
import { getRole } from "@/lib/users/roles/queries";
import { makeRole } from "@/tests/rights/planted";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { Grants } from "@/lib/core/permissions";

/** As roles could be before reading what arrives asked for seeing the leads. */
const BEFORE = { "lead.read": "own", "lead.update": "own", "intake.read": "company" } satisfies Grants;

async function storedRole(grants: Grants = BEFORE) {
  const key = await makeRole(grants);
  const { id } = await database().role.findUniqueOrThrow({ where: { key } });
  return { ctx: ctxOf(await makeUser("admin")), id, key };
}

test("what every installation starts with goes nowhere beyond what it needs", async () => {
  const roles = await database().role.findMany({ where: { system: true }, include: { permissions: true } });
  const beyond = roles.map(({ permissions }) =>
    beyondNeed(Object.fromEntries(permissions.map(({ permission, scope }) => [permission, scope]))),
  );
  expect(beyond).toStrictEqual(roles.map(() => []));
});

test("narrowing the sight of leads takes along what arrives, and what needs that in turn", () => {
  const narrowed = { "lead.read": "own", "intake.read": "any", "intake.manage": "any", "user.read": "any" } as const;
  expect(beyondNeed(narrowed)).toStrictEqual([{ permission: "intake.read", need: "lead.read" }]);
  expect(broughtWithin(narrowed)).toStrictEqual({ "lead.read": "own", "user.read": "any" });
  const within = { "lead.read": "company", "intake.read": "any" } as const;
  expect(broughtWithin(within)).toStrictEqual({ "lead.read": "company", "intake.read": "company" });
  expect(broughtWithin(BEFORE)).not.toHaveProperty(["intake.read"]);
});

describe("a role from before, that reads what arrives and doesn't see the leads", () => {
  test("works on, takes another name, and its next rights have to be within", async () => {
    const { ctx, id, key } = await storedRole();
    const person = await makeUser(key, [(await makeCompany()).id]);
    expect((await actorOfSession(person.sessionId))?.permissions).toStrictEqual(BEFORE);
    await expect(listDeliveries(ctxOf(person), {})).resolves.toBeDefined();
    const { nameEn } = (await getRole(ctx, id)).role;
    await updateRole(ctx, { roleId: id, set: { nameEn: newId() }, seen: { nameEn } });
    const set = (grants: Grants) => updateRole(ctx, { roleId: id, set: { grants }, seen: { grants: BEFORE } });
    await expect(set({ ...BEFORE, "lead.update": "own", "lead.logContact": "own" })).rejects.toMatchObject({
      fields: { "intake.read": "beyondSight" },
    });
    await set(broughtWithin(BEFORE));
    expect((await getRole(ctx, id)).role.grants).toStrictEqual({ "lead.read": "own", "lead.update": "own" });
  });

  test("is copied as far as it can be saved", async () => {
    const { ctx, id } = await storedRole();
    const name = newId();
    const copy = await createRole(ctx, { nameEn: name, nameEs: name, copyOf: id });
    expect((await getRole(ctx, copy.id)).role.grants).toStrictEqual({ "lead.read": "own", "lead.update": "own" });
  });
});

test("a file changes leads no further than whoever brings it may: importing needs the right to edit", () => {
  expect(beyondNeed({ "lead.read": "own", "lead.import": "company" })).toStrictEqual([
    { permission: "lead.import", need: "lead.update" },
  ]);
  expect(beyondNeed({ "lead.read": "any", "lead.update": "company", "lead.import": "company" })).toStrictEqual([]);
  const within = broughtWithin({ "lead.read": "own", "lead.update": "company", "lead.import": "company" });
  expect(within).toStrictEqual({ "lead.read": "own", "lead.update": "own" });
});

test("who reads of a lead elsewhere without seeing it is told apart from who doesn't at all", async () => {
  const [company, other] = [await makeCompany(), await makeCompany(newId())];
  const { ctx, key } = await storedRole();
  const reader = await makeUser(key, [company.id]);
  const people = {
    reader,
    elsewhere: await makeUser(key, [other.id]),
    employee: await makeUser("employee", [company.id]),
    manager: await makeUser("manager", [company.id]),
    auditor: await makeUser(await makeRole({ "audit.read": "any" })),
    out: await makeUser(key, [company.id]),
  };
  await database().user.update({ where: { id: people.out.id }, data: { outAt: new Date() } });
  const { id } = await makeLead(company.id);
  const { number } = await database().lead.findUniqueOrThrow({ where: { id } });
  const access = await leadAccess(ctx, number);
  const told = Object.entries(people).map(([who, person]) => {
    const found = access.people.find((one) => one.id === person.id);
    return [who, found?.sees, found?.elsewhere];
  });
  expect(told).toStrictEqual([
    ["reader", false, ["arrivals"]],
    ["elsewhere", false, []],
    ["employee", false, []],
    ["manager", true, []],
    ["auditor", false, ["audit"]],
    ["out", false, []],
  ]);
});
