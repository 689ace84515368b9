import { isDeliveryState } from "@/lib/intake/deliveries/schema";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a piece of an address can be an id; the database would call anything else an error. */
export const isId = (text: string): boolean => UUID.test(text);

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
