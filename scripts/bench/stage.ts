import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import { openInstallation } from "@/lib/core/installation";
import { startTestServer } from "../test/server.ts";
import { seedEvents, seedLeads } from "./seed.ts";
import type pg from "pg";
import type { Ctx } from "@/lib/core/ctx";

export type Stage = {
  origin: string;
  /** By scope: who asks. */
  who: Record<string, Ctx>;
  cookies: Record<string, string>;
  close: () => Promise<void>;
};

type Size = { leads: number; eventsPerLead: number };

const PEOPLE = { any: "bench1", company: "bench2", own: "bench5" };

/**
 * The production build on a database of its own with so many leads, and somebody of each scope signed in. `keep` takes
 * what a former run filled in and left.
 */
export async function openStage(name: string, size: Size, keep: boolean): Promise<Stage> {
  const home = path.resolve(".data", `bench-${name}`);
  const filled = path.join(home, "filled");
  if (!keep || !fs.existsSync(filled)) fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(home), { recursive: true });
  const server = await startTestServer(home);
  if (!server.url) throw new Error(`The server did not start; see ${server.log}`);
  process.env["DATA_DIR"] = home;
  const installation = await openInstallation({ log: () => undefined });
  Object.assign(process.env, installation.variables, { LOG_LEVEL: "silent" });

  // Only now: these read the environment.
  const { closeDatabase, pool } = await import("@/lib/core/db");
  const { ctxOfSession } = await import("./table.ts");
  const client = await pool().connect();
  if (!fs.existsSync(filled)) {
    await fill(client, size);
    fs.writeFileSync(filled, "");
  }
  const who: Record<string, Ctx> = {};
  const cookies: Record<string, string> = {};
  for (const [scope, userName] of Object.entries(PEOPLE)) {
    const { rows } = await client.query<{ id: string }>(
      `insert into "Session" (id, "userId", "expiresAt") select gen_random_uuid(), id, now() + interval '1 day' from "User"
        where "userName" = $1 returning id`,
      [userName],
    );
    const sid = rows[0]?.id ?? "";
    const token = await encode({ token: { sid }, secret: installation.variables["NEXTAUTH_SECRET"] ?? "" });
    who[scope] = await ctxOfSession(sid);
    cookies[scope] = `next-auth.session-token=${token}`;
  }
  client.release();
  const close = async () => {
    await closeDatabase();
    await server.stop();
    await installation.close();
  };
  return { origin: server.url, who, cookies, close };
}

async function fill(client: pg.ClientBase, { leads, eventsPerLead }: Size): Promise<void> {
  await client.query(`insert into "Organisation" (id, name, "setUpAt") values (1, 'Bench', now())
    on conflict (id) do update set name = 'Bench', "setUpAt" = now()`);
  await seedLeads(client, leads);
  if (eventsPerLead > 0) await seedEvents(client, eventsPerLead);
  await untilCounted(client);
  // What was filled in goes to disk now, not beside what is measured.
  await client.query("checkpoint");
}

/** The server adds the seed's leads to its counts, as it does with all that are written; in daily life they are few at a time. */
async function untilCounted(client: pg.ClientBase): Promise<void> {
  const waiting = `select exists (select 1 from "LeadCountChange") as some`;
  while ((await client.query<{ some: boolean }>(waiting)).rows[0]?.some) await sleep(200);
  await client.query('vacuum analyze "LeadCount", "LeadDayCount", "LeadCountChange"');
}
