import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { visibleSql } from "@/lib/intake/inbox/conditions";
import { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { ReplayedRow, ReplayProgress, ReplayRunInput } from "@/lib/intake/replaying/schema";

const SHOWN = 200;

type Row = Omit<ReplayProgress, "settled" | "ends"> & { ends: Record<string, number> | null; settled: number };

const runsSql = (where: string, limit: number) => `
  select r.id::text, r.state, r."askedAt", r."finishedAt", r.total, trim(u."firstName" || ' ' || u."lastName") as "askedBy",
         r."undoesId"::text as undoes, coalesce(i.settled, 0)::int as settled, i.ends,
         case when r.genuine and r.state <> 'working' then
           (select count(*)::int from "ReplayItem" x join "SpamRuling" s on s.id = x."rulingId" where x."replayId" = r.id)
         else 0 end as undoable
    from "Replay" r join "User" u on u.id = r."askedById"
    left join lateral (
      select sum(n) filter (where step not in ('waiting', 'asked')) as settled,
             jsonb_object_agg(coalesce(nullif(after, ''), step), n) filter (where step not in ('waiting', 'asked')) as ends
        from (select step, after, count(*) as n from "ReplayItem" where "replayId" = r.id group by 1, 2) as grouped) as i on true
   where ${where} order by r."askedAt" desc limit ${limit}`;

function progressOf({ ends, ...row }: Row): ReplayProgress {
  const counted = Object.entries(ends ?? {}).map(([end, count]) => ({ end, count }));
  return { ...row, ends: counted.sort((a, b) => b.count - a.count) };
}

/** The last ones that were asked for. They name no delivery, but how many there are: for who may read every source. */
export async function listReplays(ctx: Ctx): Promise<ReplayProgress[]> {
  if (authorize(ctx, "intake.read") !== "any") return [];
  const rows = await reader(ctx).$queryRawUnsafe<Row[]>(runsSql(`r."askedAt" > now() - interval '7 days'`, 5));
  return rows.map(progressOf);
}

export async function replayProgress(ctx: Ctx, { replayId }: ReplayRunInput): Promise<ReplayProgress> {
  if (authorize(ctx, "intake.read") !== "any") throw notFound();
  const [row] = await reader(ctx).$queryRawUnsafe<Row[]>(runsSql("r.id = $1::uuid", 1), replayId);
  if (!row) throw notFound();
  return progressOf(row);
}

/** Each delivery of a replay with how it stood and how it ended; those that ended otherwise first. */
export async function replayedRows(ctx: Ctx, { replayId }: ReplayRunInput): Promise<ReplayedRow[]> {
  if (authorize(ctx, "intake.read") !== "any") throw notFound();
  const params = new SqlParams();
  const replay = params.add(replayId, "uuid");
  return reader(ctx).$queryRawUnsafe<ReplayedRow[]>(
    `select i."deliveryId"::text, i.step, i.before, i.after, i.reason, s.name as source, l.number as "leadNumber",
            coalesce(d.understood->>'name', d.understood->>'firm', d.understood->>'email', d.understood->>'phoneRaw', '') as who
       from "ReplayItem" i join "Delivery" d on d.id = i."deliveryId" join "Source" s on s.id = d."sourceId"
       left join "Lead" l on l.id = d."leadId"
      where i."replayId" = ${replay} and ${visibleSql(ctx.actor, params)}
      order by (i.after <> '' and i.after <> i.before) desc, i."deliveryId" limit ${SHOWN}`,
    ...params.values,
  );
}
