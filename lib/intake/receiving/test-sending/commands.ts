import { authorize } from "@/lib/core/ctx";
import { precondition } from "@/lib/core/errors";
import { postToOwnDoor } from "@/lib/intake/receiving/test-sending/gateway";
import { sourceDoor } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { SourceInput } from "@/lib/intake/sources/schema";

/** A plugin's test ping: it goes the whole way, is answered and shown, and becomes no lead. */
const PING = JSON.stringify({ test: true });

/** Sends a test through the source's real door. */
export async function sendTest(ctx: Ctx, { sourceId }: SourceInput): Promise<{ deliveryId: string }> {
  authorize(ctx, "intake.manage");
  const { path } = await sourceDoor(ctx, sourceId);
  const { status, delivery } = await postToOwnDoor(path, PING);
  if (status !== 200 || !delivery) throw precondition("testFailed", { status: String(status) });
  return { deliveryId: delivery };
}
