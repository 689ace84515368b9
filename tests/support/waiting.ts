import { database } from "@/lib/core/db";

/** Until a statement like this one waits for a lock, or what was to wait is through. */
export async function waiting(statement: string, work: Promise<unknown>): Promise<void> {
  const state = { over: false };
  const through = () => {
    state.over = true;
  };
  work.then(through, through);
  while (!state.over && !(await isWaiting(statement)));
}

async function isWaiting(statement: string): Promise<boolean> {
  const rows = await database().$queryRawUnsafe<unknown[]>(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
    `%${statement}%`,
  );
  return rows.length > 0;
}
