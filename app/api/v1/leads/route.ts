import { defineApiRoute, presentedKey } from "@/lib/auth/define-api-route";
import { clientAddress } from "@/lib/core/client-address";
import { logger } from "@/lib/core/logger";
import { keepApart, postLead } from "@/lib/intake/posting/commands";
import { postLeadInput, statusOf } from "@/lib/intake/posting/schema";
import { readBodyBytes } from "@/lib/intake/receiving/body-bytes";
import { keptHeaders } from "@/lib/intake/receiving/kept-headers";
import { MAX_BODY } from "@/lib/intake/receiving/verdict";
import { listLeads } from "@/lib/leads/api/queries";
import { listLeadsInput } from "@/lib/leads/api/schema";

export const dynamic = "force-dynamic";

export const GET = defineApiRoute({ input: listLeadsInput, run: listLeads });

const post = defineApiRoute({ input: postLeadInput, read: readPost, run: postLead, status: statusOf });

export async function POST(request: Request, route: { params: Promise<Record<string, string>> }): Promise<Response> {
  const answer = await post(request, route);
  // Refused before anything was read.
  const isRefused = answer.status === 401 || (answer.status === 403 && !request.bodyUsed);
  const secret = isRefused ? presentedKey(request.headers) : undefined;
  if (secret !== undefined) await keepRefused(secret, request, answer.headers.get("x-request-id") ?? "");
  return answer;
}

async function keepRefused(secret: string, request: Request, requestId: string): Promise<void> {
  const input = postLeadInput.safeParse(await readPost(request));
  if (!input.success) return;
  await keepApart(secret, input.data, requestId).catch((error: unknown) => {
    logger.error({ err: error, requestId }, "what came with a former key could not be kept");
  });
}

/** The body stays the bytes that came: they are kept before anything reads them. */
async function readPost(request: Request) {
  const sent = Object.fromEntries(request.headers);
  const source = new URL(request.url).searchParams.get("source");
  return {
    ...(await readBodyBytes(request, MAX_BODY)),
    headers: keptHeaders(sent, [presentedKey(request.headers) ?? ""]),
    ip: clientAddress(request.headers),
    ...(source !== null && { source }),
    ...(sent["idempotency-key"] !== undefined && { idempotencyKey: sent["idempotency-key"] }),
  };
}
