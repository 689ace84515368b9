import { predicate } from "@/lib/core/condition/evaluate";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { openScratchSchema } from "@/tests/support/scratch-schema";
import type { ConditionOptions, FieldCatalogue } from "@/lib/core/condition/fields";
import type { Condition } from "@/lib/core/condition/schema";

/** A row with one field of every type and column, as it is in memory and, read from JSON, in the table. */
export type SampleRow = {
  id: number;
  name: string | null;
  note: string | null;
  score: number | null;
  amount: number | null;
  created: string | null;
  due: string | null;
  status: string | null;
  stage: string | null;
  owner: string | null;
  source: string | null;
  active: boolean | null;
  tags: string[] | null;
  /** In rows of another table, one for each that says something. */
  ownText: string | null;
  ownNumber: number | null;
  ownDay: string | null;
  ownFlag: boolean | null;
  ownChoice: string | null;
  ownChoices: string[] | null;
};

export const STAGES = ["cold", "active", "closed"] as const;

const said = (key: string, says: string) => `said v where v.row = r.id and v.key = '${key}' and ${says}`;

const BESIDE = "sample n where n.id = r.id";

export const sampleFields: FieldCatalogue<SampleRow> = {
  name: { type: "text", sql: "r.name", folded: "r.name_folded", get: (row) => row.name },
  // One row for each, as if these stood in another table.
  note: { type: "text", sql: "n.note", row: BESIDE, get: (row) => row.note },
  score: { type: "number", column: "integer", sql: "r.score", get: (row) => row.score },
  amount: { type: "number", sql: "n.amount", row: BESIDE, get: (row) => row.amount },
  created: { type: "date", sql: "r.created", get: (row) => (row.created === null ? null : new Date(row.created)) },
  due: { type: "date", column: "day", sql: "r.due", get: (row) => row.due },
  status: { type: "enum", sql: "r.status", get: (row) => row.status },
  stage: { type: "enum", column: "stage", values: STAGES, sql: "r.stage", get: (row) => row.stage },
  owner: { type: "ref", me: true, sql: "r.owner", get: (row) => row.owner },
  source: { type: "ref", column: "text", sql: "r.source", get: (row) => row.source },
  active: { type: "boolean", sql: "r.active", get: (row) => row.active },
  tags: { type: "list", sql: "r.tags", get: (row) => row.tags },
  ownText: {
    ...{ type: "text", sql: "v.words", folded: "v.folded", rows: said("text", "v.folded <> ''") },
    get: (row) => row.ownText,
  },
  ownNumber: {
    ...{ type: "number", sql: "v.amount", rows: said("number", "v.amount is not null") },
    get: (row) => row.ownNumber,
  },
  ownDay: {
    ...{ type: "date", column: "day", sql: "v.day", rows: said("day", "v.day is not null") },
    get: (row) => row.ownDay,
  },
  ownFlag: {
    ...{ type: "boolean", sql: "v.flag", rows: said("flag", "v.flag is not null") },
    get: (row) => row.ownFlag,
  },
  ownChoice: {
    ...{ type: "enum", values: STAGES, sql: "v.options[1]", rows: said("choice", "v.options <> '{}'") },
    get: (row) => row.ownChoice,
  },
  ownChoices: {
    ...{ type: "list", sql: "v.options", rows: said("choices", "v.options <> '{}'") },
    get: (row) => row.ownChoices,
  },
};

const COLUMNS = "id, name, note, score, amount, created, due, status, stage, owner, source, active, tags";

const SAID = `
  select "row", key, words, amount, day, flag, options
    from json_to_recordset($1) as s("row" int, key text, words text, amount numeric, day date, flag boolean, options text[])`;

/** What a row says in the other table; nothing has no row there. */
function saidRows(row: SampleRow) {
  const said = [
    { key: "text", words: row.ownText },
    { key: "number", amount: row.ownNumber },
    { key: "day", day: row.ownDay },
    { key: "flag", flag: row.ownFlag },
    { key: "choice", options: row.ownChoice === null ? null : [row.ownChoice] },
    { key: "choices", options: row.ownChoices?.length === 0 ? null : row.ownChoices },
  ];
  return said
    .filter(({ key: _, ...value }) => Object.values(value).every((one) => one !== null))
    .map((one) => ({ row: row.id, ...one }));
}

/** A table of sample rows, in a schema of its own, that both readers can be asked about. */
export async function openConditionTable() {
  const { pool, close } = await openScratchSchema("condition");
  await pool.query(`
    create type stage as enum ('${STAGES.join("', '")}');
    create table sample (
      id int primary key, name text, name_folded text generated always as (fold(name)) stored, note text, score int,
      amount numeric(14, 2), created timestamptz, due date, status text, stage stage, owner uuid, source text,
      active boolean, tags text[]);
    create table said (
      "row" int, key text, words text, folded text generated always as (fold(words)) stored, amount numeric, day date, flag boolean,
      options text[], primary key ("row", key))`);
  let rows: SampleRow[] = [];
  return {
    pool,
    fill: async (next: SampleRow[]) => {
      rows = next;
      await pool.query("truncate sample");
      await pool.query(
        `insert into sample (${COLUMNS}) select ${COLUMNS} from json_populate_recordset(null::sample, $1)`,
        [JSON.stringify(rows)],
      );
      await pool.query("truncate said");
      await pool.query(`insert into said ("row", key, words, amount, day, flag, options) ${SAID}`, [
        JSON.stringify(rows.flatMap(saidRows)),
      ]);
    },
    inMemory: (condition: Condition, options: ConditionOptions) =>
      rows.filter(predicate(condition, sampleFields, options)).map((row) => row.id),
    inSql: async (condition: Condition, options: ConditionOptions) => {
      const params = new SqlParams();
      const where = toSql(condition, sampleFields, options, params);
      const found = await pool.query<{ id: number }>(
        `select id from sample r where ${where} order by id`,
        params.values,
      );
      return found.rows.map((row) => row.id);
    },
    close,
  };
}
