import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { mayPullFrom } from "@/lib/intake/pulling/address-rules";
import type { LookupFunction } from "node:net";
import type { PullProblem } from "@/lib/intake/pulling/schema";
import type { PulledReply } from "@/lib/intake/schema";

export const MAX_REPLY = 20 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MOST_REDIRECTS = 3;

export type Site = { url: string; userName: string; password: string };
export type Fetched = { reply: PulledReply } | { problem: PullProblem; detail: string; retryAfterSeconds?: number };

/** The predecessor's endpoint: every submission of a form at once. */
export const submissionsPath = (formId: string) => `/wp-json/custom/v1/form-submissions/${formId}`;

/** Asks the site for a form's submissions. Never throws: what goes wrong is a problem with a name. */
export async function fetchSubmissions(
  site: Site,
  formId: string,
  limits = { timeoutMs: TIMEOUT_MS },
): Promise<Fetched> {
  const path = submissionsPath(formId);
  let url = new URL(site.url + path);
  const { hostname } = url;
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const answer = await ask(url, site, signal);
      const { status, headers, body } = answer;
      const location = status >= 300 && status < 400 ? headers["location"] : undefined;
      if (!location) return judge({ path, status, headers, body });
      const next = new URL(location, url);
      // The password goes to nobody else, and not from encryption back into the open.
      const isElsewhere = next.hostname !== hostname || (url.protocol === "https:" && next.protocol !== "https:");
      if (isElsewhere || !/^https?:$/.test(next.protocol)) return { problem: "redirected", detail: next.origin };
      url = next;
    }
    return { problem: "redirected", detail: url.origin };
  } catch (error) {
    return { problem: signal.aborted ? "timeout" : problemOf(error), detail: wordsOf(error) };
  }
}

function judge(reply: PulledReply): Fetched {
  if (reply.status !== 429 && reply.status < 500) return { reply };
  const wait = Number(reply.headers["retry-after"]);
  const problem = reply.status === 429 || reply.status === 503 ? "busy" : "server_error";
  return { problem, detail: String(reply.status), ...(wait > 0 && { retryAfterSeconds: Math.min(wait, 86_400) }) };
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
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !mayPullFrom(host)) throw new Refused("address_not_allowed");
  const authorization = `Basic ${Buffer.from(`${site.userName}:${site.password}`).toString("base64")}`;
  const options = {
    signal,
    lookup: checkedLookup,
    agent: false,
    headers: { authorization, accept: "application/json", "user-agent": "LeadsManager" },
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
  return Buffer.concat(parts);
}

/** Checked at the moment of connecting and on the very address that is connected to: a name can't change its mind between. */
const checkedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) {
      done(error, "", 0);
      return;
    }
    const allowed = addresses.filter(({ address }) => mayPullFrom(address));
    const [first] = allowed;
    if (!first) done(new Refused("address_not_allowed"), "", 0);
    else if (options.all) done(null, allowed);
    else done(null, first.address, first.family);
  });
};

function problemOf(error: unknown): PullProblem {
  if (error instanceof Refused) return error.problem;
  const code = (error as { code?: string }).code ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown_host";
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)) return "certificate";
  return "unreachable";
}

function wordsOf(error: unknown): string {
  return error instanceof Refused ? "" : ((error as { code?: string }).code ?? "");
}
