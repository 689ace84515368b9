import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { AddressRefused, checkedLookup, requireReach } from "@/lib/core/address-rules";
import { reachTrouble } from "@/lib/core/socket-trouble";
import { inflated } from "@/lib/intake/content-encoding";
import { COMPANION_HEADER, questionSignature } from "@/lib/intake/signature";
import type { PullProblem } from "@/lib/intake/pulling/schema";
import type { PulledReply } from "@/lib/intake/schema";

export const MAX_REPLY = 20 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MOST_REDIRECTS = 3;
/** A site that asks for less patience than this is waited for at once. */
const PATIENCE_SECONDS = 30;
const TRIES = 4;

/** With a `secret`, our companion is asked there: each question is signed. */
export type Site = { url: string; userName: string; password: string; secret?: string };
export type Fetched = { reply: PulledReply } | { problem: PullProblem; detail: string; retryAfterSeconds?: number };

/** Asks the site for what stands at a path. Never throws: what goes wrong is a problem with a name. */
export async function fetchReply(site: Site, path: string, limits = { timeoutMs: TIMEOUT_MS }): Promise<Fetched> {
  const url = addressOf(site, path);
  if (!url) return { problem: "redirected", detail: path.slice(0, 200) };
  return follow(url, path, site, limits.timeoutMs);
}

/** A site that asks for a moment's patience in the middle of its pages gets it. */
export async function fetchPatiently(site: Site, path: string, isStopped: () => Promise<boolean>): Promise<Fetched> {
  for (let tries = 1; ; tries++) {
    const fetched = await fetchReply(site, path);
    const wait = "problem" in fetched ? fetched.retryAfterSeconds : undefined;
    if (wait === undefined || wait > PATIENCE_SECONDS || tries >= TRIES) return fetched;
    if (await isStopped()) return fetched;
    await sleep(wait * 1000);
  }
}

/** A path is the site's; a whole address, as sites name their next page, must be the site's as well. */
function addressOf(site: Site, path: string): URL | null {
  const home = new URL(site.url);
  if (path.startsWith("/") && !path.startsWith("//")) return new URL(site.url + path);
  if (!URL.canParse(path, `${site.url}/`)) return null;
  const url = new URL(path, `${site.url}/`);
  return isElsewhere(home, url) ? null : url;
}

/** The password goes to nobody else, not to another program of the same host, and not from encryption into the open. */
function isElsewhere(from: URL, to: URL): boolean {
  const becomesSafe = from.protocol === "http:" && to.protocol === "https:" && to.port === "";
  return to.origin !== from.origin && !(becomesSafe && to.hostname === from.hostname);
}

async function follow(start: URL, path: string, site: Site, timeoutMs: number): Promise<Fetched> {
  let url = start;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const answer = await ask(url, site, signal);
      const { status, headers, body } = answer;
      const location = status >= 300 && status < 400 ? headers["location"] : undefined;
      if (!location) return judge({ path, status, headers, body });
      const next = new URL(location, url);
      if (isElsewhere(url, next)) return { problem: "redirected", detail: next.origin };
      url = next;
    }
    return { problem: "redirected", detail: url.origin };
  } catch (error) {
    return { problem: signal.aborted ? "timeout" : problemOf(error), detail: wordsOf(error) };
  }
}

function judge(reply: PulledReply): Fetched {
  if (reply.status !== 429 && reply.status < 500) return { reply };
  const wait = secondsOf(reply.headers["retry-after"] ?? "");
  const problem = reply.status === 429 || reply.status === 503 ? "busy" : "server_error";
  return { problem, detail: String(reply.status), ...(wait > 0 && { retryAfterSeconds: Math.min(wait, 86_400) }) };
}

/** Seconds, or a date. */
function secondsOf(retryAfter: string): number {
  const seconds = Number(retryAfter);
  if (retryAfter === "" || !Number.isNaN(seconds)) return seconds;
  return Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000) || 0;
}

type Answer = { status: number; headers: Record<string, string>; body: Buffer };

class Refused extends Error {
  readonly problem: PullProblem;

  constructor(problem: PullProblem) {
    super(problem);
    this.problem = problem;
  }
}

function ask(url: URL, site: Site, signal: AbortSignal): Promise<Answer> {
  // An intranet's private addresses are where such a WordPress lives.
  requireReach(url, "everywhere");
  const isOpen = site.userName === "" && site.password === "";
  const authorization = `Basic ${Buffer.from(`${site.userName}:${site.password}`).toString("base64")}`;
  const options = {
    signal,
    lookup: checkedLookup("everywhere"),
    agent: false,
    headers: {
      ...(!isOpen && { authorization }),
      ...(site.secret && { [COMPANION_HEADER]: questionSignature(site.secret, url.pathname + url.search, new Date()) }),
      accept: "application/json",
      "user-agent": "LeadsManager",
    },
  } as const;
  return new Promise((done, failed) => {
    const request = (url.protocol === "https:" ? https : http).get(url, options, (response) => {
      collect(response).then((body) => {
        const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        done({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(headers) as Record<string, string>,
          body,
        });
      }, failed);
    });
    request.on("error", failed);
  });
}

async function collect(response: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > MAX_REPLY) throw new Refused("too_large");
    parts.push(part);
  }
  return unpacked(Buffer.concat(parts), response.headers["content-encoding"]);
}

/** Nobody asked for it, and some sites pack all the same. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  const { bytes, problem } = inflated(body, encoding);
  if (problem === "inflates_too_large") throw new Refused("too_large");
  return Buffer.from(bytes);
}

function problemOf(error: unknown): PullProblem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof AddressRefused) return "address_not_allowed";
  return reachTrouble((error as { code?: string }).code ?? "");
}

function wordsOf(error: unknown): string {
  if (error instanceof Refused || error instanceof AddressRefused) return "";
  return (error as { code?: string }).code ?? "";
}
