import { MOST_FINDINGS } from "@/lib/audit/schema";
import { database } from "@/lib/core/db";
import { originIdOf } from "@/lib/core/from-where";
import type { Finding } from "@/lib/audit/schema";
import type { FromWhere } from "@/lib/core/from-where";

const MOST_ORIGINS = 1000;

/** Origins whose values don't make their id, and those that events name and that aren't there. */
export async function originFindings(): Promise<Finding[]> {
  return [...(await changedOrigins()), ...(await missingOrigins())];
}

async function changedOrigins(): Promise<Finding[]> {
  const findings: Finding[] = [];
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await database().origin.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: MOST_ORIGINS,
    });
    const [last] = rows.slice(-1);
    if (!last) return findings;
    const changed = rows.filter((row) => originIdOf(row as FromWhere) !== row.id);
    findings.push(...changed.map(({ id }) => ({ kind: "originChanged" as const, origin: id })));
    after = last.id;
  }
}

// Each place is looked up once, however many events came from there.
const MISSING = `
  with recursive named(id) as (
    (select "originId" from "Event" where "originId" is not null order by "originId" limit 1)
    union all
    select (select e."originId" from "Event" e where e."originId" > n.id order by e."originId" limit 1) from named n where n.id is not null)
  select n.id::text from named n where n.id is not null and not exists (select 1 from "Origin" o where o.id = n.id) limit ${MOST_FINDINGS}`;

async function missingOrigins(): Promise<Finding[]> {
  const rows = await database().$queryRawUnsafe<{ id: string }[]>(MISSING);
  return rows.map(({ id }) => ({ kind: "originMissing", origin: id }));
}
