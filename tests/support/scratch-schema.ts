import { readFileSync } from "node:fs";
import pg from "pg";

/** A schema of the test's own with the `fold` function in it; on connections in an odd zone, so that leaning on it shows. */
export async function openScratchSchema(name: string) {
  const schema = `${name}_${process.pid}`;
  const pool = new pg.Pool({
    connectionString: process.env["DATABASE_URL"],
    options: `-c search_path=${schema},public -c timezone=Pacific/Chatham`,
    max: 2,
  });
  await pool.query(`create schema ${schema}; ${readFileSync("lib/core/condition/fold.sql", "utf8")}`);
  const close = async () => {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  };
  return { pool, close };
}
