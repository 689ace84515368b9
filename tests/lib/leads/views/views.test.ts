import { arrangeColumns, orderViews } from "@/lib/leads/list/arrangement/commands";
import { database } from "@/lib/core/db";
import { listView } from "@/lib/leads/list/view/queries";
import { deleteView, saveView } from "@/lib/leads/views/commands";
import { listViews, openedView, withKnownView } from "@/lib/leads/views/queries";
import { makeRole } from "@/tests/rights/planted";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import type { Ctx } from "@/lib/core/ctx";
import type { AddressParams } from "@/lib/leads/list/schema";
import type { SaveViewInput } from "@/lib/leads/views/schema";

const given = (more: Partial<SaveViewInput> = {}): SaveViewInput => ({
  name: "Mine to call",
  audience: "private",
  companyId: null,
  query: "status=pending&sort=name",
  columns: "name,status,phone:180",
  ...more,
});

const namesOf = async (ctx: Ctx) => (await listViews(ctx)).map(({ name }) => name);

test("a view is opened by its name alone: filters, order and columns", async () => {
  const ctx = ctxOf(await makeUser("employee", [(await makeCompany()).id]));
  const { id } = await saveView(ctx, given());
  const view = await listView(ctx, await openedView(ctx, await listViews(ctx), { view: id }), "en");
  expect(view.list).toMatchObject({ status: ["pending"], sort: "name", view: id });
  expect(view.columns).toStrictEqual([
    { key: "name", width: null },
    { key: "status", width: null },
    { key: "phone", width: 180 },
  ]);
  expect(view.problems).toStrictEqual([]);
});

test("who else has it: nobody, the company, everyone", async () => {
  const [here, there] = [await makeCompany(), await makeCompany()];
  const admin = ctxOf(await makeUser("admin"));
  const colleague = ctxOf(await makeUser("employee", [here.id]));
  const stranger = ctxOf(await makeUser("employee", [there.id]));
  await saveView(admin, given({ name: "Private" }));
  await saveView(admin, given({ name: `Of ${here.id}`, audience: "company", companyId: here.id }));
  const { id } = await saveView(admin, given({ name: `All ${here.id}`, audience: "everyone" }));
  expect(await namesOf(colleague)).toStrictEqual(expect.arrayContaining([`Of ${here.id}`, `All ${here.id}`]));
  expect(await namesOf(colleague)).not.toContain("Private");
  expect(await namesOf(stranger)).toContain(`All ${here.id}`);
  expect(await namesOf(stranger)).not.toContain(`Of ${here.id}`);
  await deleteView(admin, { id });
});

// Who may share with whom, as the customer said it.
test.each([
  ["employee", "company", false],
  ["employee", "everyone", false],
  ["manager", "company", true],
  ["manager", "everyone", false],
  ["executive", "everyone", false],
  ["admin", "company", true],
] as const)("%s sharing with %s: %s", async (role, audience, may) => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser(role, [company.id]));
  const saved = saveView(ctx, given({ audience, companyId: company.id })).then(
    () => true,
    () => false,
  );
  expect(await saved).toBe(may);
});

test("a manager shares in no company but their own", async () => {
  const ctx = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const companyId = (await makeCompany()).id;
  await expect(saveView(ctx, given({ audience: "company", companyId }))).rejects.toMatchObject({ code: "INVALID" });
});

test("what others shared can be opened and not changed", async () => {
  const company = await makeCompany();
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const employee = ctxOf(await makeUser("employee", [company.id]));
  const { id } = await saveView(manager, given({ audience: "company", companyId: company.id }));
  const before = await database().event.count({ where: { subjectId: id } });
  await expect(saveView(employee, given({ id, name: "Theirs" }))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(deleteView(employee, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await database().event.count({ where: { subjectId: id } })).toBe(before);
});

test("two who change a view at once: the second is told", async () => {
  const ctx = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const { id } = await saveView(ctx, given());
  const seen = (await database().savedView.findUniqueOrThrow({ where: { id } })).updatedAt.toISOString();
  await saveView(ctx, given({ id, seen, name: "First" }));
  await expect(saveView(ctx, given({ id, seen, name: "Second" }))).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await namesOf(ctx)).toContain("First");
});

test("a role's list opens with its view, and with everything where that is asked for", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const role = await database().role.findUniqueOrThrow({ where: { key: "executive" } });
  const { id } = await saveView(admin, given({ audience: "everyone", roleIds: [role.id] }));
  const executive = ctxOf(await makeUser("executive"));
  const views = await listViews(executive);
  expect(await openedView(executive, views, {})).toMatchObject({ view: id, status: "pending" });
  expect(await openedView(executive, views, { view: "all" })).toStrictEqual({});
  expect(await openedView(executive, views, { q: "ana" })).toStrictEqual({ q: "ana" });
  expect(await openedView(admin, views, {})).toStrictEqual({});
  await deleteView(admin, { id });
  expect(await openedView(executive, [], {})).toStrictEqual({});
});

describe("a view that asks what a role may not see", () => {
  const byMail = { query: `filter=${encodeURIComponent('{"field":"email","op":"contains","value":"@"}')}` };
  const blind = async (hidden = true) => {
    const key = await makeRole({ "lead.read": "any" }, hidden ? { email: "hidden" } : { phone: "hidden" });
    const { id } = await database().role.findUniqueOrThrow({ where: { key } });
    return { id, key };
  };

  test("isn't what that role begins with: neither given to it, nor changed while it has it", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const [role, sees] = [await blind(), await blind(false)];
    const roleIds = [role.id, sees.id];
    const refused = { code: "INVALID", details: { roles: role.id } };
    await expect(saveView(admin, given({ audience: "everyone", roleIds, ...byMail }))).rejects.toMatchObject(refused);
    const { id } = await saveView(admin, given({ audience: "everyone", roleIds }));
    await expect(saveView(admin, given({ id, audience: "everyone", ...byMail }))).rejects.toMatchObject(refused);
    await expect(saveView(admin, given({ id, audience: "everyone", query: "sort=email" }))).rejects.toMatchObject(
      refused,
    );
    await saveView(admin, given({ id, audience: "everyone", roleIds: [sees.id], ...byMail }));
    await deleteView(admin, { id });
  });

  test("is told its people where the field was hidden later, instead of all leads without a word", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const role = await blind(false);
    const { id } = await saveView(admin, given({ audience: "everyone", roleIds: [role.id], ...byMail }));
    const opened = async (params: AddressParams) => {
      const ctx = ctxOf(await makeUser(role.key));
      const views = await listViews(ctx);
      const { list, problems } = withKnownView(
        await listView(ctx, await openedView(ctx, views, params), "en"),
        views,
        params,
      );
      return { view: list.view, problems };
    };
    expect(await opened({})).toStrictEqual({ view: id, problems: [] });
    await database().roleField.create({ data: { roleId: role.id, field: "email", right: "hidden" } });
    expect(await opened({})).toStrictEqual({ view: "", problems: ["firstView"] });
    expect(await opened({ view: id })).toStrictEqual({ view: "", problems: ["view"] });
    expect(await opened({ view: "all" })).toStrictEqual({ view: "", problems: [] });
    await deleteView(admin, { id });
  });
});

test("a query that says what can't be understood isn't kept", async () => {
  const ctx = ctxOf(await makeUser("employee"));
  await expect(saveView(ctx, given({ query: "sort=salary" }))).rejects.toMatchObject({ code: "INVALID" });
});

test("each has their own order of views, and their own columns", async () => {
  const user = await makeUser("employee", [(await makeCompany()).id]);
  const ctx = ctxOf(user);
  const one = await saveView(ctx, given({ name: "One" }));
  const two = await saveView(ctx, given({ name: "Two" }));
  await orderViews(ctx, { ids: [two.id, one.id] });
  await arrangeColumns(ctx, { columns: "status,name:300,tags" });
  const mine = (await namesOf(ctx)).filter((name) => ["One", "Two"].includes(name));
  expect(mine).toStrictEqual(["Two", "One"]);
  const view = await listView(ctx, {}, "en");
  expect(view).toMatchObject({ arranged: true, more: ["tags"] });
  const other = await listView(ctxOf(await makeUser("employee")), {}, "en");
  expect(other.arranged).toBe(false);
});
