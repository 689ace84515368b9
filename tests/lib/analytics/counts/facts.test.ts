import { changeStatus } from "@/lib/leads/status/commands";
import { foldLeadCounts } from "@/lib/analytics/counts/commands";
import { addDays, daysCondition } from "@/lib/analytics/counts/day-range";
import { dayFactsSql, factsSql, isKnown } from "@/lib/analytics/counts/facts";
import { SqlParams, toSql } from "@/lib/core/condition/to-sql";
import { database, pool } from "@/lib/core/db";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { systemCtx } from "@/lib/core/ctx";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import fc from "fast-check";
import type { DayRange } from "@/lib/analytics/counts/day-range";
import type { UserActor } from "@/lib/core/ctx";
import type { Condition } from "@/lib/core/condition/schema";

const NOW = new Date("2026-11-23T15:00:00Z");
const STATUSES = ["pending", "quoted", "negative", "new-customer"];

type Cell = { key: string; count: number };

let zone: string;
let actors: UserActor[];
let companies: string[];
let sources: (string | null)[];
let statuses: string[];
let leadIds: string[];

async function setZone(timeZone: string): Promise<void> {
  zone = timeZone;
  await database().organisation.upsert({
    where: { id: 1 },
    create: { id: 1, name: "Test", timeZone, setUpAt: NOW },
    update: { timeZone, setUpAt: NOW },
  });
}

beforeAll(async () => {
  await setZone("America/Argentina/Buenos_Aires");
  const [ours, theirs] = [await makeCompany("Ours"), await makeCompany("Theirs")];
  companies = [ours.id, theirs.id];
  actors = [
    await makeUser("admin"),
    await makeUser("manager", [ours.id]),
    await makeUser("employee", [ours.id]),
    await makeUser("executive"),
  ];
  statuses = await Promise.all(STATUSES.map(statusId));
  const type = await database().leadType.findFirstOrThrow();
  const source = await database().source.create({
    data: {
      name: "Form",
      kind: "webhook",
      companyId: ours.id,
      leadTypeId: type.id,
      timeZone: zone,
      defaultCountry: "AR",
      tokenSealed: "",
      tokenHash: "counts",
    },
  });
  sources = [source.id, null];
  leadIds = [];
  for (let index = 0; index < 30; index++) {
    const at = new Date(NOW.getTime() - index * 4 * 86_400_000 - index * 3_600_000);
    leadIds.push((await makeLead(companies[index % 2] ?? "", { at, history: index % 3 === 0 })).id);
  }
}, 60_000);

/** What the counts say and what the rows say, of the same snapshot, apart. */
async function bothWays(actor: UserActor, filter: Condition, days: DayRange) {
  const options = { now: NOW, timeZone: zone, me: actor.id };
  const condition: Condition = { all: [visibleLeads(actor, "analytics.read"), visibleLeads(actor), filter] };
  const ask = { condition, options, params: new SqlParams() };
  const facts = factsSql(ask, days);
  const dayFacts = dayFactsSql(ask, days);
  const where = toSql({ all: [condition, daysCondition(days)] }, leadFieldCatalogue, options, ask.params);
  const zoneAt = ask.params.add(zone, "text");
  const cells = (key: string, from: string, count: string) =>
    `(select coalesce(json_agg(c order by c.key), '[]') from
       (select ${key} as key, sum(${count})::int as count from ${from} group by 1 having sum(${count}) <> 0) c)`;
  const rowKey = `concat_ws(' ', l."statusId", coalesce(l."ownerId"::text, '-'), coalesce(l."sourceId"::text, '-'), case when not l.history then l."firstResponseAt" is not null end)`;
  const factKey = `concat_ws(' ', f."statusId", coalesce(f."ownerId"::text, '-'), coalesce(f."sourceId"::text, '-'), f.contacted)`;
  const { rows } = await pool().query<Record<"facts" | "rows" | "dayFacts" | "dayRows", Cell[]>>(
    `select ${cells(factKey, `(${facts}) f`, "f.count")} as facts,
            ${cells(rowKey, `"Lead" l where ${where}`, "1")} as rows,
            ${cells(`concat_ws(' ', f.day, f."statusId")`, `(${dayFacts}) f`, "f.count")} as "dayFacts",
            ${cells(`concat_ws(' ', (l."receivedAt" at time zone ${zoneAt})::date, l."statusId")`, `"Lead" l where ${where}`, "1")} as "dayRows"`,
    ask.params.values,
  );
  const [found] = rows;
  if (!found) throw new Error("nothing was answered");
  return found;
}

const instant = fc.date({
  min: new Date("2026-07-30T00:00:00Z"),
  max: new Date("2026-11-24T05:00:00Z"),
  noInvalidDate: true,
});
const lead = fc.nat({ max: 29 });
const pick = fc.nat({ max: 3 });

/** Whatever changes a lead: through the verbs or past them, alone, many at once, undone, removed. */
const write = fc.oneof(
  fc.record({ kind: fc.constant("status" as const), lead, pick }),
  fc.record({ kind: fc.constant("owner" as const), lead, pick }),
  fc.record({ kind: fc.constant("contacted" as const), lead, pick }),
  fc.record({ kind: fc.constant("redate" as const), lead, at: instant }),
  fc.record({ kind: fc.constant("company" as const), lead, pick }),
  fc.record({ kind: fc.constant("source" as const), lead, pick }),
  fc.record({ kind: fc.constant("many" as const), pick }),
  fc.record({ kind: fc.constant("undone" as const), lead, pick }),
  fc.record({ kind: fc.constant("replace" as const), lead, at: instant }),
  fc.record({ kind: fc.constant("fold" as const) }),
);
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never;

async function apply(one: Write): Promise<unknown> {
  const id = "lead" in one ? (leadIds[one.lead] ?? "") : "";
  const set = (data: object) => database().lead.update({ where: { id }, data });
  switch (one.kind) {
    case "status": {
      const { statusId: seenStatusId } = await database().lead.findUniqueOrThrow({ where: { id } });
      const wanted = statuses[one.pick] ?? "";
      const admin = actors[0];
      if (!admin || wanted === seenStatusId) return undefined;
      return changeStatus(ctxOf(admin, { history: true }), { leadId: id, statusId: wanted, seenStatusId });
    }
    case "owner":
      return set({ ownerId: [null, ...actors.map((actor) => actor.id)][one.pick] ?? null });
    case "contacted":
      return set({ firstResponseAt: one.pick === 0 ? null : NOW });
    case "redate":
      return set({ receivedAt: one.at });
    case "company":
      return set({ companyId: companies[one.pick % 2] ?? "" });
    case "source":
      return set({ sourceId: sources[one.pick % 2] ?? null });
    case "many":
      return database().lead.updateMany({
        where: { companyId: companies[one.pick % 2] ?? "" },
        data: { statusId: statuses[one.pick] ?? "", ownerId: actors[one.pick]?.id ?? null },
      });
    case "undone":
      await expect(
        database().$transaction(async (tx) => {
          await tx.lead.update({ where: { id }, data: { statusId: statuses[one.pick] ?? "", receivedAt: NOW } });
          throw new Error("undone");
        }),
      ).rejects.toThrow("undone");
      return undefined;
    case "replace": {
      await database().$executeRawUnsafe(`delete from "Lead" where id = $1::uuid`, id);
      leadIds[one.lead] = (await makeLead(companies[0] ?? "", { at: one.at, history: true })).id;
      return undefined;
    }
    case "fold":
      return foldLeadCounts();
  }
}

const dayOf = fc.integer({ min: 0, max: 120 }).map((back) => addDays("2026-11-24", -back));
const range = fc.record({ first: fc.option(dayOf), last: fc.option(dayOf) });
const filter = (): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.constant<Condition>({ all: [] }),
    fc.subarray([0, 1, 2, 3], { minLength: 1 }).map((picks): Condition => ({
      field: "status",
      op: "in",
      value: picks.map((at) => statuses[at] ?? ""),
    })),
    fc.constant<Condition>({
      any: [
        { field: "owner", op: "in", value: ["@me"] },
        { field: "owner", op: "isEmpty" },
      ],
    }),
    fc.constant<Condition>({ not: { field: "source", op: "isEmpty" } }),
    fc.nat({ max: 1 }).map((at): Condition => ({ field: "company", op: "is", value: companies[at] ?? "" })),
    fc.constant<Condition>({ field: "contactName", op: "isNotEmpty" }),
  );

test("the counts say what the rows say, whatever is written and however late the counts are folded", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(write, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat({ max: 3 }), filter(), range), { minLength: 3, maxLength: 3 }),
      async (writes, questions) => {
        for (const one of writes) await apply(one);
        for (const [who, asked, days] of questions) {
          const said = await bothWays(actorAt(who), asked, days);
          expect(said.facts).toStrictEqual(said.rows);
          expect(said.dayFacts).toStrictEqual(said.dayRows);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

const everything: DayRange = { first: null, last: null };
const admin = () => actorAt(0);

function actorAt(index: number): UserActor {
  const actor = actors[index];
  if (!actor) throw new Error("nobody asks");
  return actor;
}

function otherThan(status: string): string {
  return statuses.find((id) => id !== status) ?? "";
}

async function foldAll(): Promise<void> {
  while ((await waiting()) > 0) await foldLeadCounts();
}

async function foldEveryFourth(index: number): Promise<void> {
  if (index % 4 === 3) await foldLeadCounts();
}

const waiting = () => database().leadCountChange.count();

test("and it isn't because the counts are nothing: they hold everything once they are folded", async () => {
  await foldAll();
  expect(await waiting()).toBe(0);
  const { facts } = await bothWays(admin(), { all: [] }, everything);
  expect(facts.reduce((all, { count }) => all + count, 0)).toBe(30);
});

test("a count that is wrong would be noticed", async () => {
  await database().$executeRawUnsafe(`update "LeadCount" set count = count + 1 where grain = 'all'`);
  const { facts, rows } = await bothWays(admin(), { all: [] }, everything);
  expect(facts).not.toStrictEqual(rows);
  await database().$executeRawUnsafe("select recount_leads()");
  const again = await bothWays(admin(), { all: [] }, everything);
  expect(again.facts).toStrictEqual(again.rows);
});

test("what doesn't change a count adds nothing to it", async () => {
  await foldAll();
  await database().lead.updateMany({ data: { managementMessage: "call first", touchCount: 3 } });
  expect(await waiting()).toBe(0);
});

test("in another zone days begin at other moments, and the counts know", async () => {
  for (const timeZone of ["Asia/Kathmandu", "America/Santiago", "Pacific/Kiritimati"]) {
    await setZone(timeZone);
    for (const fold of [() => undefined, foldAll]) {
      await fold();
      const { dayFacts, dayRows } = await bothWays(admin(), { all: [] }, { first: "2026-09-01", last: "2026-10-31" });
      expect(dayFacts).toStrictEqual(dayRows);
    }
  }
});

test("two who write and fold at once lose nothing", async () => {
  const ctx = systemCtx("test", { now: () => NOW, history: true });
  await Promise.all(
    leadIds.slice(0, 16).map(async (leadId, index) => {
      await foldEveryFourth(index);
      const { statusId: seenStatusId } = await database().lead.findUniqueOrThrow({ where: { id: leadId } });
      const wanted = otherThan(seenStatusId);
      await changeStatus(ctx, { leadId, statusId: wanted, seenStatusId });
    }),
  );
  await foldAll();
  const { facts, rows } = await bothWays(admin(), { all: [] }, everything);
  expect(facts).toStrictEqual(rows);
});

test("what visibility asks of a lead, the counts know: home stays quick for every role", () => {
  for (const actor of actors) expect(isKnown(visibleLeads(actor, "analytics.read"))).toBe(true);
  expect(isKnown({ field: "contactName", op: "isNotEmpty" })).toBe(false);
});
