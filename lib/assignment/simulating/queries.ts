import { setImmediate } from "node:timers/promises";
import { validateCondition } from "@/lib/core/condition/problems";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { pool, reader } from "@/lib/core/db";
import { invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { assignmentCatalogue } from "@/lib/assignment/fields";
import { hoursWithin } from "@/lib/assignment/hours";
import { deskFor } from "@/lib/assignment/people/queries";
import { Replay } from "@/lib/assignment/simulating/replay";
import { organisation } from "@/lib/settings/queries";
import { wallClock } from "@/lib/core/wall-time";
import type { Ctx } from "@/lib/core/ctx";
import type { Desk, PreparedRule } from "@/lib/assignment/desk";
import type { SimulateInput, Simulation } from "@/lib/assignment/simulating/schema";
import type { HadBefore, PastLead } from "@/lib/assignment/simulating/replay";

const DAY_MS = 86_400_000;
/** Leads read at once: few enough to be stopped soon. */
const PAGE = 10_000;

type Watching = { progress: (leads: number) => void; isStopped: () => boolean };

/**
 * What these rules would have made of the last days' leads: in the order they came, with people's calendars, caps and
 * companies as they are today. Nothing is written. Nothing is answered where it was stopped.
 */
export async function simulate(
  ctx: Ctx,
  input: SimulateInput,
  { progress, isStopped }: Watching,
): Promise<Simulation | undefined> {
  authorize(ctx, "settings.manage");
  const to = ctx.now();
  const from = new Date(to.getTime() - input.days * DAY_MS);
  const rules = input.rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
  for (const [index, { condition }] of rules.entries()) {
    if (validateCondition(condition, assignmentCatalogue).length > 0)
      throw invalid({ [`rules.${index}.condition`]: "condition" });
  }
  const { calendars, ...live } = await deskFor({}, { version: 0, rules, caps: input.caps }, to);
  const desk: Desk = { ...live, hours: hoursWithin(calendars, from, new Date(to.getTime() + DAY_MS)) };
  const { timeZone } = await organisation();
  const offset = wallClock(timeZone)(to.getTime()) - to.getTime();
  const replay = new Replay(desk, { offset, before: await hadBefore(from) });
  const now = new Map<string, number>();
  for (let after = { at: from, id: FIRST_ID }; ;) {
    const page = await pastLeads(desk.rules, { after, to });
    for (const { id: _, ...lead } of page) {
      replay.arrive(lead);
      if (lead.ownerId) now.set(lead.ownerId, (now.get(lead.ownerId) ?? 0) + 1);
    }
    progress(replay.leads);
    await setImmediate();
    if (isStopped()) return undefined;
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { at: new Date(last.at), id: last.id };
  }
  return {
    ...{ from: from.toISOString(), to: to.toISOString(), leads: replay.leads, unspoken: replay.unspoken },
    ...replay.end(to.getTime()),
    people: await named(ctx, now, replay.given),
    unowned: { now: replay.leads - sumOf(now), then: replay.leads - sumOf(replay.given) },
    rules: desk.rules.map(({ place, name }) => ({ place, name, leads: replay.byRule.get(place) ?? 0 })),
  };
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

type Page = { after: { at: Date; id: string }; to: Date };
type LeadRow = [
  id: string,
  at: string,
  rule: number,
  companyId: string,
  typeId: string,
  owner: string | null,
  closed: string | null,
];

/**
 * The leads that came by themselves, in the order they came, each with the first rule that speaks of it. What was closed
 * at the first look was never anybody's.
 */
async function pastLeads(rules: readonly PreparedRule[], { after, to }: Page): Promise<(PastLead & { id: string })[]> {
  const params = new SqlParams();
  const options = { now: to, timeZone: "UTC" };
  const cases = rules.map(
    ({ condition, place }) => `when ${toSql(condition, assignmentCatalogue, options, params)} then ${place}`,
  );
  const from = `(${params.add(after.at, "timestamptz")}, ${params.add(after.id, "uuid")})`;
  const until = params.add(to, "timestamptz");
  const { rows } = await pool().query<LeadRow>({
    rowMode: "array",
    text: `select l.id, extract(epoch from l."receivedAt") * 1000, ${cases.length === 0 ? "0" : `case ${cases.join(" ")} else 0 end`},
                  l."companyId", l."leadTypeId", l."ownerId",
                  case when s.outcome <> 'open' then extract(epoch from l."statusChangedAt") * 1000 end
             from "Lead" l
             join "Status" s on s.id = l."statusId"
             left join "Source" o on o.id = l."sourceId"
            where (l."receivedAt", l.id) > ${from} and l."receivedAt" <= ${until}
              and coalesce(o.kind, 'hand') <> 'hand'
              and (s.outcome = 'open' or l."statusChangedAt" > l."receivedAt" + interval '1 minute')
            order by l."receivedAt", l.id
            limit ${PAGE}`,
    values: params.values,
  });
  return rows.map(([id, received, rule, companyId, leadTypeId, ownerId, closed]) => {
    const at = Number(received);
    return { id, at, rule, companyId, leadTypeId, ownerId, openFor: closed === null ? null : Number(closed) - at };
  });
}

const BEFORE = `
  select l."ownerId"::text, extract(epoch from date_trunc('hour', case when s.outcome <> 'open' then l."statusChangedAt" end))::float8 * 1000 as closed,
         count(*)::int
    from "Lead" l join "Status" s on s.id = l."statusId"
   where l."ownerId" is not null and l."receivedAt" <= $1::timestamptz
     and (s.outcome = 'open' or l."statusChangedAt" > $1::timestamptz)
   group by 1, 2`;

/** What everybody had when that time began, by those who have it now. */
async function hadBefore(from: Date): Promise<HadBefore[]> {
  return reader({}).$queryRawUnsafe<HadBefore[]>(BEFORE, from);
}

async function named(
  ctx: Ctx,
  now: ReadonlyMap<string, number>,
  then: ReadonlyMap<string, number>,
): Promise<Simulation["people"]> {
  const ids = [...new Set([...now.keys(), ...then.keys()])];
  const people = await reader(ctx).user.findMany({
    where: { id: { in: ids } },
    select: { id: true, firstName: true, lastName: true },
  });
  return people
    .map(({ id, firstName, lastName }) => ({
      id,
      name: `${firstName} ${lastName}`.trim(),
      now: now.get(id) ?? 0,
      then: then.get(id) ?? 0,
    }))
    .toSorted((a, b) => b.then - a.then || b.now - a.now || a.name.localeCompare(b.name));
}
