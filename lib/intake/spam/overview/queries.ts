import { tz } from "@date-fns/tz";
import { format, subDays } from "date-fns";
import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { fold } from "@/lib/core/text";
import { inboxSql, visibleSql } from "@/lib/intake/inbox/conditions";
import { SPAM_KEYS } from "@/lib/intake/spam/schema";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { SpamEntryView, SpamKey, SpamList } from "@/lib/intake/spam/schema";

const DAYS = 90;

/** `caught`: as it stands now; `restored`: taken for spam, and said by somebody to be none. */
export type CheckCount = { check: SpamKey; caught: number; restored: number };
export type SpamOverview = { from: string; counts: CheckCount[] };

/** How many of the last 90 days' arrivals each check spoke about. Several may have spoken about one. */
export async function spamOverview(ctx: Ctx): Promise<SpamOverview> {
  authorize(ctx, "intake.read");
  const { timeZone } = await organisation();
  const from = format(subDays(ctx.now(), DAYS - 1, { in: tz(timeZone) }), "yyyy-MM-dd");
  const params = new SqlParams();
  const where = [visibleSql(ctx.actor, params), inboxSql({ from }, timeZone, params)].join(" and ");
  const rows = await reader(ctx).$queryRawUnsafe<CheckCount[]>(
    `select r.one->>'check' as check, count(distinct d.id) filter (where d.state = 'spam')::int as caught,
            count(distinct d.id) filter (where d.ruling = 'genuine')::int as restored
       from "Delivery" d cross join lateral jsonb_array_elements(d.understood->'spam') as r(one)
      where (d.state = 'spam' or d.ruling <> '') and ${where} group by 1`,
    ...params.values,
  );
  const of = (check: SpamKey) => rows.find((row) => row.check === check) ?? { check, caught: 0, restored: 0 };
  return { from, counts: SPAM_KEYS.map(of) };
}

const SHOWN = 100;

/** The newest entries of a list, or those a word is in. They name people of every company: for who may read every source. */
export async function spamEntries(
  ctx: Ctx,
  input: { list: SpamList; q: string },
): Promise<{ rows: SpamEntryView[]; total: number }> {
  if (authorize(ctx, "intake.read") !== "any") return { rows: [], total: 0 };
  const words = `%${fold(input.q).replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await reader(ctx).$queryRawUnsafe<(SpamEntryView & { total: number })[]>(
    `select id::text, list, kind, shown, "addedAt", "addedBy", "deliveryId"::text, count(*) over ()::int as total
       from "SpamEntry" where list = $1 and (fold(shown) like $2 or fold("addedBy") like $2)
      order by "addedAt" desc, id desc limit ${SHOWN}`,
    input.list,
    words,
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
