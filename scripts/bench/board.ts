import { boardPath } from "@/lib/leads/board/schema";
import { EVERYTHING, listQuery } from "@/lib/leads/list/schema";
import { responseLine } from "./table.ts";
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

/** The whole board over HTTP as a browser gets it: columns, first cards, and what each column counts. */
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
        const line = `board first paint, ${scope}, by ${by}, ${name}`;
        lines.push(await responseLine(line, path, cookie, TARGET_MS, dataSize, rounds));
      }
    }
  }
  return lines;
}
