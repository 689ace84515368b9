import { pool } from "@/lib/core/db";
import type { PoolClient } from "pg";

let sink: string[] | undefined;
const overheard = new WeakSet<PoolClient>();

function overhear(client: PoolClient): void {
  if (overheard.has(client)) return;
  overheard.add(client);
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    const [asked] = args;
    sink?.push(kindOf(typeof asked === "string" ? asked : (asked as { text: string }).text));
    return query(...args);
  }) as PoolClient["query"];
}

/** However many values are listed in it, also none. */
const kindOf = (statement: string) =>
  statement.replaceAll(/\S+ IN \([^()]*\)|\b1=0\b/g, "IN (…)").replaceAll(/\$\d+/g, "$");

/** What was sent to the database while something was done: its statements, whatever their values. */
export async function statementsOf<T>(act: () => Promise<T>): Promise<{ result: T; sent: string[] }> {
  const sent: string[] = [];
  pool().on("acquire", overhear);
  sink = sent;
  try {
    return { result: await act(), sent };
  } finally {
    sink = undefined;
    pool().off("acquire", overhear);
  }
}
