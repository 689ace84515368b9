import { amountOf } from "@/lib/leads/bulk/policy";
import { visibleLeads } from "@/lib/leads/policy";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import { MOST_TAGS } from "@/lib/leads/tags/schema";
import type { Condition } from "@/lib/core/condition/schema";
import type { Actor } from "@/lib/core/ctx";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";
import type { BulkLead, BulkSet } from "@/lib/leads/bulk/schema";
import type { RenamedTags } from "@/lib/leads/tags/renamed/schema";

export type ChangeWorld = {
  /** The statuses that mean something here. */
  pendingId: string;
  assignedId: string | null;
  /** The companies whose leads the new owner can have: null for all. */
  companyIds: string[] | null;
  /** The statuses from which the new one can't be gone to. */
  barredIds: string[];
  /** It asks for an amount, and none was said: who has one already needs none. */
  lacksAmount: boolean;
  /** What tags are called now that had another name when the change was asked for, or just before. */
  renamed: RenamedTags;
};

/** Many at once is whoever assigns'; a status besides whoever changes it. */
export function mayBeChanged(actor: Actor, { kind }: BulkChangeSet): Condition {
  const assigns = visibleLeads(actor, "lead.assign");
  return kind === "status" ? { all: [assigns, visibleLeads(actor, "lead.changeStatus")] } : assigns;
}

/** The value of the lead `l` that the change is about, as jsonb. */
export function seenSql({ kind }: BulkChangeSet): string {
  if (kind === "owner") return `to_jsonb(l."ownerId"::text)`;
  // A task is put beside whatever the lead is.
  if (kind === "task") return "null::jsonb";
  return kind === "status" ? `to_jsonb(l."statusId"::text)` : "to_jsonb(l.tags)";
}

/** What the change makes of the lead `l`, as SQL: `change`, `same`, or why not. The twin of `planOne`. */
export function planSql(set: BulkChangeSet, world: ChangeWorld, allowed: string, params: SqlParams): string {
  const cases = [`when not (${allowed}) then 'notAllowed'`];
  if (set.kind === "owner") {
    const stays = `l."ownerId" is not distinct from ${params.add(set.ownerId, "uuid")}`;
    // Whoever looks at a pending lead first is confirmed by it.
    const confirms = set.ownerId !== null && world.assignedId !== null;
    const pending = confirms && ` and l."statusId" <> ${params.add(world.pendingId, "uuid")}`;
    cases.push(`when ${stays}${pending || ""} then 'same'`);
    if (set.ownerId && world.companyIds)
      cases.push(`when not (l."companyId" = any(${params.add(world.companyIds, "uuid[]")})) then 'notTheirs'`);
  } else if (set.kind === "status") {
    cases.push(`when l."statusId" = ${params.add(set.statusId, "uuid")} then 'same'`);
    if (set.statusId === world.assignedId) cases.push(`when l."ownerId" is null then 'ownerFirst'`);
    cases.push(`when l."statusId" = any(${params.add(world.barredIds, "uuid[]")}) then 'wayBarred'`);
    if (world.lacksAmount) cases.push(`when l."amountCents" is null then 'noAmount'`);
  } else if (set.kind === "tags") {
    const [add, remove] = [params.add(set.add, "text[]"), params.add(set.remove, "text[]")];
    cases.push(`when l.tags @> ${add} and not (l.tags && ${remove}) then 'same'`);
    const after = `((select unnest(l.tags) except select unnest(${remove})) union (select unnest(${add}) except select unnest(l.tags)))`;
    const many = `cardinality(l.tags) + cardinality(${add}) > ${MOST_TAGS}`;
    cases.push(
      `when ${many} and (select count(*) from ${after} t) > greatest(${MOST_TAGS}, cardinality(l.tags)) then 'tooManyTags'`,
    );
  }
  return `case ${cases.join(" ")} else 'change' end`;
}

export type Planned =
  { set: BulkSet } | { same: true } | { skip: "notTheirs" | "ownerFirst" | "wayBarred" | "noAmount" | "tooManyTags" };

/** What the change makes of a lead that stands locked. */
export function planOne(lead: BulkLead, set: BulkChangeSet, world: ChangeWorld): Planned {
  if (set.kind === "owner") {
    const isPending = set.ownerId !== null && world.assignedId !== null && lead.statusId === world.pendingId;
    if (lead.ownerId === set.ownerId && !isPending) return { same: true };
    if (set.ownerId && world.companyIds?.includes(lead.companyId) === false) return { skip: "notTheirs" };
    return { set: { owner: set.ownerId, ...(isPending && world.assignedId && { status: world.assignedId }) } };
  }
  if (set.kind === "status") {
    if (lead.statusId === set.statusId) return { same: true };
    if (set.statusId === world.assignedId && !lead.ownerId) return { skip: "ownerFirst" };
    if (world.barredIds.includes(lead.statusId)) return { skip: "wayBarred" };
    if (world.lacksAmount && amountOf(lead) === null) return { skip: "noAmount" };
    return { set: { status: set.statusId, ...answersOf(lead, set) } };
  }
  if (set.kind === "task") return { set: {} };
  return planTags(lead.tags ?? [], set, world);
}

/** In the words of when it was asked for, and what comes of it in today's. */
function planTags(asked: string[], set: Extract<BulkChangeSet, { kind: "tags" }>, { renamed }: ChangeWorld): Planned {
  const kept = asked.filter((tag) => !set.remove.includes(tag));
  const added = set.add.filter((tag) => !asked.includes(tag));
  const before = tagsNow(asked, renamed);
  const tags = tagsNow([...kept, ...added], renamed);
  if (tags.length === before.length && tags.every((tag) => before.includes(tag))) return { same: true };
  return tags.length > MOST_TAGS && tags.length > before.length ? { skip: "tooManyTags" } : { set: { tags } };
}

/** Said once for all; an amount is for the leads that have none, the others keep theirs. */
function answersOf(lead: BulkLead, set: Extract<BulkChangeSet, { kind: "status" }>): BulkSet {
  const { lostReasonId = null, holdUntil = null, amountCents = null } = set;
  const saysAmount = amountCents !== null && amountOf(lead) === null;
  return { lostReason: lostReasonId, holdUntil, ...(saysAmount && { amount: amountCents }) };
}

/** Whether the lead still is what it was; a tag that was renamed since is the same one. */
export function isAsSeen(lead: BulkLead, set: BulkChangeSet, seen: unknown, { renamed }: ChangeWorld): boolean {
  const now = seenOf(lead, set);
  if (!Array.isArray(now)) return JSON.stringify(now) === JSON.stringify(seen);
  return JSON.stringify(tagsNow(now, renamed)) === JSON.stringify(tagsNow(seen as string[], renamed));
}

/** The value that the change is about, as `seenSql` keeps it. */
function seenOf(lead: BulkLead, { kind }: BulkChangeSet): string | string[] | null {
  if (kind === "owner") return lead.ownerId;
  if (kind === "task") return null;
  return kind === "status" ? lead.statusId : (lead.tags ?? []);
}
