import { z } from "zod";
import { sealNext } from "@/lib/audit/sealing/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { defineEvent } from "@/lib/core/events";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { ownDataFolder } from "@/tests/support/database-switch";
import type { Ctx } from "@/lib/core/ctx";

// The end of the chain is noted there, and each test file has a database of its own.
ownDataFolder();

const happened = defineEvent("test.happened", z.object({ what: z.string() }));

/** Some events about something new, in one transaction; their numbers in order. */
export async function happen(count = 1, ctx: Ctx = systemCtx("test")): Promise<bigint[]> {
  const subjectId = newId();
  await mutate(ctx, async (_, emit) => {
    for (let at = 0; at < count; at++) emit(happened, { subjectId, subjectLabel: "T", payload: { what: `it ${at}` } });
    return Promise.resolve();
  });
  const rows = await database().event.findMany({
    where: { subjectId },
    orderBy: { seq: "asc" },
    select: { seq: true },
  });
  return rows.map(({ seq }) => seq);
}

/** Tests beside this one hold transactions open on the same server, and sealing waits for whoever began earlier. */
export async function nobodyEarlier(): Promise<void> {
  const waiting = `select 1 from "Event" where xid >= pg_snapshot_xmin(pg_current_snapshot())
    and xid < pg_snapshot_xmax(pg_current_snapshot()) limit 1`;
  while ((await pool().query(waiting)).rows.length > 0) await new Promise((done) => setTimeout(done, 20));
}

/** Seals everything there is. */
export async function sealAll(): Promise<void> {
  await nobodyEarlier();
  while (await sealNext({ atOnce: true }));
}

/** What somebody could do who owns the database. */
export async function tamper(
  table: "Event" | "AuditSeal" | "AuditCheck" | "Origin",
  sql: string,
  values: unknown[] = [],
): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query(`begin`);
    await client.query(`alter table "${table}" disable trigger user`);
    await client.query(sql, values);
    await client.query(`alter table "${table}" enable trigger user`);
    await client.query(`commit`);
  } finally {
    client.release();
  }
}
