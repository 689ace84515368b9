import { performance } from "node:perf_hooks";
import type pg from "pg";
import { actorOfSession } from "@/lib/auth/queries";
import { leadPage, pageStatement } from "@/lib/leads/list/queries";
import { leadsHref, readList } from "@/lib/leads/list/schema";
import { LIST_SORTS } from "@/lib/leads/list/sorts/schema";
import { findLeads, listView } from "@/lib/leads/list/view/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { LeadList } from "@/lib/leads/list/schema";
import type { ListSort } from "@/lib/leads/list/sorts/schema";

export type BenchLine = {
  name: string;
  value: number;
  target: number;
  holds: boolean;
  unit: string;
  dataSize: string;
  note: string;
};

/** One of each filter offered; a frequent and a rare word, a phone, a number, and a filter that lets nothing through. */
const FILTERS: Record<string, Partial<LeadList>> = {
  none: {},
  status: { status: ["pending", "quoted"] },
  "rare status": { status: ["undefined"] },
  group: { group: ["inactive"] },
  phase: { phase: ["active"] },
  me: { owner: ["me"] },
  unassigned: { owner: ["none"] },
  company: { company: ["bench-intrapal"] },
  type: { type: ["transport"] },
  priority: { priority: ["urgent"] },
  campaign: { campaign: ["hot-sale"] },
  "unknown campaign": { campaign: ["never-run"] },
  "not contacted": { contacted: "no" },
  "7 days": { received: "7d" },
  "this month": { received: "month" },
  "a day": { from: "2026-03-03", to: "2026-03-03" },
  "frequent word": { q: "transporte" },
  "name and firm": { q: "perez andina" },
  phone: { q: "11 4567" },
  number: { q: "L-10234" },
  "a field, many": { filter: asks("field.bench-number", "gt", 1000) },
  "a field, few": { filter: asks("field.bench-number", "gt", 4990) },
  "a field, a rare choice": { filter: asks("field.bench-choice", "is", "rare") },
  "a field, a text": { filter: asks("field.bench-text", "contains", "pampeana 12") },
  "a field, nothing said": { filter: asks("field.bench-date", "isEmpty") },
  "search and filters": { q: "gomez", status: ["pending"], received: "30d", contacted: "no" },
};

/** Orders that a lead has anyway, and one of each kind of field that sorts its own way. */
const SORTS: readonly ListSort[] = [
  ...LIST_SORTS,
  ...(["number", "text", "date", "boolean", "choice", "money"] as const).map((kind) => `field.bench-${kind}` as const),
];

function asks(field: string, op: string, value?: unknown): string {
  return JSON.stringify({ field, op, value });
}

const RATIO_TARGET = 3;
const RESPONSE_TARGET_MS = 150;
const SIMILAR_TARGET_MS = 300;

export async function ctxOfSession(sessionId: string): Promise<Ctx> {
  const actor = await actorOfSession(sessionId);
  if (!actor) throw new Error("the benchmark's session is gone");
  return { actor, requestId: "bench", now: () => new Date(), history: false };
}

/** Each filter with each order, through the query and bare: the same statement, its parameters too, sent by node-postgres. */
export async function measureQueries(
  pool: pg.Pool,
  who: Record<string, Ctx>,
  dataSize: string,
  rounds: number,
): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const [scope, ctx] of Object.entries(who)) {
    for (const [filter, given] of Object.entries(FILTERS)) {
      const through: number[] = [];
      const bare: number[] = [];
      let worst = { sort: "", ms: 0 };
      for (const sort of SORTS) {
        const { list } = readList({ sort });
        const view = await listView(ctx, addressOf({ ...list, ...given }), "en");
        const input = { ...view, order: view.list };
        const statement = pageStatement(ctx, input);
        await leadPage(ctx, input);
        for (let round = 0; round < rounds; round++) {
          const ms = await timed(() => leadPage(ctx, input));
          through.push(ms);
          if (ms > worst.ms) worst = { sort, ms };
          bare.push(await timed(() => pool.query(statement.sql, statement.values)));
        }
      }
      const [ours, theirs] = [p95(through), p95(bare)];
      lines.push({
        name: `table query, ${scope}, ${filter}`,
        value: round1(ours / theirs),
        target: RATIO_TARGET,
        holds: ours / theirs <= RATIO_TARGET,
        unit: "× bare SQL, p95 over all orders",
        dataSize,
        note: `${round1(ours)} ms against ${round1(theirs)} ms; slowest order ${worst.sort} (${round1(worst.ms)} ms)`,
      });
    }
  }
  return lines;
}

/** The whole page over HTTP as a browser gets it, rows and count, for each filter and for each order. */
export async function measureResponses(
  address: string,
  cookies: Record<string, string>,
  dataSize: string,
  rounds: number,
): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const [scope, cookie] of Object.entries(cookies)) {
    const asked = [
      ...Object.entries(FILTERS),
      ...SORTS.flatMap((sort) =>
        (["asc", "desc"] as const).map((dir) => [`by ${sort} ${dir}`, { sort, dir }] as const),
      ),
    ];
    for (const [name, list] of asked) {
      lines.push(
        await responseLine(
          `table response, ${scope}, ${name}`,
          address + leadsHref(list),
          cookie,
          RESPONSE_TARGET_MS,
          dataSize,
          rounds,
        ),
      );
    }
    for (const typed of ["gonzalex perez", "distribiudora andina", "hernandes.sosa"]) {
      const line = await responseLine(
        `typo-tolerant search, ${scope}, "${typed}"`,
        address + leadsHref({ q: typed }),
        cookie,
        SIMILAR_TARGET_MS,
        dataSize,
        rounds,
      );
      lines.push(line);
    }
  }
  return lines;
}

/** What the palette asks while one types. */
export async function measurePalette(ctx: Ctx, dataSize: string, rounds: number): Promise<BenchLine> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => findLeads(ctx, { q: "carolina ledesma" })));
  const value = round1(p95(times));
  return { name: "palette search", value, target: 150, holds: value <= 150, unit: "ms p95", dataSize, note: "" };
}

async function responseLine(
  name: string,
  address: string,
  cookie: string,
  target: number,
  dataSize: string,
  rounds: number,
): Promise<BenchLine> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = -2; round < rounds; round++) {
    const answer = await answerTimes(address, cookie);
    bytes = answer.bytes;
    if (round >= 0) times.push(answer.all);
  }
  const value = round1(p95(times));
  return {
    name,
    value,
    target,
    holds: value <= target,
    unit: "ms p95",
    dataSize,
    note: `${Math.round(bytes / 1024)} kB`,
  };
}

/** How long until an answer held this, and until it was there as a whole; both the same where nothing is looked for. */
export async function answerTimes(
  address: string,
  cookie: string,
  holds?: RegExp,
): Promise<{ held: number; all: number; bytes: number }> {
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie, "accept-encoding": "identity" }, redirect: "error" });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  let bytes = 0;
  let text = "";
  let held: number | undefined;
  const decoder = new TextDecoder();
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (!holds || held !== undefined) continue;
    text += decoder.decode(part, { stream: true });
    if (holds.test(text)) held = performance.now() - began;
  }
  const all = performance.now() - began;
  return { held: held ?? all, all, bytes };
}

function addressOf(list: Partial<LeadList>): Record<string, string> {
  return Object.fromEntries(new URL(leadsHref(list), "http://localhost").searchParams);
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function p95(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}

export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
