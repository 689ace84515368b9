import { database } from "@/lib/core/db";
import { holdOrigins } from "@/lib/core/from-where";
import { NO_ID } from "@/lib/core/id";

/** Places looked at together. */
const ROWS = 1000;

const PAGE = `
  select o.id::text, not exists (select 1 from "Event" e where e."originId" = o.id) as unnamed
    from (select id from "Origin" where id > $1::uuid order by id limit ${ROWS}) o order by o.id`;

const DROP = `
  delete from "Origin" o where o.id = any($1::uuid[]) and not exists (select 1 from "Event" e where e."originId" = o.id)`;

/** Where somebody came from is kept as long as an event names it: addresses and browsers are people's. Answers how many went. */
export async function dropUnnamedOrigins(): Promise<number> {
  let dropped = 0;
  for (let after = NO_ID; ;) {
    const rows = await database().$queryRawUnsafe<{ id: string; unnamed: boolean }[]>(PAGE, after);
    const ids = rows.filter(({ unnamed }) => unnamed).map(({ id }) => id);
    if (ids.length > 0) dropped += await drop(ids);
    after = rows.at(-1)?.id ?? NO_ID;
    if (rows.length < ROWS) return dropped;
  }
}

/** Asked again once nobody is about to name one: what was committed meanwhile is seen, and whoever comes next waits. */
async function drop(ids: string[]): Promise<number> {
  return database().$transaction(async (tx) => {
    await holdOrigins(tx);
    await tx.$queryRawUnsafe("select set_config('audit.dropping', 'on', true)");
    return tx.$executeRawUnsafe(DROP, ids);
  });
}
