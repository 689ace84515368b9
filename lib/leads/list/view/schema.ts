import { MAX_TEXT } from "@/lib/leads/list/schema";
import type { AddressParams, ListParam } from "@/lib/leads/list/schema";

/** What a list leaves out: of its address, the end of what is searched, or the view it would have begun with. */
export type ListProblem = ListParam | "searchEnd" | "firstView";

/** Only so much of what is searched is asked. */
export function isSearchCut({ q }: AddressParams): boolean {
  return ([q].flat()[0]?.trim().length ?? 0) > MAX_TEXT;
}
