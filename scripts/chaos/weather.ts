import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { eachOf, post, until } from "./posting.ts";
import type { Check } from "./check.ts";
import type { Victim } from "./victim.ts";

/** When so great a share was sent, this is killed. */
export type Strike = readonly [share: number, what: "database" | "server"];

const AT_ONCE = 32;
const JSON_TYPE = { "content-type": "application/json", "user-agent": "WordPress/6.9; https://chaos.test" };

/** Most are somebody new; some come again, some press Send twice, some make no sense. */
function bodyOf(index: number): string {
  const who = index % 10 === 7 || index % 10 === 9 ? index - 7 : index;
  if (index % 10 === 8) return JSON.stringify({ foo: index });
  const person = { nombre: `Persona ${who}`, email: `p${who}@chaos.test` };
  return JSON.stringify({ ...person, mensaje: index % 10 === 7 ? `Otra vez ${index}` : `Hola ${who}` });
}

/** Keeps the disk busy: writes and fsyncs without end beside the database's own. */
function busyDisk(file: string): () => void {
  const program = `const fs=require("fs");const b=Buffer.alloc(8<<20,1);for(;;){const f=fs.openSync(process.argv[1],"w");
    for(let i=0;i<8;i++){fs.writeSync(f,b);fs.fsyncSync(f)}fs.closeSync(f)}`;
  const child = spawn(process.execPath, ["-e", program, file], { stdio: "ignore" });
  return () => child.kill("SIGKILL");
}

/** Posts at full speed while the database and the server are killed; what was answered must be there, once. */
export async function weather(
  victim: Victim,
  count: number,
  strikes: readonly Strike[],
  disk: string | undefined,
): Promise<Check[]> {
  const address = victim.origin + (await victim.makeSource("Weather"));
  const answered = new Map<string, string>();
  const statuses = new Map<number, number>();
  let sent = 0;
  let unanswered = 0;
  const free = disk === undefined ? undefined : busyDisk(disk);
  const started = Date.now();
  const storm = (async () => {
    for (const [share, strike] of strikes) {
      while (sent < count * share) await sleep(20);
      if (strike === "database") victim.killDatabase();
      else await victim.killServer();
    }
  })();
  await eachOf(count, AT_ONCE, async (index) => {
    const body = bodyOf(index);
    sent++;
    for (let tried = 0; tried < 400; tried++) {
      const reply = await post(address, { method: "POST", headers: JSON_TYPE, body: Buffer.from(body) }).catch(
        () => undefined,
      );
      if (reply) statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      if (reply?.delivery) {
        answered.set(reply.delivery, body);
        return;
      }
      unanswered++;
      await sleep(100);
    }
  });
  await storm;
  free?.();
  const seconds = (Date.now() - started) / 1000;
  const settled = await until(() => isSettled(victim), 60 + count / 10);
  const note = `${count} posts in ${seconds.toFixed(1)} s, ${unanswered} times no answer; killed: ${strikes.map(([, what]) => what).join(", ")}`;
  return [
    { name: "every post was answered in the end", ok: answered.size === count, note },
    {
      name: "no answer was a 5xx",
      ok: [...statuses.keys()].every((status) => status < 500),
      note: JSON.stringify([...statuses]),
    },
    { name: "everything was read, and nothing is left on disk", ok: settled, note: "" },
    ...(await verdicts(victim, answered, count)),
  ];
}

async function isSettled(victim: Victim): Promise<boolean> {
  const health = (await (await fetch(`${victim.origin}/api/health`)).json()) as {
    spool: { waiting: number; refused: number };
  };
  const { rows } = await victim.database.query(`select 1 from "Delivery" where state = 'received' limit 1`);
  return rows.length === 0 && health.spool.waiting === 0 && health.spool.refused === 0;
}

type Row = {
  id: string;
  body: Buffer;
  state: string;
  reason: string;
  outcome: string;
  leadId: string | null;
  touches: number;
};
const DELIVERIES = `
  select d.id::text, d.body, d.state, d.reason, d.outcome, d."leadId"::text,
         (select count(*)::int from "Touchpoint" t where t."deliveryId" = d.id) as touches
    from "Delivery" d where d.path not like '%fuzz%'`;

async function verdicts(victim: Victim, answered: Map<string, string>, count: number): Promise<Check[]> {
  const { rows } = await victim.database.query<Row>(DELIVERIES);
  const digest = (text: string | Buffer) => createHash("sha1").update(text).digest("hex");
  const kept = new Map(rows.map((row) => [row.id, row]));
  const lost = [...answered].filter(([id, body]) => digest(kept.get(id)?.body ?? "") !== digest(body));
  const open = rows.filter((row) => (row.state === "processed" ? row.leadId === null : row.reason === ""));
  const failed = rows.filter((row) => row.state === "failed");
  const uneven = rows.filter((row) => row.touches !== (row.outcome === "created" || row.outcome === "touched" ? 1 : 0));
  const leads = await victim.database.query<{ emailKey: string; n: number }>(
    `select "emailKey", count(*)::int as n from "Lead" where "emailKey" like '%@chaos.test' group by 1`,
  );
  const people = new Set(Array.from({ length: count }, (_, index) => /p\d+@/.exec(bodyOf(index))?.[0]).filter(Boolean));
  const note = `${rows.length} deliveries, ${leads.rows.length} leads`;
  return [
    {
      name: "every answered delivery is there with its very bytes",
      ok: lost.length === 0,
      note: `${lost.length} lost`,
    },
    { name: "every delivery ended as a lead or with a reason", ok: open.length === 0 && failed.length === 0, note },
    {
      name: "each made one touchpoint, or none where it made no lead",
      ok: uneven.length === 0,
      note: `${uneven.length} uneven`,
    },
    {
      name: "every person is one lead",
      ok: leads.rows.length === people.size && leads.rows.every(({ n }) => n === 1),
      note: `${people.size} people, ${leads.rows.length} leads`,
    },
  ];
}
