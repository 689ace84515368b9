import http from "node:http";
import https from "node:https";
import { AddressRefused, checkedLookup, requireReach } from "@/lib/core/address-rules";
import { reachTrouble } from "@/lib/core/socket-trouble";
import type { Reach } from "@/lib/core/address-rules";
import type { SendingProblem } from "@/lib/webhooks/schema";

const TIMEOUT_MS = 15_000;
/** So much of an answer is kept. */
const KEPT_BYTES = 1024;
const GONE = 410;

type Message = { url: string; reach: Reach; headers: Record<string, string>; body: string };
/** How a try ended. `problem`: empty when it was taken. */
export type Answered = {
  problem: SendingProblem | "";
  status: number | null;
  answer: string;
  durationMs: number;
  retryAfterMs: number;
};

/**
 * Posts a message once. Follows nothing, is over in time whatever the other end says or doesn't, and never throws: what goes
 * wrong is a problem with a name.
 */
export async function postMessage(message: Message, { timeoutMs = TIMEOUT_MS } = {}): Promise<Answered> {
  const began = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const ended = await ask(message, signal).catch((error: unknown) => ({
    ...{ status: null, answer: "", retryAfterMs: 0 },
    problem: signal.aborted ? ("timeout" as const) : problemOf(error),
  }));
  return { ...ended, durationMs: Math.round(performance.now() - began) };
}

function ask({ url, reach, headers, body }: Message, signal: AbortSignal): Promise<Omit<Answered, "durationMs">> {
  const address = new URL(url);
  const options = {
    ...{ method: "POST", signal, agent: false },
    lookup: checkedLookup(reach),
    headers: {
      ...headers,
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "user-agent": "LeadsManager",
    },
  } as const;
  return new Promise((done, failed) => {
    requireReach(address, reach);
    let hasAnswered = false;
    const request = (address.protocol === "https:" ? https : http).request(address, options, (response) => {
      // From here on it has answered; a connection that breaks now changes nothing.
      hasAnswered = true;
      request.off("error", failed).on("error", () => undefined);
      const status = response.statusCode ?? 0;
      const retryAfterMs = secondsOf(response.headers["retry-after"] ?? "") * 1000;
      void beginningOf(response).then((answer) => {
        done({ problem: judge(status), status, answer, retryAfterMs });
      });
    });
    // It goes on in another protocol: neither an answer nor an error comes any more, and nothing was taken.
    request.on("upgrade", (response, socket) => {
      socket.destroy();
      done({ problem: "status", status: response.statusCode ?? null, answer: "", retryAfterMs: 0 });
    });
    // However it ends, it ends; what was answered before that counts.
    request.on("close", () => {
      if (!hasAnswered) failed(new Error("closed"));
    });
    signal.addEventListener("abort", () => {
      request.destroy();
      if (!hasAnswered) failed(new Error("timeout"));
    });
    request.on("error", failed);
    request.end(body);
  });
}

function judge(status: number): SendingProblem | "" {
  if (status >= 200 && status < 300) return "";
  if (status >= 300 && status < 400) return "redirected";
  return status === GONE ? "gone" : "status";
}

/** What it said decides nothing, so one that never ends, or breaks off, is as good. */
async function beginningOf(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.byteLength;
      if (size >= KEPT_BYTES) break;
    }
  } catch {
    // The status is here already.
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, KEPT_BYTES).toString("utf8").replaceAll("\0", "");
}

/** Seconds, or a date. */
function secondsOf(retryAfter: string): number {
  const seconds = Number(retryAfter);
  if (retryAfter === "" || !Number.isNaN(seconds)) return Math.max(0, seconds);
  return Math.max(0, Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000) || 0);
}

function problemOf(error: unknown): SendingProblem {
  if (error instanceof AddressRefused) return "address_not_allowed";
  return reachTrouble((error as { code?: string }).code ?? "");
}
