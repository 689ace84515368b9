import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { STATUS_RULES } from "@/lib/leads/vocabulary/status-rules";
import type { Ctx } from "@/lib/core/ctx";
import type { GroupTerm, StatusTerm, TermView } from "@/lib/leads/vocabulary/schema";

/** Every status as its settings have it, in order, with how many leads stand there. */
export async function statusTerms(ctx: Ctx): Promise<{ statuses: StatusTerm[]; groups: GroupTerm[] }> {
  authorize(ctx, "settings.manage");
  const [rows, groups] = await Promise.all([
    reader(ctx).$queryRawUnsafe<{ status: StatusTerm }[]>(
      `select jsonb_build_object(${WORDS("s")}, 'leads', coalesce(c.leads, 0), 'retired', ${RETIRED("s")},
              'groupId', s."groupId", 'phase', s.phase, 'outcome', s.outcome, 'tone', s.tone, 'asksReason', s."asksReason",
              'asksDate', s."asksDate", 'asksAmount', s."asksAmount", 'rotsAfterHours', s."rotsAfterHours", ${STATUS_RULES}) as status
         from "Status" s ${COUNTED("statusId", "s")} order by s.position, s.key`,
    ),
    reader(ctx).statusGroup.findMany({
      orderBy: [{ position: "asc" }, { key: "asc" }],
      select: { id: true, key: true, labelEn: true, labelEs: true },
    }),
  ]);
  return { statuses: rows.map(({ status }) => status), groups };
}

export async function leadTypeTerms(ctx: Ctx): Promise<TermView[]> {
  return terms(ctx, `"LeadType"`, "leadTypeId", RETIRED("t"));
}

export async function lostReasonTerms(ctx: Ctx): Promise<TermView[]> {
  return terms(ctx, `"LostReason"`, "lostReasonId", "null");
}

async function terms(ctx: Ctx, table: string, column: string, retired: string): Promise<TermView[]> {
  authorize(ctx, "settings.manage");
  const rows = await reader(ctx).$queryRawUnsafe<{ term: TermView }[]>(
    `select jsonb_build_object(${WORDS("t")}, 'leads', coalesce(c.leads, 0), 'retired', ${retired}) as term
       from ${table} t ${COUNTED(column, "t")} order by t.position, t.key`,
  );
  return rows.map(({ term }) => term);
}

const WORDS = (of: string) =>
  `'id', ${of}.id, 'key', ${of}.key, 'labelEn', ${of}."labelEn", 'labelEs', ${of}."labelEs", 'active', ${of}.active`;

const COUNTED = (column: string, of: string) =>
  `left join (select "${column}" as id, count(*)::int as leads from "Lead" where "${column}" is not null group by 1) c on c.id = ${of}.id`;

const RETIRED = (of: string) => `case when not ${of}.active then jsonb_build_object(
  'successorId', ${of}."successorId", 'at', ${of}."retiredAt", 'toMove', ${of}."toMove", 'left', coalesce(c.leads, 0),
  'by', (select trim(u."firstName" || ' ' || u."lastName") from "User" u where u.id = ${of}."retiredById")) end`;
