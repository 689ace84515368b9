import path from "node:path";
import { parseArgs } from "node:util";
import { removeCluster } from "@/lib/core/cluster/removal";
import { fuzz } from "./chaos/fuzz.ts";
import { openVictim } from "./chaos/victim.ts";
import { weather } from "./chaos/weather.ts";

// npm run chaos: bad weather on the production build. Posts at full speed while PostgreSQL and the server are killed,
// then mangled requests; what was answered must be there, exactly once. --small takes seconds, for npm test.

const { values } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    posts: { type: "string" },
    bodies: { type: "string" },
    seed: { type: "string" },
  },
});
const posts = Number(values.posts ?? (values.small ? 300 : 10_000));
const bodies = Number(values.bodies ?? (values.small ? 800 : 20_000));
const seed = Number(values.seed ?? (values.small ? 1 : Date.now() % 1_000_000));

const home = path.resolve(".data", "chaos");
await removeCluster(home);
const victim = await openVictim(home);
let failed = 0;
try {
  report(await weather(victim, posts, values.small ? undefined : path.join(home, "busy")));
  report(await fuzz(victim, bodies, seed));
} finally {
  await victim.close();
}
if (failed === 0) await removeCluster(home);
process.exit(failed === 0 ? 0 : 1);

function report(checks: Awaited<ReturnType<typeof weather>>): void {
  for (const { name, ok, note } of checks) {
    process.stdout.write(`${ok ? "✓" : "✗"} ${name}${note === "" ? "" : ` (${note})`}\n`);
    if (!ok) failed++;
  }
}
