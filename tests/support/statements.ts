import { pool } from "@/lib/core/db";
import type { PoolClient } from "pg";

/** How many statements something sends to the database. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let sent = 0;
  const counted = new WeakSet<PoolClient>();
  const count = (client: PoolClient) => {
    if (counted.has(client)) return;
    counted.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      sent += 1;
      return query(...args);
    }) as PoolClient["query"];
  };
  pool().on("acquire", count);
  await work();
  pool().off("acquire", count);
  return sent;
}
