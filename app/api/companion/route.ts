import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { fromRequest } from "@/lib/core/from-where";
import { newId } from "@/lib/core/id";
import { companionZip } from "@/lib/intake/companion/queries";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403 };

/** Our WordPress plugin, to be uploaded there as it is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    return companionZip(ctxFor(actor, requestId, fromRequest("screen", request.headers)));
  });
  if (!result.ok) return Response.json({ code: result.code }, { status: STATUS[result.code] ?? 500 });
  return new Response(result.data, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="leads-manager.zip"',
      "cache-control": "no-store",
    },
  });
}
