import { openAssigner } from "@/lib/assignment/assigning/commands";
import { saveAssignment } from "@/lib/assignment/rules/commands";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { createLeads } from "@/lib/leads/batch/commands";
import { ctxOf, makeUser, newLead } from "@/tests/support/house";
import type { AssignmentRule, Caps } from "@/lib/assignment/schema";
import type { NewLead } from "@/lib/leads/commands";

const ALWAYS = Array.from({ length: 7 }, () => [[0, 1440]]);

/** Everybody works at every hour, so that no test depends on when it runs. */
export async function workAlways(): Promise<void> {
  await database().workingCalendar.updateMany({ data: { week: ALWAYS } });
}

/** A rule for every lead of a company. */
export function ruleFor(companyId: string, userIds: string[], more: Partial<AssignmentRule> = {}): AssignmentRule {
  return {
    id: newId(),
    name: "Transporte",
    condition: { field: "company", op: "is", value: companyId },
    pool: { userIds, companyIds: [], ownCompany: false },
    method: "roundRobin",
    weights: {},
    cap: null,
    remind: null,
    takeBack: null,
    ...more,
  };
}

/** These rules and no others count from now on. */
export async function setRules(rules: AssignmentRule[], caps: Caps = { everybody: null, people: {} }): Promise<number> {
  const { version } = await readAssignment(database());
  const admin = await makeUser("admin");
  return (await saveAssignment(ctxOf(admin), { rules, caps, seen: version, restoredFrom: null })).version;
}

/** New leads of a company, as a batch of arrivals makes them. */
export async function arrive(
  companyId: string,
  count: number,
  more: Partial<NewLead> & { at?: Date; history?: boolean } = {},
): Promise<string[]> {
  const { history = false, ...given } = more;
  const at = given.at ?? new Date();
  const input = await newLead(companyId, { ...given, at });
  return mutate(systemCtx("test", { now: () => at }), async (tx) => {
    const assigner = await openAssigner(tx, await readAssignment(tx), { at, isOpen: () => true });
    const ctx = systemCtx("test", { now: () => at, history });
    const made = await createLeads(
      tx,
      Array.from({ length: count }, () => ({ ctx, input })),
      assigner?.decide,
    );
    await assigner?.close();
    return made.map(({ id }) => id);
  });
}

/** Whose the leads are, in the order asked. */
export async function ownersOf(leadIds: string[]): Promise<(string | null)[]> {
  const leads = await database().lead.findMany({ where: { id: { in: leadIds } }, select: { id: true, ownerId: true } });
  return leadIds.map((id) => leads.find((lead) => lead.id === id)?.ownerId ?? null);
}

export function countBy(owners: (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

/** The one at that place, which is there. */
export function nth<T>(list: readonly T[], place: number): T {
  const found = list.at(place);
  if (found === undefined) throw new Error(`there is nothing at ${place}`);
  return found;
}
