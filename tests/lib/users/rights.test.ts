import { Outcome } from "@/lib/core/errors";
import { deactivateAndHandOver } from "@/lib/leads/hand-over/commands";
import { addCompany, updateCompany, updateOrganisation } from "@/lib/settings/commands";
import { createUser, deactivateUser, reactivateUser, resetUser } from "@/lib/users/commands";
import { updateProfile, updateUser } from "@/lib/users/editing/commands";
import { getUser, listUsers } from "@/lib/users/queries";
import { userListInput } from "@/lib/users/schema";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { AT_HOME, newUser } from "@/tests/support/people";
import type { Ctx } from "@/lib/core/ctx";

type Target = { userId: string; companyId: string; otherCompanyId: string };
type Act = (ctx: Ctx, target: Target) => Promise<unknown>;

const ACTS: Record<string, Act> = {
  "list users": (ctx) => listUsers(ctx, userListInput.parse({})),
  see: (ctx, { userId }) => getUser(ctx, userId),
  "create employee here": async (ctx, { companyId }) => createUser(ctx, await newUser("employee", [companyId])),
  "create employee elsewhere": async (ctx, { otherCompanyId }) =>
    createUser(ctx, await newUser("employee", [otherCompanyId])),
  "create manager": async (ctx, { companyId }) => createUser(ctx, await newUser("manager", [companyId])),
  "create admin": async (ctx) => createUser(ctx, await newUser("admin", [])),
  edit: (ctx, { userId }) => updateUser(ctx, { userId, set: { jobTitle: "x" }, seen: { jobTitle: "" } }),
  deactivate: (ctx, { userId }) => deactivateUser(ctx, { userId }),
  "hand over": (ctx, { userId }) => deactivateAndHandOver(ctx, { userId, toUserIds: [] }),
  reactivate: async (ctx, { userId }) => {
    await database().user.update({ where: { id: userId }, data: { deactivatedAt: new Date() } });
    return reactivateUser(ctx, { userId });
  },
  reset: (ctx, { userId }) => resetUser(ctx, { userId }),
  "own profile": (ctx) => updateProfile(ctx, { set: { jobTitle: "x" }, seen: { jobTitle: "" } }, AT_HOME),
  organisation: (ctx) => updateOrganisation(ctx, { set: { name: newId() }, seen: { name: "Grupo" } }),
  "add company": (ctx) => addCompany(ctx, { name: newId() }),
  company: (ctx, { companyId }) =>
    updateCompany(ctx, { companyId, set: { name: newId() }, seen: { name: "Test company" } }),
};

// Written by hand from the domain's table of roles; the target is an employee of the actor's company.
// prettier-ignore
const RIGHTS: [act: string, admin: string, manager: string, employee: string, executive: string][] = [
  ["list users",                "yes", "yes",       "FORBIDDEN", "yes"],
  ["see",                       "yes", "yes",       "FORBIDDEN", "yes"],
  ["create employee here",      "yes", "yes",       "FORBIDDEN", "FORBIDDEN"],
  ["create employee elsewhere", "yes", "INVALID",   "FORBIDDEN", "FORBIDDEN"],
  ["create manager",            "yes", "INVALID",   "FORBIDDEN", "FORBIDDEN"],
  ["create admin",              "yes", "INVALID",   "FORBIDDEN", "FORBIDDEN"],
  ["edit",                      "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
  ["deactivate",                "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
  ["hand over",                 "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
  ["reactivate",                "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
  ["reset",                     "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
  ["own profile",               "yes", "yes",       "yes",       "yes"],
  ["organisation",              "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["add company",               "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["company",                   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
];

const CASES = RIGHTS.flatMap(([act, admin, manager, employee, executive]) =>
  Object.entries({ admin, manager, employee, executive }).map(([role, answer]) => [role, act, answer] as const),
);

beforeEach(async () => {
  await database().organisation.deleteMany();
  await database().organisation.create({ data: { id: 1, name: "Grupo", setUpAt: new Date() } });
});

test.each(CASES)("%s: %s → %s", async (role, act, answer) => {
  const [company, other] = [await makeCompany(), await makeCompany(newId())];
  const target = {
    userId: (await makeUser("employee", [company.id])).id,
    companyId: company.id,
    otherCompanyId: other.id,
  };
  await database().company.updateMany({
    where: { id: { notIn: [company.id] }, name: "Test company" },
    data: { name: newId() },
  });
  const actor = await makeUser(role, [company.id]);
  expect(await answerOf(() => ACTS[act]?.(ctxOf(actor), target))).toBe(answer);
});

test.each([
  ["manager", "employee", 0, null],
  ["manager", "employee", 1, "companies"],
  ["manager", "admin", 0, "wider"],
  ["manager", "manager", 0, "role"],
  ["executive", "employee", 0, "nobody"],
  ["admin", "employee", 1, null],
])("why %s may or may not manage %s, of so many other companies: %s → %s", async (role, their, others, why) => {
  const [company, other] = [await makeCompany(), await makeCompany(newId())];
  const user = await makeUser(their, [company.id, ...[other.id].slice(0, others)]);
  const actor = await makeUser(role, [company.id]);
  expect(await getUser(ctxOf(actor), user.id)).toMatchObject({ notManaged: why, editable: why === null });
});

test("the table has every act", () => {
  expect(RIGHTS.map(([act]) => act)).toStrictEqual(Object.keys(ACTS));
});

async function answerOf(act: () => Promise<unknown> | undefined): Promise<string> {
  try {
    await act();
    return "yes";
  } catch (error) {
    if (error instanceof Outcome) return error.code;
    throw error;
  }
}
