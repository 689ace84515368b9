import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { closeDatabase, database } from "@/lib/core/db";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkProgress } from "@/lib/leads/bulk/changing/queries";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";

jest.setTimeout(120_000);
afterAll(closeDatabase);

/** Steps elsewhere and ends it without a word, some milliseconds after it told of so many steps. */
async function stepAndKill(steps: number, milliseconds: number): Promise<void> {
  const program = fork("tests/support/bulk-program.ts", [], {
    execArgv: ["--import", "./scripts/aliases.mjs"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: process.env,
  });
  const gone = once(program, "exit");
  for (let told = -1; told < steps; told++) await Promise.race([once(program, "message"), gone]);
  await wait(milliseconds);
  program.kill("SIGKILL");
  await gone;
}

test("killed in the middle, a change of many and its undo go on from there: each lead changed once, with one event", async () => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser("manager", [company.id]));
  const [pending, quoted] = [await statusId("pending"), await statusId("quoted")];
  const ids: string[] = [];
  for (let at = 0; at < 500; at++) ids.push((await makeLead(company.id, { contactName: `Person ${at}` })).id);
  const changeId = (
    await startBulk(ctx, { selection: { ids }, set: { kind: "status", statusId: quoted, amountCents: 1 } })
  ).changeId;
  const told = () =>
    database().event.groupBy({
      by: ["subjectId"],
      where: { subjectId: { in: ids }, name: "lead.statusChanged" },
      _count: true,
    });
  const standing = (status: string) => database().lead.count({ where: { id: { in: ids }, statusId: status } });
  /** How far it came, once PostgreSQL has noticed that whoever stepped is gone. */
  const cursorNow = async () => {
    const lock = `select cursor from "BulkChange" where id = $1::uuid for update`;
    return Number((await database().$queryRawUnsafe<{ cursor: number }[]>(lock, changeId)).at(0)?.cursor);
  };

  // Whole steps only: what is told, what stands and how far it came say the same after each kill.
  for (const [steps, after] of [
    [0, 15],
    [1, 10],
    [0, 60],
  ] as const) {
    await stepAndKill(steps, after);
    const cursor = await cursorNow();
    expect([await standing(quoted), (await told()).length]).toStrictEqual([cursor, cursor]);
  }
  expect(await cursorNow()).toBeGreaterThan(0);
  while (await stepBulkChanges());
  expect(await bulkProgress(ctx, { changeId })).toMatchObject({ state: "done", total: 500, changed: 500 });
  expect((await told()).map(({ _count }) => _count)).toStrictEqual(ids.map(() => 1));

  await undoBulk(ctx, { changeId });
  await stepAndKill(1, 10);
  const cursor = await cursorNow();
  expect(await standing(pending)).toBe(501 - cursor);
  while (await stepBulkChanges());
  expect(await standing(pending)).toBe(500);
  expect((await told()).map(({ _count }) => _count)).toStrictEqual(ids.map(() => 2));
  expect(await database().leadSpan.count({ where: { leadId: { in: ids }, kind: "status", to: null } })).toBe(500);
});
