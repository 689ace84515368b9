import { defineApiRoute, presentedKey } from "@/lib/auth/define-api-route";
import { clientAddress } from "@/lib/core/client-address";
import { parseInput } from "@/lib/core/define-action";
import { asked } from "@/lib/core/define-route";
import { logger } from "@/lib/core/logger";
import { keepApart, postLead } from "@/lib/intake/posting/commands";
import { postLeadInput, postLeadQuery, statusOf } from "@/lib/intake/posting/schema";
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
  // Whatever else its address asks: what can't be answered any more is kept rather than lost.
  const source = new URL(request.url).searchParams.get("source");
  const input = postLeadInput.safeParse({ ...(await readSent(request)), ...(source !== null && { source }) });
  if (!input.success) return;
  await keepApart(secret, input.data, requestId).catch((error: unknown) => {
    logger.error({ err: error, requestId }, "what came with a former key could not be kept");
  });
}

/** What its address asks is read as a question's is, and before the body. */
async function readPost(request: Request) {
  const { source } = parseInput(postLeadQuery, asked(request));
  return { ...(await readSent(request)), ...(source !== undefined && { source }) };
}

/** The body stays the bytes that came: they are kept before anything reads them. */
async function readSent(request: Request) {
  const sent = Object.fromEntries(request.headers);
  return {
    ...(await readBodyBytes(request, MAX_BODY)),
    headers: keptHeaders(sent, [presentedKey(request.headers) ?? ""]),
    ip: clientAddress(request.headers),
    ...(sent["idempotency-key"] !== undefined && { idempotencyKey: sent["idempotency-key"] }),
  };
}
