import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Mangled } from "./mangle.ts";

export type Reply = { status: number; delivery: string | null };

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const PATIENCE_MS = 20_000;

/** One request; rejects when there was no answer, which is nobody's promise. */
export function post(url: string, { method, headers, body }: Omit<Mangled, "tail">): Promise<Reply> {
  return new Promise((done, failed) => {
    const length = method === "GET" ? {} : { "content-length": String(body.byteLength) };
    const request = http.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        done({ status: response.statusCode ?? 0, delivery: /"delivery":"([\da-f-]{36})"/.exec(text)?.[1] ?? null });
      });
      response.on("error", failed);
    });
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error("no answer in time")));
    request.on("error", failed);
    request.end(body);
  });
}

/** Runs the tasks, so many at a time, in order. */
export async function eachOf(count: number, atOnce: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export async function until(holds: () => Promise<boolean>, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await holds().catch(() => false)) return true;
    await sleep(250);
  }
  return false;
}
