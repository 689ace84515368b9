import type { AssignmentRule, Caps, Method, Option, PoolPerson } from "@/lib/assignment/schema";

/** `id` is missing while it was never saved. */
export type DraftRule = Omit<AssignmentRule, "id"> & { id?: string | undefined };
export type Draft = { rules: DraftRule[]; caps: Caps };

export type AssignmentChoices = {
  people: PoolPerson[];
  companies: Option[];
  leadTypes: Option[];
  sources: Option[];
};

export const METHOD_KEYS = [
  "roundRobin",
  "weighted",
  "leastOpen",
  "bestResult",
  "named",
] as const satisfies readonly Method[];

export const NEW_RULE: DraftRule = {
  name: "",
  condition: { all: [] },
  pool: { userIds: [], companyIds: [], ownCompany: false },
  method: "roundRobin",
  weights: {},
  cap: null,
  remind: null,
  takeBack: null,
};

/** Whether there is anybody to ask. */
export function asksSomebody({ method, pool }: DraftRule): boolean {
  if (method === "named") return pool.userIds.length === 1;
  return pool.userIds.length > 0 || pool.companyIds.length > 0 || pool.ownCompany;
}

/** Whether the reminder comes before the lead is given on. */
export function areInOrder({ remind, takeBack }: DraftRule): boolean {
  return remind === null || takeBack === null || remind < takeBack;
}

/** The rule without what its method doesn't ask. */
export function tidied(rule: DraftRule): DraftRule {
  const { method, pool, weights } = rule;
  const named = method === "named";
  const kept = Object.entries(weights).filter(([id, weight]) => weight > 1 || pool.userIds.includes(id));
  return {
    ...rule,
    name: rule.name.trim(),
    pool: named ? { userIds: pool.userIds.slice(0, 1), companyIds: [], ownCompany: false } : pool,
    weights: method === "weighted" ? Object.fromEntries(kept) : {},
  };
}

export function personName(id: string, { people }: AssignmentChoices, former: string): string {
  return people.find((one) => one.id === id)?.name ?? former;
}
