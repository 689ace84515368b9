import { consume } from "@/lib/core/consumers";
import { database } from "@/lib/core/db";
import type { Consumer } from "@/lib/core/consumers";

const UNREAD = `
  select 1 from "Event" e left join "ConsumerCursor" c on c.name = $1
   where c.name is null or (e.xid, e.seq) > (c.xid::xid8, c.seq) limit 1`;

/** The worker's reading of the log, to its end; a reader waits for whoever began earlier, on the whole server. */
export async function readAll(reader: Consumer): Promise<void> {
  while ((await database().$queryRawUnsafe<unknown[]>(UNREAD, reader.name)).length > 0) {
    if ((await consume(reader)) === 0) await new Promise((done) => setTimeout(done, 20));
  }
}
