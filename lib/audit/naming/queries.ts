import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { isId } from "@/lib/core/id";
import type { Finding } from "@/lib/audit/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";

/** What has a name in each language is recorded by its English one. */
const NAMED_TWICE = {
  role: ["Role", "nameEs"],
  status: ["Status", "labelEs"],
  leadType: ["LeadType", "labelEs"],
  lostReason: ["LostReason", "labelEs"],
  customField: ["CustomField", "labelEs"],
  service: ["Service", "labelEs"],
} as const;

/** What an entry `e` is about, in the reader's language: by what it is called today, or was when it was deleted. */
export function subjectLabelSql(locale: string): string {
  if (locale !== "es") return `e."subjectLabel"`;
  const cases = Object.entries(NAMED_TWICE).map(
    ([type, [table, column]]) =>
      `when '${type}' then (select x."${column}" from "${table}" x where x.id = e."subjectId")`,
  );
  const deleted = `(select d.changes->'nameEs'->>'from' from "Event" d
     where e."subjectType" = 'role' and d."subjectType" = 'role' and d."subjectId" = e."subjectId" and d.name = 'role.deleted'
     order by d.seq desc limit 1)`;
  return `coalesce(case e."subjectType" ${cases.join(" ")} end, ${deleted}, e."subjectLabel")`;
}

/** Findings whose row is there, by its number: the row's subject as the list calls it. */
export async function subjectsOf(ctx: Ctx, findings: readonly Finding[]): Promise<Map<string, string>> {
  authorize(ctx, "audit.read");
  const seqs = findings.flatMap((finding) => ("subject" in finding ? [finding.seq] : []));
  const rows = await reader(ctx).$queryRawUnsafe<{ seq: string; label: string }[]>(
    `select e.seq::text, ${subjectLabelSql(localeOf(ctx))} as label from "Event" e where e.seq = any($1::bigint[])`,
    seqs,
  );
  return new Map(rows.map(({ seq, label }) => [seq, label]));
}

export function localeOf({ actor }: Ctx): string {
  return actor.type === "user" ? actor.locale : "en";
}

const twice = (labelEn: string, labelEs: string) => `case when $2 = 'es' then "${labelEs}" else "${labelEn}" end`;
const labels = twice("labelEn", "labelEs");
const names = twice("nameEn", "nameEs");

// What ids stand for today, in the reader's language; a role that was deleted, for what it was called then.
const BY_ID = `
  select id::text as key, trim("firstName" || ' ' || "lastName") as label from "User" where id = any($1::uuid[])
  union all select id::text, name from "Company" where id = any($1::uuid[])
  union all select id::text, name from "Source" where id = any($1::uuid[])
  union all select id::text, ${labels} from "Status" where id = any($1::uuid[])
  union all select id::text, ${labels} from "StatusGroup" where id = any($1::uuid[])
  union all select id::text, ${labels} from "LeadType" where id = any($1::uuid[])
  union all select id::text, ${labels} from "LostReason" where id = any($1::uuid[])
  union all select id::text, ${labels} from "Service" where id = any($1::uuid[])
  union all select id::text, ${names} from "Role" where id = any($1::uuid[])
  union all select "subjectId"::text, case when $2 = 'es' then changes->'nameEs'->>'from' else changes->'nameEn'->>'from' end
    from "Event" where "subjectType" = 'role' and "subjectId" = any($1::uuid[]) and name = 'role.deleted'
  union all select id::text, name from "WorkingCalendar" where id = any($1::uuid[])
  union all select id::text, name from "ApiKey" where id = any($1::uuid[])`;

// What entries call by its key: roles, statuses, custom fields and their options.
const BY_KEY = `
  select 'role:' || key as key, ${names} as label from "Role"
  union all select 'status:' || key, ${labels} from "Status"
  union all select 'field.' || key, ${labels} from "CustomField" where key = any($1::text[])
  union all select 'field.' || f.key || '=' || o.key, case when $2 = 'es' then o."labelEs" else o."labelEn" end
    from "FieldOption" o join "CustomField" f on f.id = o."fieldId" where f.key = any($1::text[])`;

/** How changes name a custom field. */
const FIELD = /^field\.(.+)$/;

type Named = { changes: Changes; payload: Record<string, unknown> };
type Label = { key: string; label: string };

/** What ids and keys in these entries stand for today. */
export async function labelsIn(ctx: Ctx, entries: readonly Named[], locale: string): Promise<Map<string, string>> {
  authorize(ctx, "audit.read");
  const ids = new Set<string>();
  for (const { changes, payload } of entries) gatherIds([changes, payload], ids);
  const fields = entries.flatMap(({ changes }) => Object.keys(changes).flatMap((name) => FIELD.exec(name)?.[1] ?? []));
  const db = reader(ctx);
  const [byId, byKey] = await Promise.all([
    ids.size === 0 ? [] : db.$queryRawUnsafe<Label[]>(BY_ID, [...ids], locale),
    db.$queryRawUnsafe<Label[]>(BY_KEY, [...new Set(fields)], locale),
  ]);
  return new Map([...byId, ...byKey].map(({ key, label }) => [key, label]));
}

function gatherIds(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (isId(value)) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) gatherIds(one, into);
  }
}
