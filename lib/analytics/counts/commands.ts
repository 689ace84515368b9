import { isAlone } from "@/lib/core/alone";
import { database } from "@/lib/core/db";

const BATCH = 20_000;

/**
 * Adds the waiting changes to the counts. What is read is equal before and after: the sum of both is what counts.
 * Answers whether more are waiting.
 */
export async function foldLeadCounts(): Promise<boolean> {
  return database().$transaction(
    async (tx) => {
      if (!(await isAlone(tx, "lead-counts"))) return false;
      const [folded] = await tx.$queryRawUnsafe<{ taken: number }[]>(FOLD, BATCH);
      if (!folded?.taken) return false;
      await tx.$executeRawUnsafe(`delete from "LeadCount" where count = 0`);
      await tx.$executeRawUnsafe(`delete from "LeadDayCount" where count = 0`);
      return folded.taken === BATCH;
    },
    { timeout: 60_000 },
  );
}

const FOLD = `
  with taken as (
    delete from "LeadCountChange" where id in (select id from "LeadCountChange" order by id limit $1)
    returning day, "companyId", "ownerId", "sourceId", "statusId", contacted, change),
  periods as (
    insert into "LeadCount" as c (grain, period, "companyId", "ownerId", "sourceId", "statusId", contacted, count)
    select p.grain, p.period, "companyId", "ownerId", "sourceId", "statusId", contacted, sum(change)
      from taken
     cross join lateral (values ('all', '-infinity'::date), ('year', date_trunc('year', day::timestamp)::date),
       ('quarter', date_trunc('quarter', day::timestamp)::date), ('month', date_trunc('month', day::timestamp)::date)) p (grain, period)
     group by 1, 2, 3, 4, 5, 6, 7 having sum(change) <> 0
    on conflict (grain, period, "companyId", "ownerId", "sourceId", "statusId", contacted) do update set count = c.count + excluded.count),
  days as (
    insert into "LeadDayCount" as c (day, "companyId", "statusId", count)
    select day, "companyId", "statusId", sum(change) from taken group by 1, 2, 3 having sum(change) <> 0
    on conflict (day, "companyId", "statusId") do update set count = c.count + excluded.count)
  select count(*)::int as taken from taken`;
