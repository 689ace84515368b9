import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { reader } from "@/lib/core/db";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { HomeToDo, WaitingOutcome } from "@/lib/analytics/home/schema";

export type WaitingOutcomes = Pick<HomeToDo, "outcomes" | "moreOutcomes">;

const SHOWN = 5;

/** One's own attempts that wait for "how did it go?", on leads one still sees. */
export async function waitingOutcomes(ctx: Ctx): Promise<WaitingOutcomes> {
  if (ctx.actor.type !== "user") return { outcomes: [], moreOutcomes: 0 };
  const params = new SqlParams();
  const me = params.add(ctx.actor.id, "uuid");
  const scope = toSql(visibleLeads(ctx.actor), leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" }, params);
  const rows = await reader(ctx).$queryRawUnsafe<(Omit<WaitingOutcome, "at"> & { at: Date; all: number })[]>(
    `select a.id::text as "attemptId", a.channel, a."occurredAt" as at, l.number, count(*) over ()::int as "all",
            coalesce(nullif(l."contactName", ''), nullif(l.firm, ''), nullif(l.email, ''), l.phone) as title
       from "ContactAttempt" a join "Lead" l on l.id = a."leadId"
      where a."userId" = ${me} and a.outcome = 'pending' and ${scope}
      order by a."occurredAt" desc limit ${SHOWN}`,
    ...params.values,
  );
  return {
    outcomes: rows.map(({ all: _all, at, ...outcome }) => ({ ...outcome, at: at.toISOString() })),
    moreOutcomes: (rows[0]?.all ?? 0) - rows.length,
  };
}
