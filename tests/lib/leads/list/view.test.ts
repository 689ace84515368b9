import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logContact } from "@/lib/leads/contact/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { leadsHref, listQuery } from "@/lib/leads/list/schema";
import {
  countNow,
  findLeads,
  furtherPage,
  hasLeads,
  listView,
  recentLeads,
  rowsNow,
  viewCount,
  viewPage,
} from "@/lib/leads/list/view/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { LeadList } from "@/lib/leads/list/schema";
import type { NewLead } from "@/lib/leads/commands";

const addressOf = (list: Partial<LeadList>): Record<string, string> =>
  Object.fromEntries(new URL(leadsHref(list), "http://test").searchParams);

async function seen(actor: UserActor, list: Partial<LeadList> = {}) {
  const ctx = ctxOf(actor);
  const view = await listView(ctx, addressOf(list), "en");
  const [page, count] = await Promise.all([viewPage(ctx, view), viewCount(ctx, view)]);
  return { ids: page.rows.map((row) => row.id), page, count, view };
}

async function house() {
  const company = await makeCompany("Here");
  const other = await makeCompany("There");
  const employee = await makeUser("employee", [company.id]);
  const manager = await makeUser("manager", [company.id]);
  const mine = await makeLead(company.id, { defaultOwnerId: employee.id });
  const unowned = await makeLead(company.id);
  const elsewhere = await makeLead(other.id);
  return { company, other, employee, manager, mine, unowned, elsewhere };
}

describe("what a list shows", () => {
  test("is one's own leads for an employee, the companies' for a manager, all for an executive", async () => {
    const { employee, manager, mine, unowned, elsewhere } = await house();
    const executive = await makeUser("executive");
    expect((await seen(employee)).ids).toStrictEqual([mine.id]);
    expect((await seen(manager)).ids).toStrictEqual([unowned.id, mine.id]);
    expect((await seen(executive)).ids).toStrictEqual(expect.arrayContaining([mine.id, unowned.id, elsewhere.id]));
  });

  test("can't be widened by any filter, search, order, count or condition", async () => {
    const { employee, other, elsewhere, unowned, mine } = await house();
    const attempts: Partial<LeadList>[] = [
      { company: [other.id] },
      { owner: ["none"] },
      { q: `L-${elsewhere.number}` },
      { filter: JSON.stringify({ any: [{ field: "number", op: "is", value: unowned.number }, { all: [] }] }) },
      { filter: JSON.stringify({ not: { field: "owner", op: "is", value: "@me" } }) },
      { sort: "owner", dir: "desc" },
      { sort: "company" },
      { sort: "status" },
    ];
    for (const attempt of attempts) {
      const { ids, count } = await seen(employee, attempt);
      expect(ids.filter((id) => id !== mine.id)).toStrictEqual([]);
      expect(count.total).toBe(ids.length);
    }
    expect(await findLeads(ctxOf(employee), { q: `L-${elsewhere.number}` })).toStrictEqual([]);
  });

  test("gives re-read rows only as far as one may see them", async () => {
    const { employee, manager, mine, unowned, elsewhere } = await house();
    const ids = [mine.id, unowned.id, elsewhere.id, newId()];
    const forEmployee = await rowsNow(ctxOf(employee), { ids, params: {} });
    const forManager = await rowsNow(ctxOf(manager), { ids, params: { owner: "none" } });
    expect(forEmployee.rows.map((row) => row.id)).toStrictEqual([mine.id]);
    expect(forManager.rows.map((row) => row.id).sort()).toStrictEqual([mine.id, unowned.id].sort());
    expect(forManager.matching).toStrictEqual([unowned.id]);
  });

  test("keeps the owner of a lead in another company in its lists and their orders", async () => {
    const { other, elsewhere } = await house();
    const mover = await makeUser("manager", [other.id]);
    await assignLead(ctxOf(mover), { leadId: elsewhere.id, ownerId: mover.id, seenOwnerId: null, reason: "" });
    const moved: UserActor = { ...mover, companyIds: [] };
    for (const sort of ["received", "owner", "company", "status"] as const) {
      expect((await seen(moved, { sort })).ids).toStrictEqual([elsewhere.id]);
    }
  });

  test("refuses who may read no lead", async () => {
    const { employee } = await house();
    await expect(seen({ ...employee, permissions: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("says of each row what its reader may do", async () => {
    const { employee, manager, company } = await house();
    const executive = await makeUser("executive", [company.id]);
    const can = async (actor: UserActor) => (await seen(actor)).page.rows[0]?.can;
    expect(await can(employee)).toStrictEqual({ status: true, assign: false, contact: true });
    expect(await can(manager)).toStrictEqual({ status: true, assign: true, contact: true });
    expect(await can(executive)).toStrictEqual({ status: false, assign: false, contact: false });
  });

  test("tells an employee of no colleague, and a manager of none elsewhere", async () => {
    const { employee, manager, other } = await house();
    const stranger = await makeUser("employee", [other.id]);
    const forEmployee = (await seen(employee)).view.choices;
    const forManager = (await seen(manager)).view.choices;
    expect(forEmployee.owners.map((owner) => owner.id)).toStrictEqual([employee.id]);
    expect(forManager.owners.map((owner) => owner.id)).toContain(employee.id);
    expect(forManager.owners.map((owner) => owner.id)).not.toContain(stranger.id);
    expect(forManager.companies.map((company) => company.name)).toStrictEqual(["Here"]);
  });
});

describe("a filter", () => {
  async function two(a: Partial<NewLead> & { at?: Date }, b: Partial<NewLead> & { at?: Date } = {}) {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const [one, another] = [await makeLead(company.id, a), await makeLead(company.id, b)];
    return { company, manager, one, another };
  }

  test.each([
    ["status", { status: ["pending"] }, 2],
    ["another status", { status: ["quoted"] }, 0],
    ["a group", { group: ["initial"] }, 2],
    ["another group", { group: ["inactive"] }, 0],
    ["a phase", { phase: ["cold"] }, 2],
    ["another phase", { phase: ["closed"] }, 0],
    ["no owner", { owner: ["none"] }, 2],
    ["me", { owner: ["me"] }, 0],
    ["a type", { type: ["transport"] }, 2],
    ["another type", { type: ["warehousing"] }, 0],
    ["a priority", { priority: ["normal"] }, 2],
    ["another priority", { priority: ["urgent"] }, 0],
    ["today", { received: "today" }, 2],
    ["yesterday", { received: "yesterday" }, 0],
    ["not contacted", { contacted: "no" }, 2],
    ["contacted", { contacted: "yes" }, 0],
    ["a condition", { filter: JSON.stringify({ field: "message", op: "isEmpty" }) }, 2],
  ] as [string, Partial<LeadList>, number][])("by %s lets through what it says", async (_name, list, expected) => {
    const { manager } = await two({});
    const { ids, count } = await seen(manager, list);
    expect([ids.length, count.total]).toStrictEqual([expected, expected]);
  });

  test("by campaign compares without case and accents", async () => {
    const arrival = (campaign: string): NewLead["arrival"] => ({
      sourceId: null,
      deliveryId: null,
      submittedAt: new Date(),
      receivedAt: new Date(),
      message: "",
      service: "",
      pageUrl: "",
      referrer: "",
      utm: { source: "", medium: "", campaign, term: "", content: "" },
      values: {},
    });
    const { manager, one } = await two({ arrival: arrival("Campaña, Única") });
    expect((await seen(manager, { campaign: ["campana,unica"] })).ids).toStrictEqual([one.id]);
    expect((await seen(manager, { campaign: ["campana"] })).ids).toStrictEqual([]);
  });

  test("by contact follows a logged attempt", async () => {
    const { manager, one, another } = await two({});
    await logContact(ctxOf(manager), { leadId: one.id, channel: "call", outcome: "pending", note: "" });
    expect((await seen(manager, { contacted: "yes" })).ids).toStrictEqual([one.id]);
    expect((await seen(manager, { contacted: "no" })).ids).toStrictEqual([another.id]);
  });

  test("by days counts them in the organisation's zone, both in", async () => {
    const { manager, one, another } = await two(
      { at: new Date("2026-03-10T02:30:00Z") },
      { at: new Date("2026-03-10T03:30:00Z") },
    );
    expect((await seen(manager, { from: "2026-03-09", to: "2026-03-09" })).ids).toStrictEqual([one.id]);
    expect((await seen(manager, { from: "2026-03-10", to: "2026-03-10" })).ids).toStrictEqual([another.id]);
    expect((await seen(manager, { from: "2026-03-09" })).ids).toHaveLength(2);
  });

  test.each([
    ["filter", { filter: "{not json" }],
    ["filter", { filter: JSON.stringify({ field: "passwordHash", op: "is", value: "x" }) }],
    ["filter", { filter: JSON.stringify({ field: "owner", op: "is", value: "'; drop table" }) }],
    ["status", { status: ["no-such"] }],
    ["group", { group: ["no-such"] }],
    ["company", { company: ["no-such"] }],
    ["source", { source: ["1' or 1=1"] }],
    ["owner", { owner: ["everyone"] }],
  ] as [string, Partial<LeadList>][])("that can't be read is left out and named: %s %#", async (param, list) => {
    const { manager } = await two({});
    const { ids, view } = await seen(manager, list);
    expect(view.problems).toStrictEqual([param]);
    expect(listQuery(view.list)).toBe("");
    expect(ids).toHaveLength(2);
  });
});

describe("a search", () => {
  async function one(more: Partial<NewLead>) {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const lead = await makeLead(company.id, more);
    await makeLead(company.id, { contactName: "Someone else", phone: "0351 444-1122" });
    return { manager, lead };
  }
  const finds = async (manager: UserActor, q: string) => {
    const { ids, page } = await seen(manager, { q });
    return { ids, similar: page.similar };
  };

  test.each([
    ["a word of the name without its accent", "jose"],
    ["words in any order and case", "NUÑEZ José"],
    ["part of the firm", "andina"],
    ["the mail", "jose.nunez@andina.example"],
    ["the phone as it was typed", "011 15 4567-8901"],
    ["the phone in full", "+54 9 11 4567-8901"],
    ["the phone without its 9", "+54 11 4567 8901"],
    ["the phone's end", "4567-8901"],
    ["the phone's end with a space", "4567 8901"],
  ])("finds a lead by %s", async (_by, q) => {
    const { manager, lead } = await one({
      contactName: "José Núñez",
      firm: "Bodega Andina S.A.",
      email: "jose.nunez@andina.example",
      phone: "011 15 4567-8901",
    });
    expect(await finds(manager, q)).toStrictEqual({ ids: [lead.id], similar: false });
  });

  test.each([
    [
      "0261 479-1092",
      "(0261) 15-479-1092",
      "(0261) 479-1092",
      "(0261)4791092",
      "(+54) 261 479‑1092",
      "0054 261 4791092",
    ],
    ["+54 9 261 479-1092", "(0261) 15-479-1092", "(0261)4791092", "2614791092", "0261 479"],
    // A number that its country's plan doesn't know.
    ["230 5192501", "(230) 5192501", "+54 230 519-2501", "+54 9 230 519-2501", "02305192501", "(0230) 519 2501"],
    ["099 123 456", "099123456", "(099) 123456"],
  ])("finds %s however its number is written, and no other by it", async (phone, ...written) => {
    const { manager, lead } = await one({ contactName: "Ana", phone });
    for (const q of written) expect([q, (await finds(manager, q)).ids]).toStrictEqual([q, [lead.id]]);
    for (const q of ["(0261) 479-1093", "+54 230 519-2502", "(02"])
      expect([q, (await finds(manager, q)).ids]).toStrictEqual([q, []]);
  });

  test("that is too long is cut and said to be; programs are refused, and one that fits is neither", async () => {
    const { manager, lead } = await one({ contactName: "x".repeat(200) });
    const long = { q: "x".repeat(201) };
    expect((await seen(manager, long)).view).toMatchObject({ list: { q: "x".repeat(200) }, problems: ["searchEnd"] });
    await expect(countNow(ctxOf(manager), long)).rejects.toMatchObject({ fields: { q: "tooLong" } });
    const { ids, view } = await seen(manager, { q: ` ${"x".repeat(200)} ` });
    expect([ids, view.problems]).toStrictEqual([[lead.id], []]);
  });

  test("finds a lead by its number, with or without its letter", async () => {
    const { manager, lead } = await one({});
    for (const q of [`L-${lead.number}`, `l ${lead.number}`, `l${lead.number}`, `${lead.number}`]) {
      expect((await finds(manager, q)).ids).toContain(lead.id);
    }
    expect((await finds(manager, `L-${lead.number + 5000}`)).ids).toStrictEqual([]);
  });

  test("takes signs of patterns as they are", async () => {
    const { manager, lead } = await one({ contactName: "100% Algodón_Sur" });
    expect((await finds(manager, "100%")).ids).toStrictEqual([lead.id]);
    expect((await finds(manager, "%")).ids).toStrictEqual([lead.id]);
    expect((await finds(manager, "algodon_sur")).ids).toStrictEqual([lead.id]);
    expect((await finds(manager, "_ _")).ids).toStrictEqual([lead.id]);
  });

  test("offers what resembles it when nothing is as typed, and says so", async () => {
    const { manager, lead } = await one({ contactName: "Graciela Gutiérrez", firm: "Metalúrgica Rosario" });
    expect(await finds(manager, "gutierez")).toStrictEqual({ ids: [lead.id], similar: "all" });
    expect(await finds(manager, "metalurjica rosaro")).toStrictEqual({ ids: [lead.id], similar: "all" });
    expect(await finds(manager, "zzzzqqqq")).toStrictEqual({ ids: [], similar: false });
  });

  test("offers what has most of it when no lead has all of it", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const named = async (contactName: string) => (await makeLead(company.id, { contactName })).id;
    const [both, one] = [await named("Norberto Gutiérrez"), await named("Gutiérrez")];
    await named("Xaviera");
    expect((await finds(manager, "norverto gutierez")).ids).toStrictEqual([both]);
    expect((await finds(manager, "gutierez xavi")).ids).toStrictEqual([one, both]);
  });

  test("puts the likest first, whichever came last, in the list and in the palette", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const named = async (contactName: string, firm = "") => (await makeLead(company.id, { contactName, firm })).id;
    // All alike in one word: what else there is of a name tells them apart.
    const likest = await named("Gutiérrez");
    const less = await named("Graciela Gutiérrez");
    const least = await named("Ana Gutiérrez de la Fuente", "Transportes del Oeste S.R.L.");
    const newest = await named("Gutemberg Impresores");
    expect((await finds(manager, "gutierez")).ids).toStrictEqual([likest, less, least]);
    const found = await findLeads(ctxOf(manager), { q: "gutierez" });
    expect(found.map(({ id }) => id)).toStrictEqual([likest, less, least]);
    expect((await finds(manager, "gutenberg")).ids).toStrictEqual([newest]);
  });

  test("says of the fifty most alike that they aren't all", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    for (let at = 0; at < 50; at++) await makeLead(company.id, { contactName: `Gutiérrez ${at}` });
    expect((await seen(manager, { q: "gutierez" })).page).toMatchObject({ similar: "all", next: null });
    await makeLead(company.id, { contactName: "Gutiérrez, one more" });
    const { page, ids } = await seen(manager, { q: "gutierez" });
    expect([ids.length, page.similar]).toStrictEqual([50, "most"]);
  });

  test("offers nothing similar that one may not see, or that a filter shuts out", async () => {
    const { manager } = await one({ contactName: "Graciela Gutiérrez" });
    const stranger = await makeUser("manager", [(await makeCompany()).id]);
    expect((await finds(stranger, "gutierez")).ids).toStrictEqual([]);
    expect((await seen(manager, { q: "gutierez", status: ["quoted"] })).ids).toStrictEqual([]);
  });
});

describe("a page", () => {
  test("goes on from a cursor by address, and an unreadable one starts over", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    for (let index = 0; index < 53; index++) await makeLead(company.id, { contactName: `Lead ${index}` });
    const first = await furtherPage(ctxOf(manager), { sort: "name" });
    const second = await furtherPage(ctxOf(manager), { sort: "name", after: String(first.next) });
    expect([first.rows.length, second.rows.length, second.next]).toStrictEqual([50, 3, null]);
    expect(await furtherPage(ctxOf(manager), { sort: "name", after: "!" })).toStrictEqual(first);
  });

  test("takes as many statements with many rows as with one", async () => {
    const { manager, company } = await house();
    const statements = jest.spyOn(database(), "$queryRawUnsafe");
    const spent = async () => {
      statements.mockClear();
      await seen(manager);
      return statements.mock.calls.length;
    };
    const few = await spent();
    for (let index = 0; index < 30; index++) await makeLead(company.id);
    expect(await spent()).toBe(few);
    // Choices, custom fields, page, count; the organisation is read by Prisma beside them.
    expect(few).toBe(4);
  });

  test("knows nothing filtered from nothing there", async () => {
    const { employee } = await house();
    const newcomer = await makeUser("employee");
    const none = async (actor: UserActor) => {
      const ctx = ctxOf(actor);
      return hasLeads(ctx, await listView(ctx, { q: "nothing is called so" }, "en"));
    };
    expect(await none(employee)).toBe(true);
    expect(await none(newcomer)).toBe(false);
  });
});

describe("finding one lead", () => {
  test("by its number, before all that merely contain it", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const wanted = await makeLead(company.id, { contactName: "La Buscada" });
    await makeLead(company.id, { contactName: `Pedido ${wanted.number}` });
    for (const q of [String(wanted.number), `L-${wanted.number}`, `l ${wanted.number}`]) {
      const [first] = await findLeads(ctxOf(manager), { q });
      expect(first).toMatchObject({ id: wanted.id, exact: true });
    }
    const found = await findLeads(ctxOf(manager), { q: "buscada" });
    expect(found).toMatchObject([{ id: wanted.id, exact: false }]);
  });

  test("again, among those opened before, only as far as one may see them", async () => {
    const { employee, manager, mine, unowned } = await house();
    const numbers = [unowned.number, 1, mine.number];
    expect((await recentLeads(ctxOf(manager), { numbers })).map(({ id }) => id)).toStrictEqual([unowned.id, mine.id]);
    expect((await recentLeads(ctxOf(employee), { numbers })).map(({ id }) => id)).toStrictEqual([mine.id]);
  });
});

describe("a program that asks for what can't be read", () => {
  test.each([
    ["source", "x"],
    ["owner", "nobody"],
    ["status", "pending,nothing"],
    ["from", "2026-99-99"],
    ["received", "ever"],
    ["campaign", "a\0"],
    ["filter", "{"],
    ["filter", '{"field":"number","op":"is","value":"\\u0000"}'],
    ["sort", "password"],
    ["statu", "pending"],
  ])("%s=%s is told so, and gets no number of something else", async (name, value) => {
    const ctx = ctxOf((await house()).manager);
    const refused = { code: "INVALID", fields: { [name]: "notValid" } };
    await expect(countNow(ctx, { [name]: value })).rejects.toMatchObject(refused);
    await expect(furtherPage(ctx, { [name]: value })).rejects.toMatchObject(refused);
    await expect(rowsNow(ctx, { ids: [newId()], params: { [name]: value } })).rejects.toMatchObject(refused);
  });

  test("what can be read is answered", async () => {
    const { manager } = await house();
    await expect(countNow(ctxOf(manager), { status: "pending", sort: "name" })).resolves.toStrictEqual({
      total: 2,
      more: false,
    });
  });
});
