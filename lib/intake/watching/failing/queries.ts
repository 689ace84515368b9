import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { visibleSources } from "@/lib/intake/policy";
import type { Ctx } from "@/lib/core/ctx";

/** A source that can't be read: fetched, or asked what it had. `troubles`: why, of several sites by each that doesn't answer. */
export type Failing = {
  sourceId: string;
  source: string;
  kind: "pull" | "proof";
  since: Date;
  troubles: { site: string; reason: string }[];
};

const FAILING = `
  select s.id::text as "sourceId", s.name as source, 'pull' as kind,
         jsonb_build_array(jsonb_build_object('site', '', 'reason', s."pullReason")) as troubles,
         coalesce((select min("startedAt") from "Pull" p
            where p."sourceId" = s.id and p.state = 'failed' and p."startedAt" > coalesce(
              (select max("startedAt") from "Pull" where "sourceId" = s.id and state = 'done'), '-infinity')),
           s."pullToldAt") as since
    from "Source" s where s.id = any($1::uuid[]) and s."pullToldAt" is not null
   union all
  select s.id::text, s.name, 'proof',
         case when last.troubles <> '[]' then last.troubles
              else jsonb_build_array(jsonb_build_object('site', last.site, 'reason', last.reason)) end,
         coalesce((select min("askedAt") from "Reconciliation" r
            where r."sourceId" = s.id and r.state = 'failed' and r."askedAt" > coalesce(
              (select max("askedAt") from "Reconciliation" where "sourceId" = s.id and state = 'done'), '-infinity')),
           s."proofToldAt")
    from "Source" s
   cross join lateral (select reason, site, troubles from "Reconciliation" where "sourceId" = s.id and state = 'failed'
                        order by "askedAt" desc limit 1) as last
   where s.id = any($1::uuid[]) and s."proofToldAt" is not null and s."pullToldAt" is null
   order by since`;

/** What was written about and still doesn't work, for who may read it. What is paused isn't asked. */
export async function failingSources(ctx: Ctx): Promise<Failing[]> {
  authorize(ctx, "intake.read");
  const told = { OR: [{ pullToldAt: { not: null } }, { proofToldAt: { not: null } }] };
  const visible = await reader(ctx).source.findMany({
    where: { AND: [visibleSources(ctx.actor), { active: true }, told] },
    select: { id: true },
  });
  if (visible.length === 0) return [];
  return reader(ctx).$queryRawUnsafe<Failing[]>(
    FAILING,
    visible.map(({ id }) => id),
  );
}
