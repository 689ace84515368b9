import { readHealth } from "@/lib/core/health";
import { countFailed } from "@/lib/intake/processing/retrying/queries";
import { spoolState } from "@/lib/intake/receiving/gateway";

export const dynamic = "force-dynamic";

export async function GET() {
  const product = await readHealth();
  const failed = product.status === "ok" ? await countFailed() : null;
  const health = { ...product, spool: await spoolState(), deliveries: { failed } };
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
