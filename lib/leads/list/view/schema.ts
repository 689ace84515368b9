import { MAX_TEXT } from "@/lib/leads/list/schema";
import type { AddressParams, LeadList, ListChoices, ListParam } from "@/lib/leads/list/schema";

/** What a list leaves out: of its address, the end of what is searched, the view it would have begun with, or others' leads. */
export type ListProblem = ListParam | "searchEnd" | "firstView" | "others";

/** What a page says of its list: whoever sees only their own leads is told so rather than that an owner isn't understood. */
export function problemsSaid(view: {
  list: Pick<LeadList, "owner">;
  choices: Pick<ListChoices, "seesOthers" | "meId">;
  problems: ListProblem[];
}): ListProblem[] {
  const { list, choices, problems } = view;
  const asksOthers = problems.includes("owner") || list.owner.some((one) => one !== "me" && one !== choices.meId);
  if (choices.seesOthers || !asksOthers) return problems;
  return [...problems.filter((name) => name !== "owner"), "others"];
}

/** Only so much of what is searched is asked. */
export function isSearchCut({ q }: AddressParams): boolean {
  return ([q].flat()[0]?.trim().length ?? 0) > MAX_TEXT;
}
