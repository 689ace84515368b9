import { isId } from "@/lib/core/id";
import { isDeliveryState } from "@/lib/intake/deliveries/schema";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What a list of deliveries is asked for in the address; nonsense asks for nothing. */
export async function readAsked(
  searchParams: SearchParams,
): Promise<{ state: DeliveryState | undefined; before: string | undefined }> {
  const { state, before } = await searchParams;
  return {
    state: typeof state === "string" && isDeliveryState(state) ? state : undefined,
    before: typeof before === "string" && isId(before) ? before : undefined,
  };
}
