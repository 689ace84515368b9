import { env } from "@/lib/core/env";
import { isId } from "@/lib/core/id";
import { reachTrouble } from "@/lib/core/socket-trouble";
import type { Knock } from "@/lib/intake/rehearsing/schema";

const TIMEOUT_MS = 10_000;

export type Knocked = { knock: Knock; delivery: string | null };
type Request = { path: string; body: Uint8Array; headers: Record<string, string> };

/** Where the world reaches this server, if the operator said so. */
export const publicAddress = (): string | undefined => env().PUBLIC_URL;

/** This server's own door. It listens on one address or on all; all includes this one. */
export function ownAddress(): string {
  const { HOST, PORT } = env();
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

/** Knocks over HTTP, as a plugin would: a redirect isn't followed, and only 200 with a delivery of ours is success. */
export async function knockAt(where: Knock["where"], address: string, request: Request): Promise<Knocked> {
  const begun = Date.now();
  const said = (problem: Knock["problem"], status: number | null, delivery: string | null = null): Knocked => ({
    knock: { where, address, problem, status, ms: Date.now() - begun },
    delivery,
  });
  try {
    const response = await fetch(address + request.path, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json", "user-agent": "LeadsManager test", ...request.headers },
      body: Buffer.from(request.body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status } = response;
    if (status >= 300 && status < 400) return said("redirected", status);
    if (status !== 200) return said("status", status);
    const { delivery } = (await response.json().catch(() => ({}))) as { delivery?: unknown };
    return typeof delivery === "string" && isId(delivery) ? said("", status, delivery) : said("not_ours", status);
  } catch (error) {
    return said(problemOf(error), null);
  }
}

function problemOf(error: unknown): Knock["problem"] {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  const code = cause?.code ?? "";
  return name === "TimeoutError" || code === "ETIMEDOUT" ? "timeout" : reachTrouble(code);
}
