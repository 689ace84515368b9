import { SqlParams } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { together } from "@/lib/core/together";
import { STILL_WAITING } from "@/lib/assignment/people/queries";
import { seesColleagues } from "@/lib/assignment/policy";
import { requireLead } from "@/lib/leads/queries";
import { BY_ASSIGNMENT } from "@/lib/leads/ownership/schema";
import { visibleUsers } from "@/lib/users/policy";
import { fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type {
  LeadStory,
  ReceiptLine,
  Receipts,
  ReceiptView,
  Story,
  WaitingView,
} from "@/lib/assignment/receipts/schema";
import type { Receipt, ReceiptPerson } from "@/lib/assignment/schema";

type Row = {
  id: string;
  ownerId: string | null;
  owner: string | null;
  by: string | null;
  method: string;
  reason: string;
  receipt: Receipt;
  occurredAt: string;
};

/** The newest first. */
const ASSIGNMENTS = `
  select a.id, a."ownerId", trim(o."firstName" || ' ' || o."lastName") as owner,
         trim(b."firstName" || ' ' || b."lastName") as by, a.method, a.reason, a.receipt, a."occurredAt"
    from "Assignment" a
    left join "User" o on o.id = a."ownerId"
    left join "User" b on b.id = a."actorId"
   where a."leadId" = $1::uuid
   order by a."occurredAt" desc, a.id desc`;

type WaitingRow = { since: string; receipt: Receipt };

const WAITING = `
  select w.since, w.receipt from "WaitingLead" w join "Lead" l on l.id = w."leadId" join "Status" s on s.id = l."statusId"
   where w."leadId" = $1::uuid and ${STILL_WAITING}`;

/** Why a lead is whose it is, or since when it waits: for one that was just read under the reader's rights. */
export async function storyOf(ctx: Ctx, { leadId }: { leadId: string }): Promise<LeadStory> {
  const { rows, waiting } = await read(ctx, leadId, 1);
  const last = rows[0];
  const given = last?.method === BY_ASSIGNMENT ? last : undefined;
  const names = await namesFor(ctx, given ? [given.receipt] : []);
  return { given: given ? told(ctx, given, names) : null, waiting: waiting ? waitingOf(waiting) : null };
}

async function read(ctx: Ctx, leadId: string, most: number): Promise<{ rows: Row[]; waiting: WaitingRow | undefined }> {
  const params = new SqlParams();
  params.add(leadId, "uuid");
  const lists = { rows: `${ASSIGNMENTS} limit ${most}`, waiting: WAITING };
  const { rows, waiting } = await together<{ rows: Row; waiting: WaitingRow }>(ctx, lists, params);
  return { rows, waiting: waiting[0] };
}

const SHOWN = 20;

/** Every assignment of a lead with its receipt, the newest first; of others as much as the reader may know of them. */
export async function receiptsOf(ctx: Ctx, { leadId }: { leadId: string }): Promise<Receipts> {
  await requireLead(ctx, leadId);
  const { rows, waiting } = await read(ctx, leadId, SHOWN);
  const byRule = rows.filter(({ method }) => method === BY_ASSIGNMENT);
  const names = await namesFor(ctx, [...byRule.map(({ receipt }) => receipt), ...(waiting ? [waiting.receipt] : [])]);
  return {
    assignments: rows.map((row) => viewOf(ctx, row, names)),
    waiting: waiting ? { view: waitingOf(waiting), lines: linesOf(ctx, waiting.receipt, null, names) } : null,
  };
}

type Names = ReadonlyMap<string, string>;

/** Those the receipts speak of, as far as they exist for the reader. */
async function namesFor(ctx: Ctx, receipts: readonly Receipt[]): Promise<Names> {
  const ids = receipts.flatMap(({ people, takenFrom }) => [...people.map(({ id }) => id), takenFrom?.id ?? []].flat());
  if (ids.length === 0) return new Map();
  const people = await reader(ctx).user.findMany({
    where: { AND: [{ id: { in: [...new Set(ids)] } }, visibleUsers(ctx.actor)] },
    select: { id: true, firstName: true, lastName: true },
  });
  return new Map(people.map((one) => [one.id, fullName(one)]));
}

const isCandidate = ({ why }: ReceiptPerson) => why === undefined;

function told(ctx: Ctx, { ownerId, receipt }: Pick<Row, "ownerId" | "receipt">, names: Names): Story {
  const { rule, method, people, takenFrom, waited } = receipt;
  const chosen = people.find(({ id }) => id === ownerId);
  const { name, place, version } = rule;
  return {
    rule: { name, place, version },
    method,
    candidates: people.filter(isCandidate).length,
    open: chosen?.open ?? null,
    rate: chosen?.rate ?? null,
    skipped: seesColleagues(ctx.actor)
      ? people.flatMap(({ id, why }) => (why ? [{ name: names.get(id) ?? null, why }] : []))
      : [],
    takenFrom: takenFrom && seesColleagues(ctx.actor) ? (names.get(takenFrom.id) ?? "") : "",
    waitedSince: waited ?? null,
  };
}

function viewOf(ctx: Ctx, row: Row, names: Names): ReceiptView {
  const isByRule = row.method === BY_ASSIGNMENT;
  return {
    id: row.id,
    at: new Date(row.occurredAt).toISOString(),
    to: row.owner ?? "",
    by: row.by ?? "",
    method: row.method,
    reason: isByRule ? "" : row.reason,
    story: isByRule ? told(ctx, row, names) : null,
    lines: isByRule ? linesOf(ctx, row.receipt, row.ownerId, names) : [],
    isCut: isByRule && !seesColleagues(ctx.actor),
  };
}

/** Whoever doesn't see colleagues reads of themselves alone. */
function linesOf(ctx: Ctx, { people }: Receipt, ownerId: string | null, names: Names): ReceiptLine[] {
  const shown = seesColleagues(ctx.actor) ? people : people.filter(({ id }) => names.has(id));
  return shown.map(({ id, why = null, ...numbers }) => ({
    name: names.get(id) ?? null,
    chosen: id === ownerId,
    why,
    open: numbers.open ?? null,
    cap: numbers.cap ?? null,
    weight: numbers.weight ?? null,
    credit: numbers.credit ?? null,
    won: numbers.won ?? null,
    lost: numbers.lost ?? null,
    rate: numbers.rate ?? null,
  }));
}

function waitingOf({ since, receipt }: WaitingRow): WaitingView {
  const { name, place, version } = receipt.rule;
  return { since: new Date(since).toISOString(), rule: name, place, version, behind: receipt.behind ?? 0 };
}
