import { columnOf } from "@/lib/leads/bulk/schema";
import { visibleLeads } from "@/lib/leads/policy";
import type { Condition } from "@/lib/core/condition/schema";
import type { Actor } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";
import type { BulkField, BulkLead, BulkSet } from "@/lib/leads/bulk/schema";

/** The statuses that mean something here, and the companies whose leads the new owner can have: null for all. */
export type ChangeWorld = { pendingId: string; assignedId: string | null; companyIds: string[] | null };

/** Many at once is whoever assigns'; a status besides whoever changes it. */
export function mayBeChanged(actor: Actor, { kind }: BulkChangeSet): Condition {
  const assigns = visibleLeads(actor, "lead.assign");
  return kind === "status" ? { all: [assigns, visibleLeads(actor, "lead.changeStatus")] } : assigns;
}

/** The value of the lead `l` that the change is about, as jsonb. */
export function seenSql({ kind }: BulkChangeSet): string {
  if (kind === "owner") return `to_jsonb(l."ownerId"::text)`;
  return kind === "status" ? `to_jsonb(l."statusId"::text)` : "to_jsonb(l.tags)";
}

/** What the change makes of the lead `l`, as SQL: `change`, `same`, or why not. The twin of `planOne`. */
export function planSql(set: BulkChangeSet, world: ChangeWorld, allowed: string, params: SqlParams): string {
  const cases = [`when not (${allowed}) then 'notAllowed'`];
  if (set.kind === "owner") {
    cases.push(`when l."ownerId" is not distinct from ${params.add(set.ownerId, "uuid")} then 'same'`);
    if (set.ownerId && world.companyIds)
      cases.push(`when not (l."companyId" = any(${params.add(world.companyIds, "uuid[]")})) then 'notTheirs'`);
  } else if (set.kind === "status") {
    cases.push(`when l."statusId" = ${params.add(set.statusId, "uuid")} then 'same'`);
    if (set.statusId === world.assignedId) cases.push(`when l."ownerId" is null then 'ownerFirst'`);
  } else {
    const [add, remove] = [params.add(set.add, "text[]"), params.add(set.remove, "text[]")];
    cases.push(`when l.tags @> ${add} and not (l.tags && ${remove}) then 'same'`);
  }
  return `case ${cases.join(" ")} else 'change' end`;
}

export type Planned = { set: BulkSet } | { same: true } | { skip: "notTheirs" | "ownerFirst" };

/** What the change makes of a lead that stands locked. */
export function planOne(lead: BulkLead, set: BulkChangeSet, world: ChangeWorld): Planned {
  if (set.kind === "owner") {
    if (lead.ownerId === set.ownerId) return { same: true };
    if (set.ownerId && world.companyIds?.includes(lead.companyId) === false) return { skip: "notTheirs" };
    const moves = set.ownerId !== null && lead.statusId === world.pendingId;
    return { set: { owner: set.ownerId, ...(moves && world.assignedId && { status: world.assignedId }) } };
  }
  if (set.kind === "status") {
    if (lead.statusId === set.statusId) return { same: true };
    if (set.statusId === world.assignedId && !lead.ownerId) return { skip: "ownerFirst" };
    return { set: { status: set.statusId } };
  }
  const before = lead.tags ?? [];
  const tags = [
    ...before.filter((tag) => !set.remove.includes(tag)),
    ...set.add.filter((tag) => !before.includes(tag)),
  ];
  const isSame = tags.length === before.length && tags.every((tag) => before.includes(tag));
  return isSame ? { same: true } : { set: { tags } };
}

/** The value that the change is about, as `seenSql` keeps it. */
export function seenOf(lead: BulkLead, { kind }: BulkChangeSet): string | string[] | null {
  if (kind === "owner") return lead.ownerId;
  return kind === "status" ? lead.statusId : (lead.tags ?? []);
}

/** Back to what it was, where it still is what the change made it. */
export function restoring(lead: BulkLead, changes: Changes): { back: BulkSet; isWhole: boolean } {
  const back: BulkSet = {};
  let isWhole = true;
  for (const [field, { from, to }] of Object.entries(changes) as [BulkField, Changes[string]][]) {
    if (JSON.stringify(lead[columnOf(field)]) === JSON.stringify(to)) Object.assign(back, { [field]: from });
    else isWhole = false;
  }
  return { back, isWhole };
}
