import type { ListParam } from "@/lib/leads/list/schema";

/** What a list leaves out: of its address, the end of what is searched, or the view it would have begun with. */
export type ListProblem = ListParam | "searchEnd" | "firstView";
