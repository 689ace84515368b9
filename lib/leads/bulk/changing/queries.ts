import { IN, IS_IN, IS_INVITED } from "@/lib/auth/standing/policy";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { invalid, notFound } from "@/lib/core/errors";
import { mayBeChanged, planSql } from "@/lib/leads/bulk/changing/plan";
import { NOT_CHANGED } from "@/lib/leads/bulk/changing/schema";
import { leadListCatalogue } from "@/lib/leads/custom-fields/catalogue/fields";
import { conditionSql } from "@/lib/leads/list/where-sql";
import { openLeadsByOwner } from "@/lib/leads/ownership/queries";
import { exactView } from "@/lib/leads/list/view/queries";
import { visibleLeads } from "@/lib/leads/policy";
import { mayWrite, requireWritable } from "@/lib/leads/sensitive/policy";
import { answerFields } from "@/lib/leads/status/answers";
import { todayAt } from "@/lib/leads/status/queries";
import { renamedTags } from "@/lib/leads/tags/queries";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { BulkChange, Status } from "@/lib/core/prisma/client";
import type { ChangeWorld } from "@/lib/leads/bulk/changing/plan";
import type {
  BulkChangeInput,
  BulkChangeSet,
  BulkInput,
  BulkOwner,
  BulkPreview,
  BulkProgress,
  BulkTags,
  Selection,
  SkippedLead,
  SkipReason,
} from "@/lib/leads/bulk/changing/schema";

/** What would become of the leads chosen, by the same words that the change itself goes by. */
export async function previewBulk(ctx: Ctx, { selection, set }: BulkInput): Promise<BulkPreview> {
  authorize(ctx, "lead.assign");
  const { where, plan, params } = await chosenSql(ctx, selection, set);
  const from = set.kind === "status" ? `l."statusId"::text` : "null";
  const rows = await reader(ctx).$queryRawUnsafe<PlanRecord[]>(
    `select ${plan} as plan, ${from} as "statusId", count(*)::int as count from "Lead" l where ${where} group by 1, 2`,
    ...params.values,
  );
  const none = Object.fromEntries(["change", ...NOT_CHANGED].map((plan) => [plan, 0])) as Omit<BulkPreview, "from">;
  const all = rows.reduce((preview, row) => ({ ...preview, [row.plan]: preview[row.plan] + row.count }), none);
  return { ...all, from: byStatus(rows) };
}

type PlanRecord = { plan: keyof Omit<BulkPreview, "from">; statusId: string | null; count: number };

/** Those that are there already go nowhere. */
function byStatus(rows: readonly PlanRecord[]): BulkPreview["from"] {
  const ids = [...new Set(rows.flatMap(({ plan, statusId }) => (plan === "same" || !statusId ? [] : [statusId])))];
  return ids.map((statusId) => {
    const counted = (goes: boolean) =>
      rows
        .filter((row) => row.statusId === statusId && row.plan !== "same" && (row.plan === "change") === goes)
        .reduce((sum, { count }) => sum + count, 0);
    return { statusId, goes: counted(true), stays: counted(false) };
  });
}

/** The leads chosen, as far as the actor sees them, and what becomes of each; as SQL about the lead `l`. */
export async function chosenSql(ctx: Ctx, selection: Selection, set: BulkChangeSet) {
  const world = await changeWorld(ctx, set);
  const params = new SqlParams();
  const { where, catalogue, options } = await pickedSql(ctx, selection, params);
  const allowed = toSql(mayBeChanged(ctx.actor, set), catalogue, options, params);
  return { where, plan: planSql(set, world, allowed, params), params };
}

/** The leads chosen, as far as the actor sees them. */
async function pickedSql(ctx: Ctx, selection: Selection, params: SqlParams) {
  const view = "query" in selection ? await queryView(ctx, selection.query) : undefined;
  const chosen: Condition = { all: [visibleLeads(ctx.actor), view?.condition ?? { all: [] }] };
  const me = ctx.actor.type === "user" ? ctx.actor.id : undefined;
  const fields = view?.fields ?? [];
  const options = { now: ctx.now(), timeZone: view?.timeZone ?? "UTC", me };
  const seen = conditionSql(ctx, { condition: chosen, timeZone: options.timeZone, fields }, params);
  return { where: `${namedSql(selection, params)} and ${seen}`, catalogue: leadListCatalogue(fields), options };
}

function namedSql(selection: Selection, params: SqlParams): string {
  if ("ids" in selection) return `l.id = any(${params.add(selection.ids, "uuid[]")})`;
  const { except = [] } = selection;
  return except.length === 0 ? "true" : `l.id <> all(${params.add(except, "uuid[]")})`;
}

/** Who can be given at least one of the leads chosen: how many of them, and how many open ones they have already. */
export async function bulkOwners(ctx: Ctx, selection: Selection): Promise<BulkOwner[]> {
  authorize(ctx, "lead.assign");
  const params = new SqlParams();
  const { where, catalogue, options } = await pickedSql(ctx, selection, params);
  const assigned = toSql(visibleLeads(ctx.actor, "lead.assign"), catalogue, options, params);
  const rows = await reader(ctx).$queryRawUnsafe<Omit<BulkOwner, "openLeads">[]>(
    `with chosen as (select l."companyId", count(*)::int as count from "Lead" l where ${where} and ${assigned} group by 1)
     select u.id::text, trim(u."firstName" || ' ' || u."lastName") as name, u."jobTitle", ${IS_INVITED} as invited, sum(c.count)::int as takes,
            (select sum(count)::int from chosen) as "among"
       from "User" u join chosen c
         on exists (select 1 from "UserCompany" x where x."userId" = u.id and x."companyId" = c."companyId")
         or exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.read' and p.scope = 'any')
      where ${IS_IN}
        and exists (select 1 from "RolePermission" p where p."roleId" = u."roleId" and p.permission = 'lead.update')
      group by u.id order by name, u.id`,
    ...params.values,
  );
  const has = await openLeadsByOwner(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, openLeads: has.get(row.id) ?? 0 }));
}

const MOST_STANDING = 200;

/** The tags that can be given to the leads chosen, and those that can be taken from them. */
export async function bulkTags(ctx: Ctx, selection: Selection): Promise<BulkTags> {
  authorize(ctx, "lead.assign");
  const params = new SqlParams();
  const { where } = await pickedSql(ctx, selection, params);
  const [offered, standing] = await Promise.all([
    reader(ctx).tag.findMany({ where: { active: true }, select: { name: true, tone: true }, orderBy: { name: "asc" } }),
    reader(ctx).$queryRawUnsafe<BulkTags["standing"]>(
      `select c.name, coalesce(t.tone, 'gray') as tone, c.leads
         from (select tag as name, count(*)::int as leads from "Lead" l, unnest(l.tags) tag where ${where} group by 1) c
         left join "Tag" t on t.name = c.name order by c.leads desc, c.name limit ${MOST_STANDING}`,
      ...params.values,
    ),
  ]);
  return { offered, standing };
}

async function queryView(ctx: Ctx, query: string) {
  return exactView(ctx, Object.fromEntries(new URLSearchParams(query)));
}

/** What the change needs to know beside the leads; refuses what names nothing that can be given. */
export async function changeWorld(ctx: Ctx, set: BulkChangeSet): Promise<ChangeWorld> {
  const read = reader(ctx);
  const statuses = await read.status.findMany({ where: { active: true } });
  const withPart = (part: string) => statuses.find((status) => status.part === part)?.id;
  if (set.kind === "tags" && set.add.length + set.remove.length === 0) throw invalid({ tags: "required" });
  const companyIds = set.kind === "owner" && set.ownerId ? await companiesOf(ctx, set.ownerId) : null;
  const asked = set.kind === "status" ? await askedBy(ctx, set, statuses) : { barredIds: [], lacksAmount: false };
  const renamed = set.kind === "tags" ? await renamedTags(read) : new Map<string, string | null>();
  const parts = { pendingId: withPart("start") ?? "", assignedId: withPart("assigned") ?? null };
  return { ...parts, companyIds, renamed, ...asked };
}

/** From where the status can't be gone to; refuses what isn't answered of what it asks. */
async function askedBy(ctx: Ctx, set: Extract<BulkChangeSet, { kind: "status" }>, statuses: Status[]) {
  const read = reader(ctx);
  const wanted = statuses.find(({ id }) => id === set.statusId);
  if (!wanted) throw invalid({ statusId: "notValid" });
  const { lostReasonId } = set;
  const reasons = lostReasonId ? await read.lostReason.count({ where: { id: lostReasonId, active: true } }) : 0;
  const today = set.holdUntil ? await todayAt(read, ctx.now()) : "";
  // Of an amount each lead is asked for itself.
  const known = { history: false, today, reasonIsKnown: reasons > 0, hasAmount: true };
  const fields = answerFields(wanted, { ...set, amountCents: set.amountCents ?? undefined }, known);
  if (Object.keys(fields).length > 0) throw invalid(fields);
  const barred = await read.barredMove.findMany({ where: { toId: wanted.id }, select: { fromId: true } });
  if (set.amountCents != null) requireWritable(ctx, ["amount"]);
  const isAsked = wanted.asksAmount === "required" && mayWrite(ctx.actor, "amount");
  const lacksAmount = isAsked && (set.amountCents ?? null) === null;
  return { barredIds: barred.map(({ fromId }) => fromId), lacksAmount };
}

/** The companies whose leads this person can own now; null for every one. */
async function companiesOf(ctx: Ctx, ownerId: string): Promise<string[] | null> {
  const user = await reader(ctx).user.findFirst({
    where: { id: ownerId, ...IN, role: { permissions: { some: { permission: "lead.update" } } } },
    select: {
      companies: { select: { companyId: true } },
      role: { select: { permissions: { where: { permission: "lead.read", scope: "any" } } } },
    },
  });
  if (!user) throw invalid({ ownerId: "notValid" });
  return user.role.permissions.length > 0 ? null : user.companies.map(({ companyId }) => companyId);
}

/** One's own change. */
export async function findChange(ctx: Ctx, changeId: string): Promise<BulkChange> {
  const userId = ctx.actor.type === "user" ? ctx.actor.id : "";
  const found = userId ? await reader(ctx).bulkChange.findFirst({ where: { id: changeId, userId } }) : null;
  if (!found) throw notFound();
  return found;
}

type Counted = { outcome: string; reason: string; undo: string; count: number };

/** How far it is, and how it comes out. */
export async function bulkProgress(ctx: Ctx, { changeId }: BulkChangeInput): Promise<BulkProgress> {
  return progressOf(ctx, await findChange(ctx, changeId));
}

async function progressOf(ctx: Ctx, change: BulkChange): Promise<BulkProgress> {
  const rows = await reader(ctx).$queryRawUnsafe<Counted[]>(
    `select outcome, reason, undo, count(*)::int as count from "BulkChangeRow" where "changeId" = $1::uuid group by 1, 2, 3`,
    change.id,
  );
  const sum = (fits: (row: Counted) => boolean) => rows.filter(fits).reduce((total, { count }) => total + count, 0);
  const changed = sum(({ outcome }) => outcome === "changed");
  const undone = sum(({ undo }) => undo === "undone");
  const kept = sum(({ undo }) => undo === "kept");
  const reasons = [...new Set(rows.filter(({ outcome }) => outcome === "skipped").map(({ reason }) => reason))];
  const stage = change.stage as BulkProgress["stage"];
  return {
    id: change.id,
    kind: (change.set as BulkChangeSet).kind,
    stage,
    state: change.state as BulkProgress["state"],
    total: stage === "undo" ? changed : change.total,
    settled: stage === "undo" ? undone + kept : sum(({ outcome }) => outcome !== ""),
    changed,
    same: sum(({ outcome }) => outcome === "same"),
    skipped: reasons.map((reason) => ({
      reason: reason as SkipReason,
      count: sum((row) => row.outcome === "skipped" && row.reason === reason),
    })),
    undone,
    kept,
  };
}

const STILL_NEWS_MS = 15 * 60_000;
/** Kept out of the way of whoever reads them: more are in the ledger. */
const MOST_NAMED = 200;

/** One's own change that is at work, or came to its end a moment ago. */
export async function latestChange(ctx: Ctx): Promise<BulkProgress | null> {
  if (ctx.actor.type !== "user") return null;
  const found = await reader(ctx).bulkChange.findFirst({
    where: { userId: ctx.actor.id },
    orderBy: { createdAt: "desc" },
  });
  const since = ctx.now().getTime() - STILL_NEWS_MS;
  if (!found || (found.state === "done" && (found.finishedAt?.getTime() ?? 0) < since)) return null;
  return progressOf(ctx, found);
}

/** The leads that weren't changed though they were to be, and those that an undo left as somebody made them since. */
export async function skippedLeads(ctx: Ctx, { changeId }: BulkChangeInput): Promise<SkippedLead[]> {
  await findChange(ctx, changeId);
  const rows = await reader(ctx).bulkChangeRow.findMany({
    where: { changeId, OR: [{ outcome: "skipped" }, { undo: "kept" }] },
    orderBy: { line: "asc" },
    take: MOST_NAMED,
    select: { leadNumber: true, reason: true, undo: true, undoReason: true },
  });
  return rows.map(({ leadNumber, reason, undo, undoReason }) => ({
    number: leadNumber,
    reason: (undo === "kept" ? undoReason : reason) as SkippedLead["reason"],
  }));
}
