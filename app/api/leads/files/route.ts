import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { chunksOf } from "@/lib/core/files/body";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { uploadFile } from "@/lib/leads/files/commands";
import { uploadAddress } from "@/lib/leads/files/schema";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = {
  ...{ UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, PRECONDITION: 412, INTERNAL: 500 },
};
/** A form of another site can't send this type without asking first. */
const TYPE = "application/octet-stream";

/** A file for a lead, as the body's bytes: streamed to where files are kept. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    if (request.headers.get("content-type") !== TYPE || !request.body) throw new Outcome("INVALID");
    const { lead, name } = parseInput(uploadAddress, Object.fromEntries(new URL(request.url).searchParams));
    const length = request.headers.get("content-length");
    const said = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
    return uploadFile(ctxFor(actor, requestId, fromRequest("screen", request.headers)), {
      leadId: lead,
      name,
      said,
      body: chunksOf(request.body),
    });
  });
  const { ok, ...answer } = result;
  return Response.json(ok ? result.data : answer, {
    status: result.ok ? 200 : (STATUS[result.code] ?? 422),
    headers: { "cache-control": "no-store" },
  });
}
