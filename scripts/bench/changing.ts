import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "@/lib/core/db";
import { openNews } from "./news.ts";
import type { Ctx } from "@/lib/core/ctx";
import type { BenchLine } from "./table.ts";

const WANTED = 10_000;
const QUIET_EDITS = 60;
const PAUSE_MS = 50;

type How = { origin: string; cookie: string; admin: Ctx; dataSize: string };

/**
 * A change of ten thousand leads by the server's worker, with somebody who edits single leads meanwhile, half of them among
 * those, and a listener who is told of each edit.
 */
export async function measureBulk({ origin, cookie, admin, dataSize }: How): Promise<BenchLine[]> {
  const { startBulk } = await import("@/lib/leads/bulk/changing/commands");
  const query = await queryOf(WANTED);
  const news = await openNews(origin, cookie);
  const quiet = await editSome(admin, news, (done) => done >= QUIET_EDITS);

  const began = performance.now();
  const { changeId } = await startBulk(admin, {
    selection: { query },
    set: { kind: "tags", add: [`bench-${Date.now()}`], remove: [] },
  });
  let ended = false;
  const whole = untilDone(changeId).then((total) => {
    ended = true;
    return { total, seconds: (performance.now() - began) / 1000 };
  });
  const busy = await editSome(admin, news, () => ended);
  const { total, seconds } = await whole;
  news.close();

  const ratio = round(p95(busy.edits) / p95(quiet.edits), 2);
  const delay = Math.round(Math.max(...busy.delays));
  const line = (name: string, value: number, target: number, unit: string, note: string): BenchLine => ({
    ...{ name, value, target, holds: value <= target, unit, dataSize, note },
  });
  return [
    line("change of 10,000 leads at once", round(seconds, 1), 15, "s", `${total.toLocaleString("en")} leads tagged`),
    line(
      "single edits beside it, against quiet",
      ratio,
      3,
      "× p95",
      `${busy.edits.length} edits, ${Math.round(p95(busy.edits))} ms against ${Math.round(p95(quiet.edits))} ms`,
    ),
    line(
      "news of a single edit beside it",
      delay,
      2000,
      "ms at most",
      `until an open screen is told; quiet ${Math.round(p95(quiet.delays))} ms p95`,
    ),
  ];
}

type News = Awaited<ReturnType<typeof openNews>>;

/** Edits one lead after the other: how long each takes, and until it is told. */
async function editSome(ctx: Ctx, news: News, enough: (done: number) => boolean) {
  const { updateLead } = await import("@/lib/leads/commands");
  const { rows } = await pool().query<{ id: string; service: string }>(
    `(select id::text, service from "Lead" order by "receivedAt" desc limit 500)
     union all (select id::text, service from "Lead" order by "receivedAt" limit 500)`,
  );
  const edits: number[] = [];
  const telling: Promise<number>[] = [];
  for (let done = 0; !enough(done); done++) {
    const lead = rows[(done * 37) % rows.length];
    if (!lead) break;
    const start = performance.now();
    const told = news.hear(lead.id);
    const service = `Bench ${start}`;
    await updateLead(ctx, { leadId: lead.id, set: { service }, seen: { service: lead.service }, country: "AR" });
    lead.service = service;
    edits.push(performance.now() - start);
    telling.push(told.then((at) => at - start));
    await sleep(PAUSE_MS);
  }
  return { edits, delays: await Promise.all(telling) };
}

/** The list of the newest leads, by whole days, that has at least so many. */
async function queryOf(count: number): Promise<string> {
  const { rows } = await pool().query<{ day: string }>(
    `select to_char("receivedAt" at time zone 'America/Argentina/Buenos_Aires', 'YYYY-MM-DD') as day
       from "Lead" order by "receivedAt" desc offset $1 limit 1`,
    [count],
  );
  return `from=${rows[0]?.day ?? ""}`;
}

async function untilDone(changeId: string): Promise<number> {
  for (;;) {
    const { rows } = await pool().query<{ state: string; total: number }>(
      `select state, total from "BulkChange" where id = $1::uuid`,
      [changeId],
    );
    const [change] = rows;
    if (change?.state === "failed") throw new Error("the change of many leads failed");
    if (change?.state === "done") return change.total;
    await sleep(20);
  }
}

function p95(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
