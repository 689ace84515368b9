import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";
import type { Namers, NamersInput } from "@/lib/intake/naming/schema";

const EFFECT = { status: "statusKey", leadType: "leadTypeKey" };
const SETTING = { status: "statusId", leadType: "leadTypeId" };
const TABLE = { status: `"Status"`, leadType: `"LeadType"` };

/** Which rules, sources and unfinished imports name a status or a lead type: shown before it is retired. */
export async function namersOf(ctx: Ctx, { kind, id }: NamersInput): Promise<Namers> {
  authorize(ctx, "settings.manage");
  const read = reader(ctx);
  const [rules, sources, imports] = await Promise.all([
    read.$queryRawUnsafe<Namers["rules"]>(
      `select s.name as source, r ->> 'name' as rule
         from (select distinct on ("sourceId") * from "RuleVersion" order by "sourceId", number desc) v
         left join "Source" s on s.id = v."sourceId"
        cross join lateral jsonb_array_elements(v.rules || jsonb_build_array(jsonb_build_object('name', '', 'effect', v.otherwise))) r
        where r -> 'effect' ->> $2 = (select key from ${TABLE[kind]} where id = $1::uuid)
        order by s.name nulls first, 2`,
      id,
      EFFECT[kind],
    ),
    kind === "leadType"
      ? read.source.findMany({ where: { leadTypeId: id }, orderBy: { name: "asc" }, select: { name: true } })
      : [],
    read.$queryRawUnsafe<{ fileName: string }[]>(
      `select "fileName" from "Import" where settings ->> $2 = $1 and (stage in ('read', 'check') or state <> 'done')
        order by "createdAt" desc limit 20`,
      id,
      SETTING[kind],
    ),
  ]);
  return { rules, sources: sources.map(({ name }) => name), imports: imports.map(({ fileName }) => fileName) };
}
