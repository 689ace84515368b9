import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { putValues } from "@/lib/leads/custom-fields/values/commands";
import { exportLeads } from "@/lib/leads/exporting/commands";
import { furtherPage, listView, viewCount, viewPage } from "@/lib/leads/list/view/queries";
import { wallClock } from "@/lib/core/wall-time";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeCustomField, option, say } from "@/tests/support/custom-fields";
import type { SheetCell } from "@/lib/core/xlsx";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

/** Leads that say these things in a field, or nothing; in the order given. */
async function houseSaying(kind: FieldKind, said: (FieldValue | null)[], more = {}) {
  const admin = ctxOf(await makeUser("admin"));
  const { key } = await makeCustomField(admin, kind, more);
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  const field = (await allFields(database())).find((one) => one.key === key);
  if (!field) throw new Error("no field");
  const leads = [];
  for (const value of said) {
    const lead = await makeLead(company.id);
    leads.push(lead);
    if (value !== null) await putValues(database(), [{ leadId: lead.id, field, value }]);
  }
  return { ctx, key, name: fieldName(key), leads, company };
}

const numbers = async (ctx: Ctx, address: Record<string, string>) => {
  const view = await listView(ctx, address, "en");
  expect(view.problems).toStrictEqual([]);
  return (await viewPage(ctx, view)).rows.map(({ number }) => number);
};

const ORDERS: [FieldKind, (FieldValue | null)[], number[]][] = [
  ["number", [3, null, -1.5, 20], [2, 0, 3]],
  [
    "money",
    [{ cents: 500, currency: "ARS" }, { cents: 20, currency: "USD" }, null, { cents: 300, currency: "ARS" }],
    [1, 3, 0],
  ],
  ["date", ["2026-11-28", "1999-01-01", null], [1, 0]],
  ["boolean", [true, null, false], [2, 0]],
  ["text", ["Zárate", "ábaco", null, "Mar"], [1, 3, 0]],
];

const silentIn = (said: (FieldValue | null)[]) => said.flatMap((value, at) => (value === null ? [at] : []));
const placesOf = (leads: { number: number }[]) => (places: number[]) => places.map((at) => leads[at]?.number);

test.each(ORDERS)(
  "a list is ordered by a %s, those that say nothing last in both directions",
  async (kind, said, order) => {
    const { ctx, name, leads } = await houseSaying(kind, said);
    const silent = silentIn(said);
    const byPlace = placesOf(leads);
    expect(await numbers(ctx, { sort: name, dir: "asc" })).toStrictEqual(byPlace([...order, ...silent]));
    expect(await numbers(ctx, { sort: name, dir: "desc" })).toStrictEqual(byPlace([...order.toReversed(), ...silent]));
  },
);

test("by a choice it is ordered as its options are, the newest first in each", async () => {
  const options = [option("Cold"), option("Dry"), option("Wet")];
  const { ctx, name, leads } = await houseSaying("choice", ["wet", "cold", null, "dry", "cold"], { options });
  const byPlace = placesOf(leads);
  expect(await numbers(ctx, { sort: name, dir: "asc" })).toStrictEqual(byPlace([4, 1, 3, 0, 2]));
  expect(await numbers(ctx, { sort: name, dir: "desc" })).toStrictEqual(byPlace([0, 3, 4, 1, 2]));
});

describe("all pages of an order by a field", () => {
  const COUNT = 130;

  async function many(kind: FieldKind, values: (FieldValue | null)[], more = {}) {
    const { ctx, key, name, leads, company } = await houseSaying(kind, [null], more);
    const [lead] = leads;
    const row = await database().lead.findUniqueOrThrow({ where: { id: lead?.id ?? "" } });
    const rows = Array.from({ length: COUNT - 1 }, () => {
      const { number: _number, ...rest } = row;
      return { ...rest, id: newId(), extra: {}, classification: {} };
    });
    await database().lead.createMany({ data: rows });
    const field = (await allFields(database())).find((one) => one.key === key);
    if (!field) throw new Error("no field");
    const said = rows.flatMap(({ id }, at) => {
      const value = values[at % values.length] ?? null;
      return value === null ? [] : [{ leadId: id, field, value }];
    });
    await putValues(database(), said);
    return { ctx, name, company };
  }

  async function walk(ctx: Ctx, order: { sort: string; dir: string }): Promise<string[]> {
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await furtherPage(ctx, { ...order, ...(after !== undefined && { after }) });
      seen.push(...page.rows.map(({ id }) => id));
      if (page.next === null) return seen;
      after = page.next;
    }
  }

  const options = [option("Cold"), option("Dry")];
  test.each<[FieldKind, (FieldValue | null)[], object]>([
    ["number", [1, 1, 2, null], {}],
    ["number", [null], {}],
    ["text", ["a", "a", "b"], {}],
    ["choice", ["cold", "dry", null], { options }],
    ["boolean", [true, false, null], {}],
  ])("%s %j: each lead once", async (kind, values, more) => {
    const { ctx, name } = await many(kind, values, more);
    for (const dir of ["asc", "desc"]) {
      const seen = await walk(ctx, { sort: name, dir });
      expect([seen.length, new Set(seen).size]).toStrictEqual([COUNT, COUNT]);
    }
  });
});

test("a field is a filter, a column and an order; a retired or unknown one is named and left out", async () => {
  const { ctx, key, name, leads } = await houseSaying("number", [3, null, 20]);
  // JSON leaves out what isn't said.
  const filter = (op: string, value?: unknown) => ({ filter: JSON.stringify({ field: name, op, value }) });
  const at = (...places: number[]) => placesOf(leads)(places);
  expect(await numbers(ctx, { ...filter("gt", 5), columns: `name,status,${name}` })).toStrictEqual(at(2));
  expect(await numbers(ctx, { ...filter("isEmpty") })).toStrictEqual(at(1));
  expect((await numbers(ctx, { ...filter("isNot", 3) })).sort()).toStrictEqual(at(1, 2));
  const view = await listView(ctx, { columns: `name,status,${name}:200`, sort: name }, "en");
  const { rows } = await viewPage(ctx, view);
  expect(rows.map(({ more }) => more[name])).toStrictEqual([3, 20, null]);
  expect(await viewCount(ctx, await listView(ctx, filter("isNotEmpty"), "en"))).toStrictEqual({
    total: 2,
    more: false,
  });

  await database().customField.update({ where: { key }, data: { active: false } });
  const gone = await listView(ctx, { columns: `name,status,${name}`, sort: name, ...filter("gt", 5) }, "en");
  expect(gone.problems.sort()).toStrictEqual(["filter", "sort"]);
  expect(gone.columns.map((place) => place.key)).toStrictEqual(["name", "status"]);
  expect((await viewPage(ctx, gone)).rows).toHaveLength(3);
});

test("an export has each value in its own type, and a formula is a text", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const company = await makeCompany();
  const lead = await makeLead(company.id);
  const kinds = {
    number: "1234,5",
    money: "USD 20",
    date: "2026-11-28",
    boolean: "no",
    text: "=1+1",
    choice: "dry",
  } as const;
  const columns: string[] = [];
  for (const [kind, said] of Object.entries(kinds)) {
    const { key } = await makeCustomField(admin, kind as FieldKind, { options: [option("Cold"), option("Dry")] });
    await say(admin, lead.id, key, said);
    columns.push(fieldName(key));
  }
  const address = { format: "xlsx" as const, q: `L-${lead.number}`, columns: ["name", "status", ...columns].join(",") };
  const made = await exportLeads(admin, address, "en");
  const words = {
    column: (column: string) => column,
    priority: (text: string) => text,
    yesNo: String,
    choices: made.choices,
    wall: wallClock("UTC"),
  };
  const rows: SheetCell[][] = [];
  for await (const row of made.rows(words)) rows.push(row);
  expect(rows.map((cells) => cells.slice(-7))).toStrictEqual([
    [1234.5, 20, "USD", { day: "2026-11-28" }, "false", "=1+1", "Dry"],
  ]);
});

describe("limits", () => {
  test("200 fields with a value each are one page, one filter and one export of one lead", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const lead = await makeLead((await makeCompany()).id);
    const before = await database().customField.count();
    const rows = Array.from({ length: 200 - Math.min(199, before) }, (_, at) => ({
      id: newId(),
      key: `many-${at}`,
      kind: "text",
      labelEn: `Many ${at}`,
      labelEs: `Muchos ${at}`,
      position: 1000 + at,
      active: true,
      helpEn: "",
      helpEs: "",
      typeIds: [],
      takes: [],
      createdAt: new Date(),
    }));
    await database().$transaction((tx) => insertRows(tx, "CustomField", rows));
    const long = `${"x".repeat(2990)} 👩‍🚀 مرحبا`;
    const [{ key: first } = { key: "" }, ...others] = rows;
    await say(admin, lead.id, first, long);
    for (const { key } of others) await say(admin, lead.id, key, key);
    const columns = ["name", "status", ...rows.slice(0, 150).map(({ key }) => fieldName(key))].join(",");
    const view = await listView(admin, { columns, q: `L-${lead.number}` }, "es");
    expect(view.problems).toStrictEqual([]);
    const [row] = (await viewPage(admin, view)).rows;
    expect(row?.more[fieldName("many-1")]).toBe("many-1");
    // A cell is cut; the lead's page and an export have it whole.
    expect(row?.more[fieldName("many-0")]).toBe(long.slice(0, 300));
    const found = { field: fieldName("many-0"), op: "contains", value: "مرحبا" };
    expect(await numbers(admin, { filter: JSON.stringify(found) })).toStrictEqual([lead.number]);
  });
});
