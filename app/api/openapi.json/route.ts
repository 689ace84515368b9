import { openApi } from "@/lib/api/openapi";
import { env } from "@/lib/core/env";
import { reachedAt } from "@/lib/core/origin";

export const dynamic = "force-dynamic";

/**
 * What the API does, for programs that make programs. It tells nothing of what is in it, so no key is asked for. Its server
 * is the address it was asked at, where none is set: what only a proxy may say of that was taken away from everybody else.
 */
export function GET(request: Request): Response {
  const server = env().PUBLIC_URL ?? reachedAt(request.headers) ?? "/";
  return Response.json(openApi(server), { headers: { "cache-control": "no-store" } });
}
