import { readHealth } from "@/lib/core/health";
import { spoolState } from "@/lib/intake/receiving/gateway";

export const dynamic = "force-dynamic";

export async function GET() {
  const health = { ...(await readHealth()), spool: await spoolState() };
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
