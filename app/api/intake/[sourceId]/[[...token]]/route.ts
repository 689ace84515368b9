import { clientAddress } from "@/lib/core/client-address";
import { newId } from "@/lib/core/id";
import { requestIdOf } from "@/lib/core/request-id";
import { tokenHash } from "@/lib/core/token";
import { readBodyBytes } from "@/lib/intake/receiving/body-bytes";
import { receiveDelivery } from "@/lib/intake/receiving/commands";
import { keptHeaders } from "@/lib/intake/receiving/kept-headers";
import { atDoor } from "@/lib/intake/receiving/rush";
import { presentedTokens } from "@/lib/intake/receiving/token";
import { MAX_BODY } from "@/lib/intake/receiving/verdict";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ sourceId: string; token?: string[] }> };

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const REFUSALS = {
  401: "wrong_token",
  404: "unknown_source",
  405: "get_not_allowed",
  413: "too_large",
  503: "unavailable",
};
const HEADERS = { "cache-control": "no-store" };

/** The door for webhooks: raw bytes, kept before they are answered, whatever they say. */
async function receive(request: Request, { params }: Route): Promise<Response> {
  const { sourceId, token } = await params;
  if (!UUID.test(sourceId)) return refuse(404);
  const id = newId();
  const receivedAt = new Date();
  const sent = Object.fromEntries(request.headers);
  const tokens = presentedTokens((token ?? []).join("/"), sent);
  const { body, bodySize } = await readBodyBytes(request, MAX_BODY);
  const arrival = {
    id,
    sourceId: sourceId.toLowerCase(),
    receivedAt,
    method: request.method,
    path: `/api/intake/${sourceId}${queryOf(request.url)}`,
    headers: keptHeaders(sent, tokens),
    body,
    bodySize,
    ip: clientAddress(request.headers),
    requestId: requestIdOf(request.headers, id),
    tokenHashes: tokens.map(tokenHash),
  };
  // Its body is here: a slow sender is no rush.
  const { status } = await atDoor(() => receiveDelivery(arrival));
  return status === 200 ? answer(200, { ok: true, delivery: id }) : refuse(status);
}

/** Form plugins take nothing else for success than exactly 200, so a HEAD or DELETE must not look like one. */
function refuse(status: keyof typeof REFUSALS): Response {
  const more = { ...(status === 405 && { allow: "POST, PUT, PATCH" }), ...(status === 503 && { "retry-after": "30" }) };
  return answer(status, { ok: false, code: REFUSALS[status] }, more);
}

/** With its length: the connection is told at once that nothing follows, and old HTTP clients of plugins need it. */
function answer(status: number, said: object, more: Record<string, string> = {}): Response {
  const text = JSON.stringify(said);
  const length = String(Buffer.byteLength(text));
  const headers = { ...HEADERS, "content-type": "application/json", "content-length": length, ...more };
  return new Response(text, { status, headers });
}

function queryOf(url: string): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark);
}

export { receive as GET, receive as POST, receive as PUT, receive as PATCH };

export function HEAD(): Response {
  return refuse(405);
}
