import { createHash } from "node:crypto";
import { database } from "@/lib/core/db";
import type { Finding } from "@/lib/audit/schema";

/** What the migrations made, and what a test reads from a database that nobody touched. Functions by their text. */
export const GUARDS: readonly string[] = [
  "function event_fixed_hash b89c868ae90dcb4bbd4486e705ae3c59ada5d8544464ad6f9834c1f94231d08f",
  "function event_hash 25c4cb285d880e883c591de72f15848ccb130f5d3383d9ef7a970e8bcb6c2e13",
  "function event_personal_hash 5b7f34b6ab731ecb6b7b66e18639f0fe627bee91bf9db4ab42002e5247558ee7",
  "function event_seq_at 88106f547c25b499a3fba8e0f9e4180c14c0cf0e5040f5f361208eea05b8bb7d",
  "function refuse_check_change 03c1aecf51bc09f0c05326c9d3b6385a4fa3971ecd5204fd399ba3db37de9dea",
  "function refuse_event_change 2bc02c2d1978c5cbb1a904daf5df4dafb53b3dc1bd22a8763e72bf520e7c3b9f",
  "function refuse_origin_change c65a9a07029806e515ddb0f80e9197c34c86af43a76f57b21533c7befc5bd4a8",
  "function refuse_seal_change 4624d6c919023eead0f75289fca6a919637be64f8ed6b9973263fc602e5a8614",
  "setting search_path pg_catalog",
  "setting session_replication_role origin",
  "table AuditCheck r false false",
  "table AuditSeal r false false",
  "table Event r false false",
  "table Origin r false false",
  "trigger AuditCheck.check_append_only O 27 true refuse_check_change",
  "trigger AuditCheck.check_no_truncate O 34 true refuse_check_change",
  "trigger AuditSeal.seal_append_only O 27 true refuse_seal_change",
  "trigger AuditSeal.seal_no_truncate O 34 true refuse_seal_change",
  "trigger Event.event_append_only O 27 true refuse_event_change",
  "trigger Event.event_no_truncate O 34 true refuse_event_change",
  "trigger Origin.origin_append_only O 27 true refuse_origin_change",
  "trigger Origin.origin_no_truncate O 34 true refuse_seal_change",
];

const FUNCTIONS = ["event_fixed_hash", "event_personal_hash", "event_hash", "event_seq_at", "refuse_event_change"];
const MORE_FUNCTIONS = ["refuse_seal_change", "refuse_origin_change", "refuse_check_change"];

// A trigger's name, whether it fires, when (a number made of bits), and what it calls. Nothing here is a table's own: a table
// that became a view, whose rows some see, or on which a rule does something else isn't the one that was shipped either.
const FOUND = `
  with guarded(oid, name) as (
    select to_regclass('"' || name || '"')::oid, name from unnest(array['Event', 'Origin', 'AuditSeal', 'AuditCheck']) name)
  select 'table ' || g.name || ' ' || c.relkind::text || ' ' || c.relrowsecurity::text || ' ' || c.relhasrules::text as guard, '' as text
    from guarded g join pg_catalog.pg_class c on c.oid = g.oid
  union all
  select 'trigger ' || g.name || '.' || t.tgname || ' ' || t.tgenabled::text || ' ' || t.tgtype || ' ' || (t.tgqual is null)::text || ' ' || p.proname, ''
    from guarded g join pg_catalog.pg_trigger t on t.tgrelid = g.oid join pg_catalog.pg_proc p on p.oid = t.tgfoid
   where not t.tgisinternal
  union all
  select 'function ' || p.proname, l.lanname || p.provolatile::text || p.prosecdef::text || coalesce(p.proconfig::text, '') || coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), '') || p.prosrc
    from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang join pg_catalog.pg_namespace n on n.oid = p.pronamespace
   where p.proname = any($1::text[]) and n.nspname = any(pg_catalog.current_schemas(true))
  union all
  select 'setting session_replication_role ' || pg_catalog.current_setting('session_replication_role'), ''
  union all
  select 'setting search_path ' || (select schema from unnest(pg_catalog.current_schemas(true)) with ordinality as s(schema, at)
                                     where schema::text not like 'pg\\_temp%' order by at limit 1), ''`;

/** Each as one line, in order. */
export async function guards(): Promise<string[]> {
  const rows = await database().$queryRawUnsafe<{ guard: string; text: string }[]>(FOUND, [
    ...FUNCTIONS,
    ...MORE_FUNCTIONS,
  ]);
  return rows
    .map(({ guard, text }) => (text === "" ? guard : `${guard} ${createHash("sha256").update(text).digest("hex")}`))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** What is missing or different, and what was put there besides. */
export async function guardFindings(): Promise<Finding[]> {
  const found = await guards();
  const named = (line: string) => line.split(" ").slice(0, 2).join(" ");
  const wrong = [...GUARDS.filter((line) => !found.includes(line)), ...found.filter((line) => !GUARDS.includes(line))];
  return [...new Set(wrong.map(named))].map((guard) => ({ kind: "guardChanged", guard }));
}
