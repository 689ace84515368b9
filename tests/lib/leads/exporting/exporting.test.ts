import { readSheet } from "read-excel-file/node";
import { wallClock } from "@/lib/core/wall-time";
import { workbookOf } from "@/lib/core/xlsx";
import { database } from "@/lib/core/db";
import { exportColumns } from "@/lib/leads/exporting/cells";
import { exportLeads } from "@/lib/leads/exporting/commands";
import { csvOf } from "@/lib/leads/exporting/csv";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { Ctx } from "@/lib/core/ctx";
import type { SheetCell } from "@/lib/core/xlsx";
import type { ExportColumn, ExportWords } from "@/lib/leads/exporting/cells";
import type { ExportAddress } from "@/lib/leads/exporting/schema";

const words: ExportWords = {
  column: (column) => column,
  priority: (priority) => priority,
  yesNo: String,
  choices: { statuses: [], types: [] },
  wall: wallClock("America/Argentina/Buenos_Aires"),
};

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

async function rowsOf(ctx: Ctx, params: ExportAddress): Promise<SheetCell[][]> {
  const made = await exportLeads(ctx, params, "es");
  return all(made.rows(words));
}

test("what the screen shows: these filters, this order, these columns", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  await makeLead(company.id, { contactName: "Zoe", email: "zoe@example.test" });
  await makeLead(company.id, { contactName: "Ana", email: "ana@example.test" });
  await makeLead(company.id, { contactName: "Somebody else" });
  const rows = await rowsOf(ctx, { format: "csv", q: "example.test", sort: "name", columns: "name,status,email" });
  expect(rows.map(([name, , , email]) => [name, email])).toStrictEqual([
    ["Ana", "ana@example.test"],
    ["Zoe", "zoe@example.test"],
  ]);
});

test("where nothing is as typed, what resembles it as the screen shows it; nothing where something is, or nothing does", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  await makeLead(company.id, { contactName: "Verónica Villalba" });
  await makeLead(company.id, { contactName: "Verónica Vilalva" });
  await makeLead((await makeCompany()).id, { contactName: "Verónica Villalba" });
  await makeLead(company.id, { contactName: "Somebody else" });
  const names = async (q: string) =>
    (await rowsOf(ctx, { format: "csv", q, columns: "name,status" })).map(([name]) => name);
  const { rows } = await viewPage(ctx, await listView(ctx, { q: "veronica vilalba" }, "es"));
  expect(rows).toHaveLength(2);
  expect(await names("veronica vilalba")).toStrictEqual(rows.map(({ contactName }) => contactName));
  expect(await names("veronica villalba")).toStrictEqual(["Verónica Villalba"]);
  expect(await names("zzzzqqqq")).toStrictEqual([]);
});

test("only what the one who exports may take out, and it is told who took what", async () => {
  const [here, there] = [await makeCompany(), await makeCompany()];
  const manager = await makeUser("manager", [here.id]);
  await makeLead(here.id, { contactName: "Ours" });
  await makeLead(there.id, { contactName: "Theirs" });
  const rows = await rowsOf(ctxOf(manager), { format: "xlsx", columns: "name,status" });
  expect(rows.map(([name]) => name)).toStrictEqual(["Ours"]);
  const [event] = await database().event.findMany({ where: { name: "export.made", actorId: manager.id } });
  expect(event?.payload).toMatchObject({ format: "xlsx", rows: 1 });
});

test.each(["employee", "executive"])("an %s exports nothing, and nothing is told", async (role) => {
  const user = await makeUser(role, [(await makeCompany()).id]);
  await expect(exportLeads(ctxOf(user), { format: "csv" }, "en")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await database().event.count({ where: { actorId: user.id } })).toBe(0);
});

test("an address that can't be read exports nothing rather than something else", async () => {
  const ctx = ctxOf(await makeUser("admin"));
  await expect(exportLeads(ctx, { format: "csv", filter: "{" }, "en")).rejects.toMatchObject({ code: "INVALID" });
});

test("the firm under a name and what is behind the buttons have columns of their own", () => {
  const places = (["number", "name", "amount", "contact"] as const).map((key) => ({ key }));
  expect(exportColumns(places)).toStrictEqual(["number", "name", "firm", "amount", "currency", "email", "phone"]);
});

test("a workbook opens: texts as texts, numbers as numbers, times as times", async () => {
  async function* rows(): AsyncGenerator<SheetCell[]> {
    yield await Promise.resolve(["=1+1", 12.5, { wall: Date.UTC(2026, 10, 23, 14, 5) }, null]);
    yield ["<Ñandú> & \u0001“co”", -3, null, "x"];
  }
  const titles = ["Text", "Number", "Time", "None"].map((title) => ({ title, width: 12 }));
  const bytes = Buffer.concat(await all(workbookOf("Leads", titles, rows())));
  expect(await readSheet(bytes)).toStrictEqual([
    ["Text", "Number", "Time", "None"],
    ["=1+1", 12.5, new Date("2026-11-23T14:05:00.000Z"), null],
    ["<Ñandú> & “co”", -3, null, "x"],
  ]);
});

test("a title is never a formula, however somebody called a field", async () => {
  const title = '=HYPERLINK("https://x.example")';
  async function* rows(): AsyncGenerator<SheetCell[]> {
    yield await Promise.resolve(["=1+1", "1+1"]);
  }
  const made = { columns: ["field.a", "name"] as ExportColumn[], rows };
  const titles = new Map([
    ["field.a", title],
    ["name", "Nombre"],
  ]);
  const named = { ...words, column: (column: string) => String(titles.get(column)) };
  const csv = (await all<Buffer>(csvOf(made, named, "en"))).join("");
  expect(csv).toBe(`\ufeff"'=HYPERLINK(""https://x.example"")",Nombre\r\n'=1+1,1+1\r\n`);
  const bytes = Buffer.concat(await all(workbookOf("Leads", [{ title, width: 12 }], rows())));
  expect((await readSheet(bytes))[0]?.[0]).toBe(title);
});

test("statuses are called as in the language of the one who exports", async () => {
  const ctx = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const { choices } = await exportLeads(ctx, { format: "csv" }, "es");
  expect(choices.statuses.map(({ label }) => label)).toContain("Pendiente");
});

test("a lead's moments are those of the clock of the one who exports", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  await makeLead(company.id, { at: new Date("2026-11-23T02:30:00Z") });
  const made = await exportLeads(ctx, { format: "csv", columns: "name,status,received" }, "en");
  const [row] = await all(made.rows(words));
  expect(row?.at(-1)).toStrictEqual({ wall: Date.UTC(2026, 10, 22, 23, 30) });
});
