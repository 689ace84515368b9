import type { ConditionError } from "@/lib/core/condition/fields";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { openConditionTable, sampleFields } from "@/tests/support/condition-table";
import type { Condition, Leaf } from "@/lib/core/condition/schema";
import type { SampleRow } from "@/tests/support/condition-table";

const ANA = "0190aaaa-0000-7000-8000-00000000000a";
const BEA = "0190aaaa-0000-7000-8000-00000000000b";
// Thursday noon in Buenos Aires.
const OPTIONS = { now: new Date("2024-02-29T15:00:00Z"), timeZone: "America/Argentina/Buenos_Aires", me: ANA };

const EMPTY: Omit<SampleRow, "id"> = {
  ...{ name: null, note: null, score: null, amount: null, created: null, due: null, status: null, stage: null },
  ...{ owner: null, source: null, active: null, tags: null },
  ...{ ownText: null, ownNumber: null, ownDay: null, ownFlag: null, ownChoice: null, ownChoices: null },
};
const ROWS: SampleRow[] = [
  {
    ...{ id: 1, name: "Busco trabajo/ Ofrezco productos", note: "100% Muñoz", score: 10, amount: 12.5 },
    ...{ created: "2024-02-29T14:00:00Z", due: "2024-02-29", status: "pending", stage: "cold", owner: ANA },
    ...{ source: "web", active: true, tags: ["vip", "frío"], ownText: "Frágil / alto", ownNumber: 12.5 },
    ...{ ownDay: "2024-02-29", ownFlag: true, ownChoice: "cold", ownChoices: ["vip", "frío"] },
  },
  {
    ...{ id: 2, name: "busco  TRABAJO / ofrezco productos", note: "100 munoz", score: 20, amount: 0.1 },
    ...{ created: "2024-02-29T02:59:59.999Z", due: "2024-03-01", status: "quoted", stage: "closed", owner: BEA },
    ...{ source: "fair", active: false, tags: ["vip"], ownText: null, ownNumber: -3, ownDay: null, ownFlag: false },
    ...{ ownChoice: "closed", ownChoices: null },
  },
  { ...EMPTY, id: 3, name: "", note: " \u00a0", tags: [], created: "2024-01-15T12:00:00Z", due: "2024-01-15" },
  { ...EMPTY, id: 4 },
];

let table: Awaited<ReturnType<typeof openConditionTable>>;
beforeAll(async () => {
  table = await openConditionTable();
  await table.fill(ROWS);
});
afterAll(() => table.close());

type Case = [field: string, op: Leaf["op"], value: Leaf["value"], ids: number[]];
const relative = (unit: "minute" | "hour" | "day" | "week" | "month" | "year", offset: number, count?: number) => ({
  relative: { unit, offset, count },
});

const CASES: Case[] = [
  ["ownText", "is", "fragil/ALTO", [1]],
  ["ownText", "isNot", "fragil/ALTO", [2, 3, 4]],
  ["ownText", "isEmpty", undefined, [2, 3, 4]],
  ["ownNumber", "gt", -3, [1]],
  ["ownNumber", "isNotEmpty", undefined, [1, 2]],
  ["ownDay", "onOrAfter", "2024-02-29", [1]],
  ["ownFlag", "is", false, [2]],
  ["ownFlag", "isNot", false, [1, 3, 4]],
  ["ownChoice", "notIn", ["closed"], [1, 3, 4]],
  ["ownChoice", "is", "gone", []],
  ["ownChoices", "hasAll", ["frío", "vip"], [1]],
  ["ownChoices", "hasNone", ["vip"], [2, 3, 4]],
  ["name", "is", "BUSCO TRABAJO/OFREZCO PRODUCTOS", [1, 2]],
  ["name", "is", "busco trabajo", []],
  ["name", "isNot", "Busco trabajo / Ofrezco productos", [3, 4]],
  ["name", "contains", "TRABAJO / of", [1, 2]],
  ["name", "contains", "trabajos", []],
  ["note", "contains", "100%", [1]],
  ["note", "contains", "_", []],
  ["note", "notContains", "100%", [2, 3, 4]],
  ["name", "startsWith", "Búsco", [1, 2]],
  ["name", "startsWith", "trabajo", []],
  ["note", "matches", "*muñoz", [1, 2]],
  ["note", "matches", "100? *", [1]],
  ["note", "matches", "muñoz", []],
  ["note", "matches", "*", [1, 2]],
  ["note", "matches", "???", []],
  ["note", "in", ["100 MUÑOZ", "other"], [2]],
  ["note", "in", [], []],
  ["note", "notIn", ["100 munoz"], [1, 3, 4]],
  ["note", "notIn", [], [1, 2, 3, 4]],
  ["name", "isEmpty", undefined, [3, 4]],
  ["note", "isNotEmpty", undefined, [1, 2]],

  ["score", "is", 10, [1]],
  ["score", "is", 10.5, []],
  ["score", "isNot", 10, [2, 3, 4]],
  ["score", "lt", 20, [1]],
  ["score", "lte", 20, [1, 2]],
  ["score", "gt", 10, [2]],
  ["score", "gte", 10, [1, 2]],
  ["score", "gt", 19.5, [2]],
  ["score", "lt", 1e30, [1, 2]],
  ["score", "between", [11, 20], [2]],
  ["score", "between", [20, 11], []],
  ["score", "in", [20, 30], [2]],
  ["score", "notIn", [20, 30], [1, 3, 4]],
  ["score", "isEmpty", undefined, [3, 4]],
  ["amount", "is", 0.1, [2]],
  ["amount", "isNotEmpty", undefined, [1, 2]],

  ["created", "on", "2024-02-29", [1]],
  ["created", "on", "2024-02-28", [2]],
  ["created", "on", "2024-02-29T14:00:00Z", [1]],
  ["created", "on", relative("day", 0), [1]],
  ["created", "on", relative("day", -1), [2]],
  ["created", "on", relative("day", -6, 7), [1, 2]],
  ["created", "on", relative("week", 0), [1, 2]],
  ["created", "on", relative("month", -1), [3]],
  ["created", "on", relative("year", 0), [1, 2, 3]],
  ["created", "on", relative("year", -1), []],
  ["created", "on", relative("hour", -1, 1), [1]],
  ["created", "on", relative("minute", -59, 59), []],
  ["created", "before", relative("hour", -12), [2, 3]],
  ["created", "before", relative("day", -7), [3]],
  ["created", "before", "2024-02-29", [2, 3]],
  ["created", "before", "2024-02-29T14:00:00Z", [2, 3]],
  ["created", "onOrBefore", "2024-02-29T14:00:00Z", [1, 2, 3]],
  ["created", "onOrBefore", "2024-02-28", [2, 3]],
  ["created", "after", "2024-02-28", [1]],
  ["created", "after", "2024-02-29T11:00:00-03:00", []],
  ["created", "onOrAfter", "2024-02-28", [1, 2]],
  ["created", "between", ["2024-01-15", "2024-02-28"], [2, 3]],
  ["created", "between", ["2024-02-28", relative("day", 0)], [1, 2]],
  ["created", "between", ["2024-02-28", "2024-01-15"], []],
  ["created", "isEmpty", undefined, [4]],
  ["due", "on", "2024-02-29", [1]],
  ["due", "on", relative("day", 1), [2]],
  ["due", "before", relative("day", 0), [3]],
  ["due", "after", relative("day", 0), [2]],
  ["due", "onOrBefore", "2024-02-29", [1, 3]],
  ["due", "after", "2024-02-29T03:00:00Z", [2]],
  ["due", "onOrAfter", "2024-02-29T03:00:00Z", [1, 2]],
  ["due", "isNotEmpty", undefined, [1, 2, 3]],

  ["status", "is", "pending", [1]],
  ["status", "is", "Pending", []],
  ["status", "isNot", "pending", [2, 3, 4]],
  ["status", "in", ["pending", "quoted", "gone"], [1, 2]],
  ["status", "notIn", ["pending"], [2, 3, 4]],
  ["status", "isEmpty", undefined, [3, 4]],
  ["stage", "is", "closed", [2]],
  ["stage", "is", "no such stage", []],
  ["stage", "isNot", "no such stage", [1, 2, 3, 4]],
  ["stage", "in", ["cold", "no such stage"], [1]],

  ["owner", "is", ANA, [1]],
  ["owner", "is", ANA.toUpperCase(), [1]],
  ["owner", "is", "@me", [1]],
  ["owner", "isNot", "@me", [2, 3, 4]],
  ["owner", "in", ["@me", BEA], [1, 2]],
  ["owner", "notIn", [BEA], [1, 3, 4]],
  ["owner", "isNotEmpty", undefined, [1, 2]],
  ["source", "is", "web", [1]],
  ["source", "is", "@me", []],

  ["active", "is", true, [1]],
  ["active", "is", false, [2]],
  ["active", "isNot", true, [2, 3, 4]],
  ["active", "isEmpty", undefined, [3, 4]],

  ["tags", "hasAny", ["frío", "gone"], [1]],
  ["tags", "hasAny", [], []],
  ["tags", "hasAny", ["FRIO"], []],
  ["tags", "hasAll", ["vip", "frío"], [1]],
  ["tags", "hasAll", [], [1, 2, 3, 4]],
  ["tags", "hasNone", ["frío"], [2, 3, 4]],
  ["tags", "isEmpty", undefined, [3, 4]],
  ["tags", "isNotEmpty", undefined, [1, 2]],
];

test.each(CASES)("%s %s %j finds the same rows in memory and in SQL", async (field, op, value, ids) => {
  const opposite = ROWS.map((row) => row.id).filter((id) => !ids.includes(id));
  expect(table.inMemory({ field, op, value }, OPTIONS)).toStrictEqual(ids);
  expect(await table.inSql({ field, op, value }, OPTIONS)).toStrictEqual(ids);
  expect(table.inMemory({ not: { field, op, value } }, OPTIONS)).toStrictEqual(opposite);
  expect(await table.inSql({ not: { field, op, value } }, OPTIONS)).toStrictEqual(opposite);
});

const isOne: Leaf = { field: "score", op: "is", value: 10 };
const GROUPS: [Condition, number[]][] = [
  [{ all: [] }, [1, 2, 3, 4]],
  [{ any: [] }, []],
  [{ not: { any: [] } }, [1, 2, 3, 4]],
  [{ any: [isOne, { all: [] }] }, [1, 2, 3, 4]],
  [{ all: [isOne, { any: [] }] }, []],
  [{ any: [isOne, { field: "score", op: "gt", value: 15 }] }, [1, 2]],
  [{ not: { all: [isOne, { field: "active", op: "is", value: true }] } }, [2, 3, 4]],
];

test.each(GROUPS)("%j finds the same rows in memory and in SQL", async (condition, ids) => {
  expect(table.inMemory(condition, OPTIONS)).toStrictEqual(ids);
  expect(await table.inSql(condition, OPTIONS)).toStrictEqual(ids);
});

test("@me is nobody where no user looks", async () => {
  const nobody = { now: OPTIONS.now, timeZone: OPTIONS.timeZone };
  expect(await table.inSql({ field: "owner", op: "is", value: "@me" }, nobody)).toStrictEqual([]);
  expect(table.inMemory({ field: "owner", op: "is", value: "@me" }, nobody)).toStrictEqual([]);
});

const REFUSED: [Leaf, string][] = [
  [{ field: "nothing", op: "is", value: "x" }, "field"],
  [{ field: "constructor", op: "is", value: "x" }, "field"],
  [{ field: "__proto__", op: "isEmpty" }, "field"],
  [{ field: "r.name = r.name or r.name", op: "isEmpty" }, "field"],
  [{ field: "score", op: "contains", value: "1" }, "operator"],
  [{ field: "name", op: "lt", value: 1 }, "operator"],
  [{ field: "name", op: "contains", value: " " }, "value"],
  [{ field: "name", op: "is", value: 1 }, "value"],
  [{ field: "name", op: "is" }, "value"],
  [{ field: "name", op: "in", value: "x" }, "value"],
  [{ field: "name", op: "isEmpty", value: "x" }, "value"],
  [{ field: "score", op: "is", value: "10" }, "value"],
  [{ field: "score", op: "lt", value: [1] }, "value"],
  [{ field: "score", op: "in", value: 1 }, "value"],
  [{ field: "score", op: "between", value: [1] }, "value"],
  [{ field: "created", op: "on", value: "yesterday" }, "value"],
  [{ field: "created", op: "on", value: "2023-02-29" }, "value"],
  [{ field: "created", op: "on", value: relative("year", -100_000) }, "value"],
  [{ field: "created", op: "between", value: ["2024-01-01"] }, "value"],
  [{ field: "owner", op: "is", value: "1; drop table sample" }, "value"],
  [{ field: "source", op: "in", value: [""] }, "value"],
  [{ field: "active", op: "is", value: "true" }, "value"],
  [{ field: "tags", op: "hasAny", value: "vip" }, "value"],
];

test.each(REFUSED)("%j is refused by both readers, wherever it stands", (leaf, code) => {
  for (const condition of [leaf, { not: leaf }, { any: [{ all: [] }, leaf] }, { all: [{ any: [] }, leaf] }]) {
    const refusal = expect.objectContaining({ name: "ConditionError", code }) as ConditionError;
    expect(() => table.inMemory(condition, OPTIONS)).toThrow(refusal);
    expect(() => toSql(condition, sampleFields, OPTIONS, new SqlParams())).toThrow(refusal);
  }
});

test.each(["' or true --", "'; drop table sample; --", "$1", "\\", "%", "_", '"', "\u2019 or 1=1"])(
  "a value such as %s is only ever a value",
  async (value) => {
    const leaves: Leaf[] = [
      { field: "name", op: "is", value },
      { field: "note", op: "contains", value: `zz${value}` },
      { field: "note", op: "matches", value: `zz${value}` },
      { field: "status", op: "in", value: [value, `${value}2`] },
      { field: "stage", op: "is", value },
      { field: "source", op: "is", value },
      { field: "tags", op: "hasAny", value: [value] },
    ];
    for (const leaf of leaves) {
      const params = new SqlParams();
      expect(toSql(leaf, sampleFields, OPTIONS, params)).toMatch(/^[\w\s().$:=&?<>[\]']*$/u);
      expect(await table.inSql(leaf, OPTIONS)).toStrictEqual([]);
    }
    expect(await table.inSql({ all: [] }, OPTIONS)).toHaveLength(ROWS.length);
  },
);

test("fragments that share their values compose into one statement", async () => {
  const params = new SqlParams();
  const limit = params.add(1, "int");
  const first = toSql({ field: "name", op: "contains", value: "busco" }, sampleFields, OPTIONS, params);
  const second = toSql({ field: "score", op: "gt", value: 15 }, sampleFields, OPTIONS, params);
  const { rows } = await table.pool.query(
    `select id from sample r where ${first} and ${second} limit ${limit}`,
    params.values,
  );
  expect(rows).toStrictEqual([{ id: 2 }]);
});

const PLANS: [string, Condition, RegExp][] = [
  ["equality of folded text", { field: "name", op: "is", value: "José" }, /Index Cond: \(name_folded = /u],
  ["a list of texts", { field: "name", op: "in", value: ["a", "b"] }, /Index Cond: \(name_folded = ANY/u],
  [
    "a part of a text",
    { field: "name", op: "contains", value: "José P%" },
    /Index Cond: \(name_folded ~~ '%jose p\\%%'/u,
  ],
  ["a whole number", { field: "score", op: "is", value: 7 }, /Index Cond: \(score = /u],
  ["a range of numbers", { field: "score", op: "between", value: [7, 9] }, /Index Cond: \(\(score >= /u],
  ["a day", { field: "created", op: "on", value: "2024-02-29" }, /Index Cond: \(\(created >= .*created < /u],
  ["a user", { field: "owner", op: "is", value: "@me" }, /Index Cond: \(owner = /u],
  ["several users", { field: "owner", op: "in", value: [ANA, BEA] }, /Index Cond: \(owner = ANY/u],
  ["tags", { field: "tags", op: "hasAny", value: ["vip"] }, /Index Cond: \(tags && /u],
];

test.each(PLANS)("an index serves %s", async (_name, condition, plan) => {
  const client = await table.pool.connect();
  const params = new SqlParams();
  const where = toSql(condition, sampleFields, OPTIONS, params);
  await client.query(`begin; set local enable_seqscan = off; create extension if not exists pg_trgm;
    create index on sample (name_folded); create index on sample using gin (name_folded gin_trgm_ops);
    create index on sample (score); create index on sample (created); create index on sample (owner);
    create index on sample using gin (tags)`);
  const sql = `explain select id from sample r where ${where}`;
  const explained = await client.query<{ "QUERY PLAN": string }>(sql, params.values);
  await client.query("rollback");
  client.release();
  expect(explained.rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(plan);
});

test("what is asked of one row beside the subject's is asked in one go, and of rows that may not be there one by one", () => {
  const times = (condition: Condition) =>
    toSql(condition, sampleFields, OPTIONS, new SqlParams()).split("exists (").length - 1;
  const note: Leaf = { field: "note", op: "contains", value: "munoz" };
  const amount: Leaf = { field: "amount", op: "is", value: 12.5 };
  const own: Leaf = { field: "ownNumber", op: "is", value: 12.5 };
  expect(times({ all: [note, { field: "score", op: "is", value: 10 }, { any: [amount, { not: note }] }] })).toBe(1);
  expect(times({ any: [note, own, { field: "ownText", op: "contains", value: "alto" }] })).toBe(3);
});
