import { openApi } from "@/lib/api/openapi";
import { env } from "@/lib/core/env";

export const dynamic = "force-dynamic";

/** What the API does, for programs that make programs. It tells nothing of what is in it, so no key is asked for. */
export function GET(): Response {
  return Response.json(openApi(env().PUBLIC_URL ?? "/"), { headers: { "cache-control": "no-store" } });
}
