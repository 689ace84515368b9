import { readFileSync } from "node:fs";

/** An answer under a name, and what of it is no secret (null: nothing). The companion and our reading are run against the same. */
export type Asked = { name: string; value: string; type: string; open: string | null };

const TABLE = JSON.parse(readFileSync("tests/fixtures/secrets.json", "utf8")) as (Omit<Asked, "type"> & {
  type?: string;
})[];

export const ASKED: Asked[] = TABLE.map((one) => ({ type: "text", ...one }));
export const WITHHELD = ASKED.filter(({ open }) => open === null);
export const ANSWERS = ASKED.filter(({ open, value }) => open === value);
