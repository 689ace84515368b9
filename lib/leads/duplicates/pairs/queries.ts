import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { BAND_FROM, bandOf, BANDS, PAIR_PAGE } from "@/lib/leads/duplicates/pairs/schema";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Band, LeadDuplicate, Pair, PairPage, PairSide, Reason } from "@/lib/leads/duplicates/pairs/schema";

type SideRow = Omit<PairSide, "label">;
export type PairRow = { id: string; strength: number; reasons: Reason[]; a: SideRow; b: SideRow };

/** Above this a count says no more. */
export const MOST_COUNTED = 1000;

/** The suggestions whose leads the actor may merge, the strongest first. */
export async function pairPage(
  ctx: Ctx,
  input: { band: Band | undefined; after: string | undefined },
): Promise<PairPage> {
  authorize(ctx, "lead.merge");
  const params = new SqlParams();
  const from = sidesSql(ctx, params);
  const [least, most] = input.band ? rangeOf(input.band) : [0, 101];
  const cursor = readCursor(input.after);
  const where = [
    `p.state = 'open' and p.strength >= ${params.add(least, "integer")} and p.strength < ${params.add(most, "integer")}`,
    ...(cursor
      ? [`(p.strength, p.id) < (${params.add(cursor.strength, "integer")}, ${params.add(cursor.id, "uuid")})`]
      : []),
  ];
  const [rows, counts] = await Promise.all([
    reader(ctx).$queryRawUnsafe<PairRow[]>(
      `select p.id::text, p.strength, p.reasons, a.side as a, b.side as b from "DuplicatePair" p ${from}
        where ${where.join(" and ")} order by p.strength desc, p.id desc limit ${PAIR_PAGE + 1}`,
      ...params.values,
    ),
    countPairs(ctx),
  ]);
  const last = rows.length > PAIR_PAGE ? rows[PAIR_PAGE - 1] : undefined;
  return {
    pairs: rows.slice(0, PAIR_PAGE).map(toPair),
    next: last ? `${last.strength}.${last.id}` : null,
    counts,
  };
}

async function countPairs(ctx: Ctx): Promise<Record<Band, number>> {
  const params = new SqlParams();
  const from = sidesSql(ctx, params);
  const counted = BANDS.map((band) => {
    const [least, most] = rangeOf(band);
    return `(select count(*)::int from (select 1 from "DuplicatePair" p ${from}
              where p.state = 'open' and p.strength >= ${least} and p.strength < ${most} limit ${MOST_COUNTED}) c) as ${band}`;
  });
  const [row] = await reader(ctx).$queryRawUnsafe<Record<Band, number>[]>(
    `select ${counted.join(", ")}`,
    ...params.values,
  );
  return row ?? { strong: 0, likely: 0, possible: 0 };
}

/** A lead's open suggestions that the actor may merge, to be read together with what else hangs on it. */
export function duplicatesSql(ctx: Ctx, params: SqlParams, leadId: string): string {
  const from = sidesSql(ctx, params);
  const id = params.add(leadId, "uuid");
  return `select p.id, p.strength, p.reasons, a.side as a, b.side as b
            from (select * from "DuplicatePair" where "leadAId" = ${id}
                  union all select * from "DuplicatePair" where "leadBId" = ${id}) p ${from}
           where p.state = 'open' order by p.strength desc, p.id desc limit 5`;
}

/** A suggestion as the lead of this id sees it. */
export function duplicateView(row: PairRow, leadId: string): LeadDuplicate {
  const { id, band, reasons, a, b } = toPair(row);
  return { pairId: id, band, reasons, other: a.id === leadId ? b : a };
}

/** The suggestion about these two, if there is an open one. */
export async function pairOf(ctx: Ctx, one: string, other: string): Promise<{ id: string; reasons: Reason[] } | null> {
  const [leadAId = "", leadBId = ""] = [one, other].sort();
  const pair = await reader(ctx).duplicatePair.findUnique({ where: { leadAId_leadBId: { leadAId, leadBId } } });
  return pair?.state === "open" ? { id: pair.id, reasons: pair.reasons as Reason[] } : null;
}

/** Both leads of a pair `p`, as far as the actor may merge them. */
function sidesSql(ctx: Ctx, params: SqlParams): string {
  const options = { now: ctx.now(), timeZone: "UTC", me: ctx.actor.type === "user" ? ctx.actor.id : undefined };
  const visible = toSql(visibleLeads(ctx.actor, "lead.merge"), leadFieldCatalogue, options, params);
  const side = (name: "a" | "b", column: string) => `
    join lateral (
      select jsonb_build_object('id', l.id, 'number', l.number, 'contactName', left(l."contactName", 200), 'firm', left(l.firm, 200),
               'email', l.email, 'phone', l.phone, 'statusId', l."statusId", 'companyName', c.name, 'receivedAt', l."receivedAt",
               'touchCount', l."touchCount", 'ownerName', coalesce(trim(o."firstName" || ' ' || o."lastName"), '')) as side
        from "Lead" l join "Company" c on c.id = l."companyId" left join "User" o on o.id = l."ownerId"
       where l.id = p."${column}" and ${visible}) ${name} on true`;
  return side("a", "leadAId") + side("b", "leadBId");
}

function toPair({ id, strength, reasons, a, b }: PairRow): Pair {
  return { id, strength, reasons, band: bandOf(strength), a: toSide(a), b: toSide(b) };
}

function toSide(side: SideRow): PairSide {
  return { ...side, label: leadLabel(side.number), receivedAt: new Date(side.receivedAt).toISOString() };
}

function rangeOf(band: Band): [number, number] {
  const stronger = BANDS[BANDS.indexOf(band) - 1];
  return [band === "possible" ? 0 : BAND_FROM[band], stronger ? BAND_FROM[stronger] : 101];
}

function readCursor(after: string | undefined): { strength: number; id: string } | undefined {
  const read = /^(\d{1,3})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after ?? "");
  return read ? { strength: Number(read[1]), id: String(read[2]) } : undefined;
}
