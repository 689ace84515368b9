import { namesIn, needsOf, OUTWARD_GROUPS } from "@/lib/webhooks/outward/schema";
import type { Permission, Scope } from "@/lib/core/permissions";

/** Whoever stands behind an address: no more is sent than they may read. */
export type Keeper = { permissions: Readonly<Partial<Record<Permission, Scope>>>; companyIds: readonly string[] };

/** All that may be told outside. */
export const EVERY_EVENT: readonly string[] = OUTWARD_GROUPS.flatMap(namesIn);

export type Wanting = {
  events: readonly string[];
  everyCompany: boolean;
  companyIds: readonly string[];
  /** Null: the operator's shell. */
  keeper: Keeper | null;
};

type Told = { name: string; subjectType: string; companyIds: readonly string[] };

/** Whether an address is sent this event. What is no company's is for whoever reads every company. */
export function isWanted({ events, everyCompany, companyIds, keeper }: Wanting, event: Told): boolean {
  if (!events.includes(event.name) && !events.includes(`${event.subjectType}.*`)) return false;
  const needs = needsOf(event.name);
  if (!needs) return false;
  const scope = keeper ? keeper.permissions[needs] : "any";
  if (scope !== "any" && scope !== "company") return false;
  const isIn = (ids: readonly string[]) => event.companyIds.some((id) => ids.includes(id));
  return (everyCompany || isIn(companyIds)) && (scope === "any" || isIn(keeper?.companyIds ?? []));
}
