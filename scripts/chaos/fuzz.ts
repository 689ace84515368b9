import { mangled, randomFrom, wholesome } from "./mangle.ts";
import { eachOf, post, until } from "./posting.ts";
import type { Check } from "./check.ts";
import type { Victim } from "./victim.ts";

const AT_ONCE = 16;
/** What a server prints when it didn't expect something. */
const ALARM = /unhandled|uncaught|request failed|couldn't be read|refused by the database|FATAL/i;

/** Mangled requests of real plugins: each is answered without a 5xx, kept, and read to an end. */
export async function fuzz(victim: Victim, count: number, seed: number): Promise<Check[]> {
  const address = victim.origin + (await victim.makeSource("Fuzz", "--allow-get"));
  const from = wholesome("tests/fixtures/wordpress");
  const random = randomFrom(seed);
  const printedBefore = victim.printed().length;
  const kept: string[] = [];
  const statuses = new Map<number | string, number>();
  await eachOf(count, AT_ONCE, async () => {
    const { tail, ...request } = mangled(from, random);
    const reply = await post(address + tail, request).catch((error: unknown) =>
      String((error as { code?: string }).code),
    );
    const status = typeof reply === "string" ? reply : reply.status;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (typeof reply !== "string" && reply.delivery) kept.push(reply.delivery);
  });
  const left = () =>
    victim.database.query<{ state: string; n: number }>(
      `select d.state, count(*)::int as n from unnest($1::uuid[]) as asked(id) left join "Delivery" d on d.id = asked.id group by 1`,
      [kept],
    );
  await until(async () => !(await left()).rows.some(({ state }) => state === "received"), 60 + count / 10);
  const { rows } = await left();
  const states = rows.map(({ state, n }) => `${state} ${n}`).join(", ");
  const alarms = victim
    .printed()
    .slice(printedBefore)
    .split("\n")
    .filter((line) => ALARM.test(line));
  const told = [...statuses].map(([status, n]) => `${status}: ${n}`).join(", ");
  return [
    {
      name: "no mangled request is a 5xx or goes without an answer",
      ok: [...statuses.keys()].every((status) => typeof status === "number" && status < 500),
      note: `seed ${seed}: ${told}`,
    },
    {
      name: "every one that was answered 200 is kept and read to an end",
      ok: rows.every(({ state }) => ["processed", "duplicate", "rejected", "spam"].includes(state)),
      note: states,
    },
    { name: "nothing unexpected was logged", ok: alarms.length === 0, note: alarms.slice(0, 3).join(" | ") },
  ];
}
