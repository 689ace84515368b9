import { database } from "@/lib/core/db";
import { listView, viewCount, viewPage } from "@/lib/leads/list/view/queries";
import { cellsOf, exportColumns } from "@/lib/leads/exporting/cells";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { Ctx } from "@/lib/core/ctx";
import type { Condition } from "@/lib/core/condition/schema";

const MINUTE = 60_000;
const NOW = new Date("2026-11-27T15:00:00Z");
const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);

let ctx: Ctx;
let leads: Record<"late" | "soon" | "tomorrow" | "rotting" | "plain", string>;

beforeAll(async () => {
  const company = await makeCompany();
  ctx = ctxOf(await makeUser("manager", [company.id]), { now: () => NOW });
  const make = async (name: string, due: object | null, more: object = {}) => {
    const lead = await makeLead(company.id, { contactName: name, at: inMinutes(-300) });
    await database().lead.update({ where: { id: lead.id }, data: more });
    const rotsFrom = lead.lastActivityAt;
    if (due) await database().leadDue.create({ data: { leadId: lead.id, rotsFrom, ...due } });
    return lead.id;
  };
  const clock = (due: number, warn: number) => ({
    ...{ dueAt: inMinutes(due), respondDueAt: inMinutes(due), warnAt: inMinutes(warn), respondWarnAt: inMinutes(warn) },
  });
  leads = {
    late: await make("late", clock(-10, -20)),
    soon: await make("soon", clock(10, -5)),
    tomorrow: await make("tomorrow", clock(1440, 1400)),
    rotting: await make(
      "rotting",
      { rotsAt: inMinutes(-1), respondMinutes: 75, respondBreachedAt: inMinutes(-90) },
      { firstResponseAt: inMinutes(-100) },
    ),
    plain: await make("plain", null),
  };
});

async function found(params: Record<string, string>): Promise<string[]> {
  const view = await listView(ctx, params, "en");
  const { rows } = await viewPage(ctx, view);
  expect((await viewCount(ctx, view)).total).toBe(rows.length);
  return rows.map(({ contactName }) => contactName);
}
const byCondition = (condition: Condition) => found({ filter: JSON.stringify(condition) });

test.each([
  ["late", ["late"]],
  ["soon", ["soon"]],
  ["today", ["late", "soon"]],
  ["rotting", ["rotting"]],
  ["missed", ["rotting"]],
  ["late,rotting", ["late", "rotting"]],
])("the list asked for %s", async (due, names) => {
  expect((await found({ due })).sort()).toStrictEqual(names);
});

test("any condition may ask when something is due, also for what isn't", async () => {
  const before: Condition = { field: "dueAt", op: "before", value: NOW.toISOString() };
  expect(await byCondition(before)).toStrictEqual(["late"]);
  expect(await byCondition({ not: before })).toHaveLength(4);
  expect((await byCondition({ field: "dueAt", op: "isNotEmpty" })).sort()).toStrictEqual(["late", "soon", "tomorrow"]);
  expect((await byCondition({ field: "dueAt", op: "isEmpty" })).sort()).toStrictEqual(["plain", "rotting"]);
  expect(await byCondition({ field: "respondMinutes", op: "gt", value: 60 })).toStrictEqual(["rotting"]);
});

test("in the order of what is due, leads without any come last in both directions", async () => {
  expect((await found({ sort: "due" })).slice(0, 3)).toStrictEqual(["late", "soon", "tomorrow"]);
  expect((await found({ sort: "due", dir: "desc" })).slice(0, 3)).toStrictEqual(["tomorrow", "soon", "late"]);
  expect((await found({ sort: "responseTime" }))[0]).toBe("rotting");
});

test("a row says what is due while its clock runs, and nothing once it was answered, even before that is worked out", async () => {
  const rowOf = async (id: string) => {
    const { rows } = await viewPage(ctx, await listView(ctx, { columns: "name,status,due,responseTime" }, "en"));
    return rows.find((row) => row.id === id);
  };
  expect(await rowOf(leads.late)).toMatchObject({ dueAt: inMinutes(-10).toISOString(), rotsAt: null });
  expect(await rowOf(leads.rotting)).toMatchObject({
    rotsAt: inMinutes(-1).toISOString(),
    more: { responseTime: { wall: 200, working: 75 } },
  });
  await database().lead.update({ where: { id: leads.late }, data: { firstResponseAt: NOW } });
  expect(await rowOf(leads.late)).toMatchObject({ dueAt: null });
  await database().lead.update({ where: { id: leads.late }, data: { firstResponseAt: null } });
});

test("an export has the moments, and both ways of counting as numbers", async () => {
  const columns = exportColumns([{ key: "due" }, { key: "rots" }, { key: "responseTime" }]);
  expect(columns).toStrictEqual(["due", "rots", "responseMinutes", "responseWorkingMinutes"]);
  const view = await listView(ctx, { columns: "name,status,due,rots,responseTime", due: "rotting" }, "en");
  const { rows } = await viewPage(ctx, view);
  const words = {
    column: String,
    priority: String,
    yesNo: String,
    choices: view.choices,
    wall: (moment: number) => moment,
  };
  expect(rows.map((row) => cellsOf(row, columns, words))).toStrictEqual([
    [null, { wall: inMinutes(-1).getTime() }, 200, 75],
  ]);
});
