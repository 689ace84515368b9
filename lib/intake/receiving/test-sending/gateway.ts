import { env } from "@/lib/core/env";

/** Knocks at this server's own door, over HTTP, as a plugin would. */
export async function postToOwnDoor(path: string, body: string): Promise<{ status: number; delivery: string | null }> {
  // The server listens on one address or on all; all includes this one.
  const { HOST, PORT } = env();
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  const response = await fetch(`http://${host.includes(":") ? `[${host}]` : host}:${PORT}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "LeadsManager test", "x-hook-test": "true" },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json().catch(() => ({}))) as { delivery?: string };
  return { status: response.status, delivery: answer.delivery ?? null };
}
