import fs from "node:fs";
import { performance } from "node:perf_hooks";
import { openInstallation } from "@/lib/core/installation";
const count = Number(process.argv[2] ?? 100000);
process.env["DATA_DIR"] = `/tmp/fields-perf-${count}`;
const fresh = !fs.existsSync(process.env["DATA_DIR"]);
const installation = await openInstallation({ log: () => undefined });
Object.assign(process.env, installation.variables, { LOG_LEVEL: "silent" });
const { pool, closeDatabase } = await import("@/lib/core/db");
const { seedLeads } = await import("./bench/seed.ts");
const client = await pool().connect();
if (fresh) {
  await client.query(`insert into "Organisation" (id, name, "setUpAt") values (1, 'Bench', now()) on conflict (id) do update set "setUpAt" = now()`);
  const t = performance.now();
  await seedLeads(client, count);
  console.log("seeded", Math.round(performance.now() - t));
}
const { actorOfSession } = await import("@/lib/auth/queries");
const { listView } = await import("@/lib/leads/list/view/queries");
const { pageStatement, leadPage, countLeads } = await import("@/lib/leads/list/queries");
const asks = (field: string, op: string, value?: unknown) => JSON.stringify({ field, op, value });
const FILTERS: Record<string, string> = {
  none: "", many: asks("field.bench-number", "gt", 1000), few: asks("field.bench-number", "gt", 4990),
  rare: asks("field.bench-choice", "is", "rare"), common: asks("field.bench-choice", "is", "cold"), text: asks("field.bench-text", "contains", "pampeana 12"),
  texteq: asks("field.bench-text", "is", "pampeana 12"),
  empty: asks("field.bench-date", "isEmpty"), flag: asks("field.bench-boolean", "is", true), list: asks("field.bench-choices", "hasAny", ["rare"]), not: asks("field.bench-number", "isNot", 7),
};
const SORTS = ["received", "activity", "name", "status", "amount", "field.bench-number", "field.bench-text", "field.bench-date", "field.bench-boolean", "field.bench-choice", "field.bench-money"];
const only = process.argv[3];
for (const userName of ["bench1", "bench2", "bench5"]) {
  const { rows } = await client.query(`insert into "Session" (id, "userId", "expiresAt") select gen_random_uuid(), id, now() + interval '1 day' from "User" where "userName" = $1 returning id`, [userName]);
  const actor = await actorOfSession(rows[0].id);
  if (!actor) throw new Error("actor");
  const ctx = { actor, requestId: "x", now: () => new Date(), history: false };
  for (const [name, filter] of Object.entries(FILTERS)) {
    const out: string[] = [];
    for (const sort of SORTS) for (const dir of ["asc", "desc"]) {
      const key = `${userName} ${name} ${sort} ${dir}`;
      if (only && !key.includes(only)) continue;
      const view = await listView(ctx, { sort, dir, ...(filter && { filter }) }, "en");
      if (view.problems.length) throw new Error(key + view.problems);
      const input = { ...view, order: view.list };
      const statement = pageStatement(ctx, input);
      if (only) {
        const plan = await client.query("explain (analyze, buffers) " + statement.sql, statement.values);
        console.log(key + "\n" + plan.rows.map((r: any) => r["QUERY PLAN"]).join("\n"));
        continue;
      }
      await leadPage(ctx, input);
      const times = [];
      for (let i = 0; i < 3; i++) { const t = performance.now(); await leadPage(ctx, input); times.push(performance.now() - t); }
      out.push(`${sort.replace("field.bench-", "f.")}${dir === "asc" ? "+" : "-"} ${Math.round(Math.min(...times))}`);
    }
    if (!only) {
      const view = await listView(ctx, { ...(filter && { filter }) }, "en");
      const t = performance.now(); await countLeads(ctx, view); const c = Math.round(performance.now() - t);
      console.log(`${userName} ${name} [count ${c}]: ${out.join("  ")}`);
    }
  }
}
client.release();
await closeDatabase();
await installation.close();
