import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { chunksOf } from "@/lib/core/files/body";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { uploadImport } from "@/lib/intake/importing/commands";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, PRECONDITION: 412, INTERNAL: 500 };
/** A form of another site can't send this type without asking first. */
const TYPE = "application/octet-stream";

/** A file to import, as the body's bytes: streamed to disk, however large. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    if (request.headers.get("content-type") !== TYPE || !request.body) throw new Outcome("INVALID");
    const fileName = new URL(request.url).searchParams.get("name") ?? "";
    return uploadImport(ctxFor(actor, requestId, fromRequest("screen", request.headers)), {
      fileName,
      body: chunksOf(request.body),
    });
  });
  const { ok, ...answer } = result;
  return Response.json(ok ? result.data : answer, {
    status: result.ok ? 200 : (STATUS[result.code] ?? 422),
    headers: { "cache-control": "no-store" },
  });
}
