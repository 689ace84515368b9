import type { ListParam } from "@/lib/leads/list/schema";

/** What a list leaves out: of its address, or the view it would have begun with. */
export type ListProblem = ListParam | "firstView";
