import { currentActor } from "@/lib/auth/session";
import { attempt, ctxFor, parseInput } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { isFromElsewhere } from "@/lib/core/origin";
import { simulate } from "@/lib/assignment/simulating/queries";
import { simulateInput } from "@/lib/assignment/simulating/schema";
import { canManageAssignment } from "@/lib/assignment/policy";
import type { SimulationLine } from "@/lib/assignment/simulating/schema";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, INVALID: 422, INTERNAL: 500 };

/** Past leads given by rules that aren't saved: how far it is, line by line, and what came of it. Who hangs up stops it. */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId();
  const result = await attempt(requestId, async () => {
    if (isFromElsewhere(request)) throw new Outcome("FORBIDDEN");
    const actor = await currentActor();
    if (!actor) throw new Outcome("UNAUTHENTICATED");
    if (!canManageAssignment(actor)) throw new Outcome("FORBIDDEN");
    const body: unknown = await request.json().catch(() => null);
    return { ctx: ctxFor(actor, requestId), input: parseInput(simulateInput, body) };
  });
  if (!result.ok) return Response.json(result, { status: STATUS[result.code] ?? 404 });
  const { ctx, input } = result.data;
  let stopped = false;
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    async start(controller) {
      const say = (line: SimulationLine) => {
        if (!stopped) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const ended = await attempt(requestId, () =>
        simulate(ctx, input, {
          progress: (leads) => {
            say({ kind: "progress", leads });
          },
          isStopped: () => stopped || request.signal.aborted,
        }),
      );
      if (!ended.ok) say({ kind: "failed", requestId });
      else if (ended.data) say({ kind: "done", simulation: ended.data });
      if (!stopped) controller.close();
    },
    cancel() {
      stopped = true;
    },
  });
  return new Response(body, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
}
