import { performance } from "node:perf_hooks";
import type { BenchLine } from "./table.ts";

const TARGET = 2;
const FILTERS: Record<string, string> = {
  none: "",
  status: "?status=pending,quoted",
  "this month": "?received=month",
  "a year": "?received=year",
  "status and days": "?status=pending&received=30d",
};

export type HomeTimes = Record<string, number>;

/** The home page over HTTP, p95 in milliseconds for each filter and each cookie. */
export async function measureHomeResponses(
  address: string,
  cookies: Record<string, string>,
  rounds: number,
): Promise<HomeTimes> {
  const times: HomeTimes = {};
  for (const [scope, cookie] of Object.entries(cookies)) {
    for (const [filter, query] of Object.entries(FILTERS)) {
      times[`${scope}, ${filter}`] = await p95Of(rounds, async () => {
        const answer = await fetch(`${address}/${query}`, { headers: { cookie }, redirect: "error" });
        if (!answer.ok) throw new Error(`home answered ${answer.status}`);
        await answer.arrayBuffer();
      });
    }
  }
  return times;
}

/** Home must not slow down with the years: a hundred times the leads, at most twice the time. */
export function homeLines(small: HomeTimes, large: HomeTimes, dataSizes: string): BenchLine[] {
  return Object.entries(large).map(([name, ms]) => {
    const before = small[name] ?? Number.NaN;
    const value = Math.round((ms / before) * 100) / 100;
    return {
      name: `home, ${name}`,
      value,
      target: TARGET,
      holds: value <= TARGET,
      unit: "× the smaller, p95",
      dataSize: dataSizes,
      note: `${ms.toFixed(1)} ms against ${before.toFixed(1)} ms`,
    };
  });
}

async function p95Of(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const start = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - start);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
