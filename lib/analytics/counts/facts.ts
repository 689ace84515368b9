import { toSql } from "@/lib/core/condition/to-sql";
import { addDays, daysCondition, spansOf } from "@/lib/analytics/counts/day-range";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import type { Condition } from "@/lib/core/condition/schema";
import type { ConditionOptions, FieldKind } from "@/lib/core/condition/fields";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { DayRange, Stretch } from "@/lib/analytics/counts/day-range";

/** Which leads, apart from their days; and by whose clock, zone and eyes the condition is read. */
export type Asked = { condition: Condition; options: ConditionOptions; params: SqlParams };

/** What the counts know of a lead. A condition that asks for more is answered by the rows: as right, not as quick. */
const BY_PERIOD = {
  company: { type: "ref", sql: `c."companyId"` },
  owner: { type: "ref", me: true, sql: `c."ownerId"` },
  source: { type: "ref", sql: `c."sourceId"` },
  status: { type: "ref", sql: `c."statusId"` },
} as const satisfies Record<string, FieldKind>;
const BY_DAY = { company: BY_PERIOD.company, status: BY_PERIOD.status } as const;

/**
 * Leads as `(statusId, ownerId, sourceId, contacted, count)`, as SQL; of history `contacted` is null. The counts of whole periods, the changes that
 * aren't in them yet, and at the ends the rows of single days. All of it is true in the snapshot that reads it.
 */
export function factsSql(asked: Asked, days: DayRange): string {
  if (!isKnown(asked.condition, BY_PERIOD)) return rowsSql(asked, days);
  const { spans, counted, edges } = spansOf(days);
  const cells = (count: string, table: string, where: string[]) => {
    const known = toSql(asked.condition, BY_PERIOD, asked.options, asked.params);
    return `select c."statusId", c."ownerId", c."sourceId", c.contacted, ${count} as count
              from "${table}" c where ${[...where, known].join(" and ")}`;
  };
  const parts = [
    ...edges.map((edge) => rowsSql(asked, edge)),
    ...spans.map((span) =>
      cells("c.count", "LeadCount", [`c.grain = '${span.grain}'`, ...within("c.period", span, asked)]),
    ),
    ...(counted ? [cells("c.change", "LeadCountChange", within("c.day", counted, asked))] : []),
  ];
  return `select "statusId", "ownerId", "sourceId", contacted, sum(count) as count
            from (${parts.join(" union all ")}) f group by 1, 2, 3, 4`;
}

function within(column: string, { from, before }: Stretch, { params }: Asked): string[] {
  return [
    ...(from === null ? [] : [`${column} >= ${params.add(from, "date")}`]),
    ...(before === null ? [] : [`${column} < ${params.add(before, "date")}`]),
  ];
}

function rowsSql({ condition, options, params }: Asked, days: DayRange): string {
  const where = toSql({ all: [condition, daysCondition(days)] }, leadFieldCatalogue, options, params);
  return `select l."statusId", l."ownerId", l."sourceId", case when not l.history then l."firstResponseAt" is not null end as contacted, 1 as count
            from "Lead" l where ${where}`;
}

/** Leads as `(day, statusId, count)`, as SQL. */
export function dayFactsSql(asked: Asked, days: DayRange): string {
  return disjoint(asked.condition)
    .map((condition) => ({ ...asked, condition }))
    .map((part) => (isKnown(part.condition, BY_DAY) ? dayCountsSql(part, days) : dayRowsSql(part, days)))
    .join(" union all ");
}

function dayCountsSql(asked: Asked, { first, last }: DayRange): string {
  const stretch = { from: first, before: last === null ? null : addDays(last, 1) };
  const where = () =>
    [...within("c.day", stretch, asked), toSql(asked.condition, BY_DAY, asked.options, asked.params)].join(" and ");
  return `select c.day, c."statusId", c.count from "LeadDayCount" c where ${where()}
          union all select c.day, c."statusId", c.change from "LeadCountChange" c where ${where()}`;
}

function dayRowsSql({ condition, options, params }: Asked, days: DayRange): string {
  const where = toSql({ all: [condition, daysCondition(days)] }, leadFieldCatalogue, options, params);
  return `select (l."receivedAt" at time zone ${params.add(options.timeZone, "text")})::date as day, l."statusId", 1 as count
            from "Lead" l where ${where}`;
}

/** Whether these fields are all that the condition asks. */
export function isKnown(condition: Condition, fields: Readonly<Record<string, FieldKind>> = BY_PERIOD): boolean {
  if ("field" in condition) return Object.hasOwn(fields, condition.field);
  if ("not" in condition) return isKnown(condition.not, fields);
  return ("all" in condition ? condition.all : condition.any).every((one) => isKnown(one, fields));
}

/**
 * The condition as parts that no lead meets two of: "of my companies, or mine" becomes what is of my companies, which
 * the counts of days know, and what is mine elsewhere, which are few rows.
 */
function disjoint(condition: Condition): Condition[] {
  if (isKnown(condition, BY_DAY)) return [condition];
  const all = flat(condition);
  const at = all.findIndex((one) => "any" in one && one.any.some((part) => isKnown(part, BY_DAY)));
  const either = all[at];
  if (either === undefined || !("any" in either)) return [condition];
  const rest = all.filter((_, index) => index !== at);
  return either.any.map((part, index) => ({
    all: [part, ...either.any.slice(0, index).map((earlier): Condition => ({ not: earlier })), ...rest],
  }));
}

/** Everything that must hold, once each. */
function flat(condition: Condition): Condition[] {
  const all = "all" in condition ? condition.all.flatMap(flat) : [condition];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
