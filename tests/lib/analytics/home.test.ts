import { database } from "@/lib/core/db";
import { logContact } from "@/lib/leads/contact/commands";
import { ANY_DAY, TREND_SERIES } from "@/lib/analytics/home/schema";
import { homeView } from "@/lib/analytics/home/queries";
import { assignLead } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { listView, viewCount } from "@/lib/leads/list/view/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { Counted, HomeView } from "@/lib/analytics/home/schema";
import type { AddressParams } from "@/lib/leads/list/schema";

const NOW = new Date("2026-11-23T15:00:00Z");
const at = (iso: string) => new Date(iso);
const ctx = (actor: UserActor) => ctxOf(actor, { now: () => NOW });

const home = async (actor: UserActor, params: AddressParams = {}) =>
  (await homeView(ctx(actor), { params, locale: "en" })).view;

/** How many rows the list shows at an address. */
async function rowsAt(actor: UserActor, href: string): Promise<number> {
  const params = Object.fromEntries(new URL(href, "http://house.test").searchParams);
  const view = await listView(ctx(actor), params, "en");
  expect(view.problems).toStrictEqual([]);
  return (await viewCount(ctx(actor), view)).total;
}

function allNumbers(view: HomeView): Record<string, Counted> {
  const { numbers, toDo, phases, windowTotal, bySource, byOwner, trend } = view;
  const compared = { ...numbers, ...phases, windowTotal };
  const days = trend.days.filter((day, index) => day.total > 0 || index === 0);
  const rows = [...bySource.map((row) => ["source", row] as const), ...byOwner.map((row) => ["owner", row] as const)];
  return {
    ...compared,
    ...Object.fromEntries(
      Object.entries(compared).flatMap(([name, { before }]) => (before ? [[`${name} before`, before]] : [])),
    ),
    ...Object.fromEntries(
      days.flatMap(({ day, ...counts }) =>
        TREND_SERIES.map((series) => [
          `${day} ${series}`,
          { count: counts[series], href: trend.dayHref[series].replaceAll(ANY_DAY, day) },
        ]),
      ),
    ),
    uncontacted: toDo.uncontacted,
    waiting: toDo.waiting,
    ...Object.fromEntries((view.team ?? []).map(({ name, open }) => [`${name} open`, open])),
    ...Object.fromEntries((view.team ?? []).map(({ name, late }) => [`${name} late`, late])),
    ...(toDo.unowned && { unowned: toDo.unowned }),
    ...Object.fromEntries(
      rows.flatMap(([kind, row]) =>
        (["total", "cold", "active", "closed"] as const).map((key) => [`${kind} ${row.name} ${key}`, row[key]]),
      ),
    ),
  };
}

let house: Awaited<ReturnType<typeof makeHouse>>;

async function makeHouse() {
  const company = await makeCompany("Ours");
  const other = await makeCompany("Theirs");
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const executive = await makeUser("executive", []);
  const type = await database().leadType.findFirstOrThrow();
  const source = await database().source.create({
    data: {
      name: "Form",
      kind: "webhook",
      companyId: company.id,
      leadTypeId: type.id,
      timeZone: "America/Argentina/Buenos_Aires",
      defaultCountry: "AR",
      tokenSealed: "",
      tokenHash: "",
    },
  });
  // The last instant of the 22nd and the first of the 23rd in Buenos Aires, the edges of 60 days, and long ago.
  const times = [
    "2026-11-23T02:59:59.999Z",
    "2026-11-23T03:00:00.000Z",
    "2026-11-23T14:00:00Z",
    "2026-11-20T12:00:00Z",
    "2026-09-25T03:00:00.000Z",
    "2026-09-25T02:59:59.999Z",
    "2026-02-01T12:00:00Z",
  ];
  const statuses = ["pending", "contacted", "quoted", "negative", "new-customer"];
  const pending = await statusId("pending");
  for (const [index, time] of times.entries()) {
    for (const [turn, key] of statuses.entries()) {
      const companyId = turn === 4 ? other.id : company.id;
      const lead = await makeLead(companyId, { at: at(time), contactName: `${key} ${index}` });
      await database().lead.update({
        where: { id: lead.id },
        data: { sourceId: (index + turn) % 2 === 0 ? source.id : null },
      });
      if (key !== "pending") {
        const wanted = await statusId(key);
        await changeStatus(
          { ...ctx(executiveAsAdmin), history: true },
          { leadId: lead.id, statusId: wanted, seenStatusId: pending },
        );
      }
      if (turn < 3 && index % 2 === 0) {
        await assignLead(ctx(executiveAsAdmin), {
          leadId: lead.id,
          ownerId: employee.id,
          seenOwnerId: null,
          reason: "",
        });
      }
      if (turn === 1 && index % 3 === 0) {
        await logContact(ctx(executiveAsAdmin), { leadId: lead.id, channel: "call", outcome: "reached", note: "" });
      }
    }
  }
  // Two of the employee's are late, and one is due this moment.
  const late = await database().lead.findMany({
    where: { ownerId: employee.id, status: { phase: { not: "closed" } } },
    orderBy: { receivedAt: "asc" },
    take: 3,
  });
  for (const [turn, lead] of late.entries()) {
    const dueAt = [at("2026-11-20T12:00:00Z"), NOW, at("2026-11-23T14:59:00Z")][turn] ?? NOW;
    await database().leadDue.upsert({
      where: { leadId: lead.id },
      create: { leadId: lead.id, dueAt },
      update: { dueAt },
    });
  }
  return { company, other, manager, employee, executive, source };
}

let executiveAsAdmin: UserActor;

beforeAll(async () => {
  executiveAsAdmin = await makeUser("admin", []);
  house = await makeHouse();
}, 60_000);

const FILTERS: AddressParams[] = [
  {},
  { status: "pending" },
  { status: "quoted,negative" },
  { from: "2026-11-20", to: "2026-11-22" },
  { received: "today" },
  { received: "month", status: "contacted" },
  { owner: "none" },
  { owner: "me,none" },
];

describe("every number opens exactly its rows", () => {
  test.each(FILTERS)("with the filters %j, for each role", async (params) => {
    for (const actor of [house.manager, house.employee, house.executive]) {
      const numbers = allNumbers(await home(actor, params));
      const opened: Record<string, number> = {};
      for (const [name, { href }] of Object.entries(numbers)) opened[name] = await rowsAt(actor, href);
      const counted = Object.fromEntries(Object.entries(numbers).map(([name, { count }]) => [name, count]));
      expect(opened).toStrictEqual(counted);
    }
  });

  test("and it isn't because both are nothing", async () => {
    const view = await home(house.manager);
    expect(view.numbers.total.count).toBe(28);
    expect(view.windowTotal.count).toBe(20);
    expect(view.numbers.pending.count).toBeGreaterThan(0);
    expect(view.toDo.unowned?.count).toBeGreaterThan(0);
    expect(view.toDo.waiting.count).toBeLessThan(view.toDo.uncontacted.count);
    expect(view.windowTotal.before?.count).toBe(4);
  });
});

test("a manager sees what each of the team has open and late, an employee doesn't", async () => {
  const [forManager, forExecutive, forEmployee] = await Promise.all([
    home(house.manager),
    home(house.executive),
    home(house.employee),
  ]);
  const open = await database().lead.count({
    where: { ownerId: house.employee.id, status: { phase: { not: "closed" } } },
  });
  const said = (view: HomeView) => view.team?.map(({ name, open: all, late }) => [name, all.count, late.count]);
  expect(said(forManager)).toStrictEqual([["Emilio Tester", open, 2]]);
  expect(said(forExecutive)).toStrictEqual([["Emilio Tester", open, 2]]);
  expect(forEmployee.team).toBeNull();
  expect((await home(house.manager, { owner: "none" })).team).toStrictEqual([]);
});

test("parts are named by what they are: sources by source, owners by owner", async () => {
  const { bySource, byOwner } = await home(house.manager);
  expect(bySource.map(({ name }) => name).sort()).toStrictEqual(["", "Form"]);
  expect(byOwner.map(({ name }) => name).sort()).toStrictEqual(["", "Emilio Tester"]);
});

test("numbers are of what one may see, and no more", async () => {
  const [manager, employee, executive] = await Promise.all([
    home(house.manager),
    home(house.employee),
    home(house.executive),
  ]);
  expect(executive.numbers.total.count).toBe(35);
  expect(manager.numbers.total.count).toBe(28);
  expect(employee.numbers.total.count).toBeLessThan(manager.numbers.total.count);
  expect(employee.toDo.unowned).toBeNull();
  const nobody = await makeUser("employee", [house.company.id]);
  expect(await home(nobody)).toMatchObject({ empty: true, numbers: { total: { count: 0 } }, newest: [], bySource: [] });
});

test("days are the organisation's: a lead a moment before midnight is yesterday's", async () => {
  const { trend } = await home(house.manager, { from: "2026-11-21", to: "2026-11-23" });
  expect(trend.days.map(({ day, total }) => ({ day, total }))).toStrictEqual([
    { day: "2026-11-21", total: 0 },
    { day: "2026-11-22", total: 4 },
    { day: "2026-11-23", total: 8 },
  ]);
  expect(trend.unfinished).toBe("2026-11-23");
});

test("the last sixty days are sixty, and the day before them isn't among them", async () => {
  const { trend, windowTotal } = await home(house.manager);
  expect(trend.days).toHaveLength(60);
  expect([trend.days[0]?.day, trend.days.at(-1)?.day]).toStrictEqual(["2026-09-25", "2026-11-23"]);
  expect(trend.days.reduce((sum, { total }) => sum + total, 0)).toBe(windowTotal.count);
});

test("the five newest leave out what is negative", async () => {
  const { newest } = await home(house.manager);
  expect(newest).toHaveLength(5);
  expect(newest.filter(({ title }) => title.startsWith("negative"))).toStrictEqual([]);
  expect(newest[0]?.receivedAt).toBe("2026-11-23T14:00:00.000Z");
});

test("whoever may read no analytics gets none", async () => {
  const { permissions } = house.manager;
  const { "analytics.read": _taken, ...rest } = permissions;
  await expect(home({ ...house.manager, permissions: rest })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("what the address asks and home can't read is named and left out; the rest holds", async () => {
  const manager = await makeUser("manager", [(await makeCompany()).id]);
  const params = { status: "pending,nothing", from: "2026-99-99", owner: "x", source: "x" };
  const { list, problems } = await homeView(ctx(manager), { params, locale: "en" });
  expect(problems.toSorted()).toStrictEqual(["from", "owner", "status"]);
  expect(list).toMatchObject({ status: ["pending"], from: "", owner: [] });
  expect((await homeView(ctx(manager), { params: { status: "pending" }, locale: "en" })).problems).toStrictEqual([]);
});
