import { boardPath } from "@/lib/leads/board/schema";
import { EVERYTHING, listQuery } from "@/lib/leads/list/schema";
import { answerTimes, p95, round1 } from "./table.ts";
import type { BenchLine } from "./table.ts";
import type { LeadList } from "@/lib/leads/list/schema";

const TARGET_MS = 300;

/** As it is opened; narrowed by what has an index and by what hasn't; and in an order that has none. */
const ASKED: Record<string, Partial<LeadList>> = {
  everything: {},
  "30 days": { received: "30d" },
  "not contacted": { contacted: "no" },
  "frequent word": { q: "transporte" },
  "by activity": { sort: "activity" },
  "by amount": { sort: "amount" },
};

/** A card of it, in what the server draws. */
const A_CARD = /<a [^>]*href="\/leads\/\d+/;

/** The board over HTTP as a browser gets it: until its columns are there with their first cards. What they count comes after. */
export async function measureBoard(
  address: string,
  cookies: Record<string, string>,
  dataSize: string,
  rounds: number,
): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const [scope, cookie] of Object.entries(cookies)) {
    for (const by of ["status", "owner"] as const) {
      for (const [name, list] of Object.entries(ASKED)) {
        const path = `${address}${boardPath(by)}?${listQuery(list) || EVERYTHING}`;
        lines.push(await boardLine(`board first paint, ${scope}, by ${by}, ${name}`, path, cookie, dataSize, rounds));
      }
    }
  }
  return lines;
}

async function boardLine(name: string, path: string, cookie: string, dataSize: string, rounds: number) {
  const cards: number[] = [];
  const counts: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const { held, all } = await answerTimes(path, cookie, A_CARD);
    if (round < 0) continue;
    cards.push(held);
    counts.push(all);
  }
  const value = round1(p95(cards));
  const note = `what the columns count ${round1(p95(counts))} ms`;
  return { name, value, target: TARGET_MS, holds: value <= TARGET_MS, unit: "ms p95", dataSize, note };
}
