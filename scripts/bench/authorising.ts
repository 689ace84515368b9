import { p95, round1, timed } from "./table.ts";
import type { BenchLine } from "./table.ts";

type Asked = { origin: string; cookie: string; dataSize: string; rounds: number };

/** What knowing who asks, and what they may, adds to a request: the same empty answer with a session and without, in turn. */
export async function measureAuthorising({ origin, cookie, dataSize, rounds }: Asked): Promise<BenchLine> {
  const address = `${origin}/api/live`;
  const ask = (headers: Record<string, string>) => timed(() => fetch(address, { method: "HEAD", headers }));
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let round = -5; round < rounds; round++) {
    const [withSession, without] = [await ask({ cookie }), await ask({})];
    if (round < 0) continue;
    known.push(withSession);
    unknown.push(without);
  }
  const value = round1(p95(known) - p95(unknown));
  const note = `${round1(p95(known))} ms against ${round1(p95(unknown))} ms, in turn`;
  return { name: "authorising a request", value, target: 3, holds: value <= 3, unit: "ms p95", dataSize, note };
}
