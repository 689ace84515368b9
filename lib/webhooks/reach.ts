import { namesIn, needsOf, OUTWARD_GROUPS } from "@/lib/webhooks/outward/schema";
import type { Changes } from "@/lib/core/events";
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
  const scope = scopeFor(keeper, event.name);
  if (scope !== "any" && scope !== "company") return false;
  const isIn = (ids: readonly string[]) => event.companyIds.some((id) => ids.includes(id));
  return (everyCompany || isIn(companyIds)) && (scope === "any" || isIn(keeper?.companyIds ?? []));
}

function scopeFor(keeper: Keeper | null, name: string): Scope | undefined {
  const needs = needsOf(name);
  return needs && (keeper ? keeper.permissions[needs] : "any");
}

type Saying = Told & { changes: Changes; payload: Record<string, unknown> };

/** An event without the companies that this reader isn't told of: it may have been another's before, or be a second one's. */
export function withinReach<Event extends Saying>({ everyCompany, companyIds, keeper }: Wanting, event: Event): Event {
  const isAny = scopeFor(keeper, event.name) === "any";
  const isReached = (id: string) =>
    (everyCompany || companyIds.includes(id)) && (isAny || keeper?.companyIds.includes(id) === true);
  const reached = event.companyIds.filter(isReached);
  if (reached.length === event.companyIds.length) return event;
  const beyond = new Set(event.companyIds.filter((id) => !isReached(id)));
  const { changes, payload } = event;
  return {
    ...event,
    companyIds: reached,
    changes: without(changes, beyond) as Changes,
    payload: without(payload, beyond) as Saying["payload"],
  };
}

/** Of a list it is taken out; alone it is nothing. */
function without(value: unknown, ids: ReadonlySet<string>): unknown {
  if (typeof value === "string") return ids.has(value) ? null : value;
  if (Array.isArray(value))
    return value.filter((one) => typeof one !== "string" || !ids.has(one)).map((one) => without(one, ids));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, ids)]));
}
