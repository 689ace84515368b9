import { Outcome } from "@/lib/core/errors";
import type { Ctx } from "@/lib/core/ctx";

/** How an act ended: "yes", or the code it was refused with. */
export async function cameTo<Target>(
  act: ((ctx: Ctx, target: Target) => Promise<unknown>) | undefined,
  ctx: Ctx,
  target: Target,
): Promise<string> {
  try {
    await act?.(ctx, target);
    return "yes";
  } catch (error) {
    return error instanceof Outcome ? error.code : String(error);
  }
}
