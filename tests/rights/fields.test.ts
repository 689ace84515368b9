import { stopNotify } from "@/lib/core/notify";
import { GET as apiLead } from "@/app/api/v1/leads/[lead]/route";
import { GET as apiLeads } from "@/app/api/v1/leads/route";
import { GET as apiEvents } from "@/app/api/v1/events/route";
import { boardAgain, boardTotals, cardsNow, furtherCards } from "@/lib/leads/board/queries";
import { database } from "@/lib/core/db";
import { homeView } from "@/lib/analytics/home/queries";
import { startBulk } from "@/lib/leads/bulk/changing/commands";
import { previewBulk } from "@/lib/leads/bulk/changing/queries";
import { updateLead } from "@/lib/leads/commands";
import { knownPeople } from "@/lib/leads/duplicates/queries";
import { keepEmail } from "@/lib/leads/email/commands";
import { exportLeads } from "@/lib/leads/exporting/commands";
import { enterLead } from "@/lib/intake/entering/commands";
import { enterLeadInput } from "@/lib/intake/entering/schema";
import {
  findLeads,
  countNow,
  furtherPage,
  listView,
  recentLeads,
  rowsNow,
  viewPage,
} from "@/lib/leads/list/view/queries";
import { extras, leadPage } from "@/lib/leads/page/queries";
import { correctAnswers } from "@/lib/leads/status/correcting/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { calendarOf } from "@/lib/leads/tasks/feed/ics";
import { myDay, tasksForFeed } from "@/lib/leads/tasks/queries";
import { timeline } from "@/lib/leads/timeline/queries";
import { listViews } from "@/lib/leads/views/queries";
import { EVERYTHING_HIDDEN, FIELDS, PLANTED, makeReader, plant, toldIn } from "@/tests/rights/planted";
import { ask, makeKey } from "@/tests/support/api";
import { ctxOf, makeCompany, statusId } from "@/tests/support/house";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { FieldRights } from "@/lib/core/permissions";
import type { Lead } from "@/lib/core/prisma/client";
import type { Planted } from "@/tests/rights/planted";

/*
 * What somebody is kept from, by each way in. Each is tried by one who sees everything as well: so that nothing passes for
 * hidden that is told to nobody.
 */

afterAll(stopNotify);

const NOTHING: Planted[] = [];
const COLUMNS = { columns: "number,name,status,email,phone,amount,message,contact,page" };

type Reader = Ctx & { actor: UserActor };
type World = { companyId: string; named: Lead; nameless: Lead; open: Reader; kept: Reader };
let world: World;
beforeAll(async () => {
  const { id: companyId } = await makeCompany();
  const [open, kept] = [await makeReader({}), await makeReader(EVERYTHING_HIDDEN)];
  const named = await plant(companyId, null);
  // Called by their mail where they gave no name.
  const nameless = await plant(companyId, null, { contactName: "" });
  world = { companyId, named, nameless, open: { ...ctxOf(open), actor: open }, kept: { ...ctxOf(kept), actor: kept } };
});

const within = () => ({ company: world.companyId });

/** What each of the two is told. */
async function both(askAs: (ctx: Reader) => Promise<unknown>): Promise<{ open: Planted[]; kept: Planted[] }> {
  return { open: toldIn(await askAs(world.open)), kept: toldIn(await askAs(world.kept)) };
}

test("the page somebody came by is shown without what was handed over with it", async () => {
  const { rows } = await furtherPage(world.kept, { ...within(), ...COLUMNS });
  expect(rows.map(({ more }) => more["page"])).toStrictEqual([
    "https://w.example/gracias",
    "https://w.example/gracias",
  ]);
  const { touchpoints } = await leadPage(world.kept, { number: world.named.number, locale: "es" });
  expect(touchpoints.map(({ pageUrl, referrer }) => [pageUrl, referrer])).toStrictEqual([
    ["https://w.example/gracias", "https://w.example/"],
  ]);
});

const ROWS = {
  "a page of the list": (ctx: Ctx) => furtherPage(ctx, { ...within(), ...COLUMNS }),
  "its first page": async (ctx: Ctx) => viewPage(ctx, await listView(ctx, { ...within(), ...COLUMNS }, "es")),
  "rows read again": (ctx: Ctx) => rowsNow(ctx, { ids: [world.named.id, world.nameless.id], params: COLUMNS }),
};

test.each(Object.entries(ROWS))("%s", async (_, askAs) => {
  expect(await both(askAs)).toStrictEqual({ open: FIELDS, kept: NOTHING });
});

test("the page of a lead, by its number", async () => {
  for (const { number } of [world.named, world.nameless])
    expect(await both((ctx) => leadPage(ctx, { number, locale: "es" }))).toStrictEqual({ open: FIELDS, kept: NOTHING });
  const { lead } = await leadPage(world.kept, { number: world.named.number, locale: "es" });
  expect(lead).toMatchObject({ reach: { call: null, whatsapp: null, mail: null }, contactName: "Ana Visible" });
  expect(lead.sensitive).toStrictEqual(EVERYTHING_HIDDEN);
});

test("what else its form sent", async () => {
  const told = await both((ctx) => extras(ctx, { leadId: world.named.id, from: 0 }));
  expect(told).toStrictEqual({ open: ["phone", "email", "message"], kept: NOTHING });
});

test("its history says that something changed and not what it was", async () => {
  const asked = { leadId: world.named.id, filter: "all", before: null, locale: "es" } as const;
  expect(await both((ctx) => timeline(ctx, asked))).toStrictEqual({
    open: ["phone", "email", "amount"],
    kept: NOTHING,
  });
  const { entries } = await timeline(world.kept, asked);
  expect(entries).toContainEqual(
    expect.objectContaining({
      kind: "fields",
      changes: [
        { field: "email", from: "", to: "", hidden: true },
        { field: "phone", from: "", to: "", hidden: true },
      ],
    }),
  );
});

test("the board: its cards, and what a column is worth", async () => {
  const asked = { by: "status" as const, params: within() };
  const told = { open: ["phone", "email", "amount"], kept: NOTHING };
  expect(await both((ctx) => boardAgain(ctx, asked))).toStrictEqual(told);
  const ids = [world.named.id, world.nameless.id];
  expect(await both((ctx) => cardsNow(ctx, { ...asked, ids }))).toStrictEqual(told);
  const key = await statusId("quoted");
  expect(await both((ctx) => furtherCards(ctx, { ...asked, key, after: undefined }))).toStrictEqual(told);
  const totalsOf = async (ctx: Ctx) => boardTotals(ctx, await listView(ctx, within(), "es"), "status");
  expect((await totalsOf(world.open))[key]?.value).toStrictEqual([
    { currency: "ARS", cents: 2 * PLANTED.amount.value },
  ]);
  expect((await totalsOf(world.kept))[key]).toStrictEqual({ count: 2, value: [] });
});

test("what the palette and the home page call them", async () => {
  const numbers = [world.named.number, world.nameless.number];
  expect(await both((ctx) => recentLeads(ctx, { numbers }))).toStrictEqual({ open: ["email"], kept: NOTHING });
  expect(await both((ctx) => findLeads(ctx, { q: String(world.nameless.number) }))).toStrictEqual({
    open: ["email"],
    kept: NOTHING,
  });
  expect(await both((ctx) => homeView(ctx, { params: within(), locale: "es" }))).toStrictEqual({
    open: ["email"],
    kept: NOTHING,
  });
});

test("what tasks call their lead, on the screen and in the calendar", async () => {
  const { nameless } = world;
  const told = await both(async (ctx) => {
    const { id } = ctx.actor;
    const dueAt = new Date(Date.now() + 3_600_000);
    await database().task.create({
      data: { title: "Llamar", assigneeId: id, createdById: id, leadId: nameless.id, dueAt },
    });
    const feed = calendarOf(await tasksForFeed(ctx, id), { baseUrl: "", now: new Date(), locale: "es" });
    return [await myDay(ctx), feed];
  });
  expect(told).toStrictEqual({ open: ["email"], kept: NOTHING });
});

describe("a search", () => {
  const SAYS: [Planted, string][] = [
    ["phone", "52776143"],
    ["phone", "+54 9 11 5277-6143"],
    ["email", "zarzamora@plantada.example"],
    ["email", "plantada"],
    ["message", "palanganas"],
  ];

  test.each(SAYS)("by the %s finds nothing through a hidden field: %s", async (_, q) => {
    const count = async (ctx: Ctx) => (await countNow(ctx, { ...within(), q })).total;
    expect([await count(world.open), await count(world.kept)]).toStrictEqual([2, 0]);
    expect(await findLeads(world.kept, { q })).toStrictEqual([]);
  });

  test.each(SAYS)("by the %s finds it where only others are hidden: %s", async (field, q) => {
    const { [field]: _, ...others } = EVERYTHING_HIDDEN;
    const ctx = ctxOf(await makeReader(others));
    expect((await countNow(ctx, { ...within(), q })).total).toBe(2);
  });

  test("by what is shown finds as before", async () => {
    expect((await countNow(world.kept, { ...within(), q: "visible transporte" })).total).toBe(1);
    expect((await countNow(world.kept, { ...within(), q: world.named.number.toString() })).total).toBe(1);
  });

  test("for what resembles a hidden mail finds nothing", async () => {
    const page = async (ctx: Ctx) =>
      viewPage(ctx, await listView(ctx, { ...within(), q: "zarzamorra@plantada" }, "es"));
    expect((await page(world.open)).rows).toHaveLength(2);
    expect((await page(world.kept)).rows).toStrictEqual([]);
  });

  test("in a condition of one's own is no way round", async () => {
    const filter = (op: string, value: string) => JSON.stringify({ field: "search", op, value });
    const count = async (ctx: Ctx, op: string, value: string) =>
      (await countNow(ctx, { ...within(), filter: filter(op, value) })).total;
    expect(await count(world.open, "contains", "palanganas")).toBe(2);
    expect(await count(world.kept, "contains", "palanganas")).toBe(0);
    expect(await count(world.kept, "notContains", "palanganas")).toBe(2);
    expect(await count(world.open, "notContains", "palanganas")).toBe(0);
  });
});

describe("asked for by a hidden field", () => {
  const FILTERS = {
    phone: { field: "phone", op: "contains", value: "6143" },
    email: { field: "email", op: "contains", value: "zarza" },
    amount: { field: "amount", op: "gt", value: 9_000_000 },
    message: { not: { field: "message", op: "isEmpty" } },
  } as const;

  test.each(FIELDS)("a condition by %s is refused", async (field) => {
    const params = {
      ...within(),
      filter: JSON.stringify({ any: [FILTERS[field], { field: "score", op: "gt", value: 99 }] }),
    };
    expect((await countNow(world.open, params)).total).toBe(2);
    await expect(countNow(world.kept, params)).rejects.toMatchObject({
      code: "INVALID",
      fields: { filter: "notValid" },
    });
    const { problems, condition } = await listView(world.kept, params, "es");
    expect(problems).toStrictEqual(["filter"]);
    expect(JSON.stringify(condition)).not.toContain(`"${field}"`);
  });

  test("a condition by the page's address is refused, since the address repeats what was typed", async () => {
    const filter = JSON.stringify({ field: "page", op: "contains", value: "zarza" });
    expect((await countNow(world.open, { ...within(), filter })).total).toBe(2);
    await expect(countNow(world.kept, { ...within(), filter })).rejects.toMatchObject({
      fields: { filter: "notValid" },
    });
    const amountHidden = ctxOf(await makeReader({ amount: "hidden" }));
    expect((await countNow(amountHidden, { ...within(), filter })).total).toBe(2);
  });

  test.each(["phone", "email", "amount", "page"])("an order by %s is refused", async (sort) => {
    const params = { ...within(), sort };
    expect((await furtherPage(world.open, params)).rows).toHaveLength(2);
    await expect(furtherPage(world.kept, params)).rejects.toMatchObject({
      code: "INVALID",
      fields: { sort: "notValid" },
    });
    const { list, problems } = await listView(world.kept, params, "es");
    expect({ sort: list.sort, problems }).toStrictEqual({ sort: "received", problems: ["sort"] });
  });

  test("a saved view isn't offered", async () => {
    const ownerId = world.open.actor.id;
    const view = (query: string) => ({ ownerId, name: "Vista", audience: "everyone", query });
    const made = await database().savedView.createManyAndReturn({
      data: [
        view("sort=phone"),
        view(`filter=${encodeURIComponent(JSON.stringify(FILTERS.email))}`),
        view("sort=name"),
      ],
    });
    const offered = async (ctx: Ctx) => {
      const ids = (await listViews(ctx)).map(({ id }) => id);
      return made.map(({ id }) => ids.includes(id));
    };
    expect(await offered(world.open)).toStrictEqual([true, true, true]);
    expect(await offered(world.kept)).toStrictEqual([false, false, true]);
  });

  test("a choice of many for a change is refused as well", async () => {
    const query = new URLSearchParams({ ...within(), filter: JSON.stringify(FILTERS.phone) }).toString();
    const set = { kind: "tags", add: ["x"], remove: [] } as const;
    const input = { selection: { query }, set: { ...set, add: [...set.add], remove: [] } };
    expect(await previewBulk(world.open, input)).toMatchObject({ change: 2 });
    await expect(previewBulk(world.kept, input)).rejects.toMatchObject({ code: "INVALID" });
    await expect(startBulk(world.kept, input)).rejects.toMatchObject({ code: "INVALID" });
  });

  test("who is known by a phone or mail isn't told", async () => {
    const typed = { contactName: "", email: PLANTED.email.value, phone: PLANTED.phone.value };
    expect(await knownPeople(world.open, typed)).toHaveLength(2);
    expect(await knownPeople(world.kept, typed)).toStrictEqual([]);
  });
});

test("an export has no column of it", async () => {
  const words = {
    ...{ column: (name: string) => name, priority: (name: string) => name, yesNo: String, wall: (at: number) => at },
    choices: { statuses: [], types: [], fields: [] },
  };
  const exported = async (ctx: Ctx) => {
    const { columns, rows } = await exportLeads(ctx, { ...within(), ...COLUMNS, format: "csv" }, "es");
    const cells: unknown[] = [];
    for await (const row of rows(words)) cells.push(row);
    return { columns, cells };
  };
  expect(toldIn((await exported(world.open)).cells)).toStrictEqual(FIELDS);
  const { columns, cells } = await exported(world.kept);
  expect(toldIn(cells)).toStrictEqual([]);
  expect(columns).toStrictEqual(["number", "name", "firm", "status", "page"]);
});

describe("by the API", () => {
  const reading = { permissions: ["lead.read" as const] };

  async function answers(key: string): Promise<Record<string, Planted[]>> {
    const { number } = world.named;
    const one = await ask(apiLead, `/api/v1/leads/${number}`, { key, params: { lead: String(number) } });
    const list = await ask(apiLeads, `/api/v1/leads?company=${world.companyId}`, { key });
    const events = await ask(apiEvents, `/api/v1/events?type=lead.*`, { key });
    expect([one.status, list.status, events.status]).toStrictEqual([200, 200, 200]);
    return { one: toldIn(one.body), list: toldIn(list.body), events: toldIn(events.body) };
  }

  test("a key is told what it isn't kept from", async () => {
    const { companyId } = world;
    const { key } = await makeKey({ ...reading, companyIds: [companyId] });
    expect(await answers(key)).toStrictEqual({
      one: FIELDS,
      list: FIELDS,
      events: ["phone", "email", "amount"],
    });
    const kept = await makeKey({ ...reading, companyIds: [companyId], fields: EVERYTHING_HIDDEN });
    expect(await answers(kept.key)).toStrictEqual({ one: [], list: [], events: [] });
  });

  test("a key is kept from what its maker is kept from since", async () => {
    const maker = await makeReader({});
    const { key } = await makeKey({ ...reading, maker });
    const { id: roleId } = await database().role.findUniqueOrThrow({ where: { key: maker.roleKey } });
    await database().roleField.create({ data: { roleId, field: "phone", right: "hidden" } });
    expect(await answers(key)).toMatchObject({
      one: ["email", "amount", "message"],
      list: ["email", "amount", "message"],
    });
  });

  test("a key that hides a field searches nothing by it and reads no arrivals", async () => {
    const { key } = await makeKey({ ...reading, companyIds: [world.companyId], fields: { phone: "hidden" } });
    const found = async (query: string) => (await ask(apiLeads, `/api/v1/leads?${query}`, { key })).body;
    expect(await found("q=52776143")).toMatchObject({ leads: [] });
    expect(await found("sort=phone")).toMatchObject({ fields: { sort: "notValid" } });
    await expect(makeKey({ permissions: ["intake.read"], fields: { phone: "hidden" } })).rejects.toMatchObject({
      fields: { permissions: "fieldsLacking" },
    });
  });
});

describe("a change", () => {
  const LOCKED: FieldRights[] = [EVERYTHING_HIDDEN, { phone: "read", email: "read", amount: "read", message: "read" }];

  test.each(LOCKED)("of a field that may only be read, or isn't seen, is refused: %o", async (fields) => {
    const ctx = ctxOf(await makeReader(fields));
    const lead = await plant(world.companyId, null);
    const write = (set: Record<string, string>) => updateLead(ctx, { leadId: lead.id, set, seen: {}, country: "AR" });
    await expect(write({ phone: "011 4444-5555" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write({ email: "otra@example.test" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write({ message: "Otra" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(keepEmail(ctx, { leadId: lead.id, email: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const to = await statusId("contacted");
    const move = { leadId: lead.id, statusId: to, seenStatusId: lead.statusId };
    await expect(changeStatus(ctx, { ...move, amountCents: 5 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const correction = { leadId: lead.id, seenStatusId: lead.statusId, seen: {} };
    await expect(correctAnswers(ctx, { ...correction, set: { amountCents: 5 } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const after = await database().lead.findUniqueOrThrow({ where: { id: lead.id } });
    expect(after).toStrictEqual(lead);
    await expect(changeStatus(ctx, move)).resolves.toMatchObject({ statusId: to });
  });

  test("by whoever may write it is made", async () => {
    const lead = await plant(world.companyId, null);
    const set = { message: "Otra" };
    await updateLead(world.open, { leadId: lead.id, set, seen: { message: lead.message }, country: "AR" });
    expect(await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).toMatchObject(set);
  });

  test("nobody is asked for an amount that they can't say, nor told by that whether there is one", async () => {
    const asking = await database().status.findUniqueOrThrow({ where: { key: "quoted" } });
    await database().status.update({ where: { id: asking.id }, data: { asksAmount: "required" } });
    const without = await plant(world.companyId, null);
    const pending = await statusId("pending");
    await database().lead.update({ where: { id: without.id }, data: { amountCents: null, statusId: pending } });
    const move = { leadId: without.id, statusId: asking.id, seenStatusId: pending };
    await expect(changeStatus(world.open, move)).rejects.toMatchObject({ fields: { amountCents: "required" } });
    const set = { kind: "status" as const, statusId: asking.id };
    const selection = { ids: [without.id] };
    expect(await previewBulk(world.open, { selection, set })).toMatchObject({ noAmount: 1, change: 0 });
    expect(await previewBulk(world.kept, { selection, set })).toMatchObject({ noAmount: 0, change: 1 });
    await expect(changeStatus(world.kept, move)).resolves.toMatchObject({ statusId: asking.id });
    const { choices } = await listView(world.kept, {}, "es");
    expect(choices.statuses.filter(({ asks }) => "amount" in asks)).toStrictEqual([]);
    await database().status.update({ where: { id: asking.id }, data: { asksAmount: asking.asksAmount } });
  });

  test("a lead is entered by hand without what one can't write", async () => {
    const leadTypeId = world.named.leadTypeId;
    const enter = (ctx: Ctx, more: object) =>
      enterLead(
        ctx,
        enterLeadInput.parse({ companyId: world.companyId, leadTypeId, contactName: "Eva Nueva", ...more }),
      );
    await expect(enter(world.kept, { phone: "011 4444-5555", message: "Hola" })).rejects.toMatchObject({
      fields: { phone: "fieldLocked", message: "fieldLocked" },
    });
    await expect(enter(world.kept, {})).resolves.toMatchObject({ outcome: "created" });
    await expect(enter(world.open, { phone: "011 4444-5555" })).resolves.toMatchObject({ outcome: "created" });
  });
});
