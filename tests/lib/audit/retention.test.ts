import { checkLog } from "@/lib/audit/checking/commands";
import { logState } from "@/lib/audit/checking/state/queries";
import { dropOldEvents, setRetention } from "@/lib/audit/retention/commands";
import { retention } from "@/lib/audit/retention/queries";
import { setRetentionInput } from "@/lib/audit/retention/schema";
import { dropUnnamedOrigins } from "@/lib/audit/retention/origins/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { originIdOf, writeOrigins } from "@/lib/core/from-where";
import { endOtherSessions } from "@/lib/auth/sessions/commands";
import { happen, sealAll, tamper } from "@/tests/support/audit";
import { ctxOf, makeUser } from "@/tests/support/house";

import type { FromWhere } from "@/lib/core/from-where";

const system = systemCtx("test");
const YEAR_MS = 366 * 86_400_000;

/** Somebody ended their other sessions, as is told of sign-ins. */
async function sessionEnded(from?: FromWhere): Promise<bigint> {
  const user = await makeUser("employee");
  await database().session.create({ data: { userId: user.id, expiresAt: new Date(Date.now() + 60_000) } });
  await endOtherSessions(ctxOf(user, from && { from }));
  const { seq } = await database().event.findFirstOrThrow({ where: { subjectId: user.id, name: "user.sessionEnded" } });
  return seq;
}

const isThere = async (seq: bigint) => (await database().event.count({ where: { seq } })) === 1;

test("what isn't kept any longer goes once it is sealed, says so, and the log is still whole", async () => {
  await setRetention(system, { set: { signIns: "12" }, seen: { signIns: "0" } });
  const old = await sessionEnded();
  const later = new Date(Date.now() + YEAR_MS);
  expect(await dropOldEvents(later)).toBe(0);
  await sealAll();
  const unsealed = await sessionEnded();
  expect(await dropOldEvents(new Date())).toBe(0);
  expect(await dropOldEvents(later)).toBe(1);
  expect([await isThere(old), await isThere(unsealed)]).toStrictEqual([false, true]);
  await sealAll();
  const result = await checkLog({ kind: "whole" });
  expect(result).toMatchObject({ findingCount: 0, dropped: 1 });
  expect(await database().event.findFirst({ where: { name: "log.dropped" }, orderBy: { seq: "desc" } })).toMatchObject({
    payload: { kind: "signIns", name: "user.sessionEnded", rows: 1, ranges: String(old) },
  });

  // Whoever takes another one along is found all the same.
  await tamper("Event", `delete from "Event" where seq = $1`, [unsealed]);
  expect((await checkLog({ kind: "whole" })).findings).toMatchObject([{ kind: "missing", seq: String(unsealed) }]);
  expect(await logState(ctxOf(await makeUser("admin")))).toMatchObject({ findingCount: 1 });
});

test("is for ever unless somebody says otherwise, in steps that are offered", async () => {
  const values = await retention(system);
  expect(values).toMatchObject({ leads: "0", rights: "0" });
  expect(setRetentionInput.safeParse({ set: { leads: "1" }, seen: {} }).success).toBe(false);
  expect(setRetentionInput.parse({ set: { log: "12" }, seen: {} }).set).toStrictEqual({});
});

test("is set by whoever manages the settings, is told with before and after, and isn't set over somebody else", async () => {
  const refused = setRetention(ctxOf(await makeUser("manager")), { set: { many: "12" }, seen: { many: "0" } });
  await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
  const admin = ctxOf(await makeUser("admin"));
  await setRetention(admin, { set: { many: "24" }, seen: { many: "0" } });
  await expect(setRetention(admin, { set: { many: "12" }, seen: { many: "0" } })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await setRetention(admin, { set: { many: "0" }, seen: { many: "24" } });
  expect(await retention(system)).toMatchObject({ many: "0" });
  const told = await database().event.findMany({ where: { name: "log.retentionSet" }, orderBy: { seq: "asc" } });
  expect(told.slice(-2).map(({ changes }) => changes)).toStrictEqual([
    { many: { from: "0", to: "24" } },
    { many: { from: "24", to: "0" } },
  ]);
});

describe("where somebody came from", () => {
  const place = (address: string): FromWhere => ({ via: "screen", address, userAgent: "Test" });
  const isKept = async (from: FromWhere) => (await database().origin.count({ where: { id: originIdOf(from) } })) === 1;
  const throughDoor = async (sql: string, door: "on" | "off") => {
    const client = await pool().connect();
    try {
      await client.query("begin");
      await client.query("select set_config('audit.dropping', $1, true)", [door]);
      await client.query(sql);
    } finally {
      await client.query("rollback");
      client.release();
    }
  };

  test("goes with the last event that names it and no sooner, and can come again", async () => {
    const [gone, stays] = [place("203.0.113.101"), place("203.0.113.102")];
    const before = await checkLog({ kind: "whole" });
    for (const from of [gone, stays]) await sessionEnded(from);
    await happen(1, systemCtx("test", { from: stays }));
    await sealAll();
    expect(await dropUnnamedOrigins()).toBe(0);
    await dropOldEvents(new Date(Date.now() + YEAR_MS));
    expect(await dropUnnamedOrigins()).toBe(1);
    expect([await isKept(gone), await isKept(stays)]).toStrictEqual([false, true]);

    // A process that saw it long ago doesn't take it for written.
    const today = Date.now();
    const clock = jest.spyOn(Date, "now").mockReturnValue(today + YEAR_MS);
    await happen(1, systemCtx("test", { from: gone }));
    clock.mockRestore();
    await sealAll();
    expect(await isKept(gone)).toBe(true);
    expect((await checkLog({ kind: "whole" })).findings).toStrictEqual(before.findings);
  });

  test("is taken by nobody else: neither while an event names it nor by another door", async () => {
    const [named, unnamed] = [place("203.0.113.103"), place("203.0.113.104")];
    await happen(1, systemCtx("test", { from: named }));
    await database().origin.create({ data: { id: originIdOf(unnamed), ...unnamed } });
    const taking = (from: FromWhere) => `delete from "Origin" where id = '${originIdOf(from)}'`;
    await expect(throughDoor(taking(named), "on")).rejects.toThrow("append-only");
    await expect(throughDoor(taking(unnamed), "off")).rejects.toThrow("append-only");
    await expect(throughDoor(`update "Origin" set address = ''`, "on")).rejects.toThrow("append-only");
    await expect(throughDoor(taking(unnamed), "on")).resolves.toBeUndefined();
  });

  test("stays where somebody comes from there at that very moment", async () => {
    const from = place("203.0.113.105");
    const id = originIdOf(from);
    await database().origin.create({ data: { id, ...from } });
    let dropping: Promise<number> | undefined;
    await database().$transaction(async (tx) => {
      await writeOrigins(tx, new Map([[id, from]]));
      dropping = dropUnnamedOrigins();
      await new Promise((done) => setTimeout(done, 300));
      await tx.$executeRawUnsafe(
        `insert into "Event" (name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", "occurredAt", "requestId", "originId")
         values ('test.happened', 'system', 't', 'test', gen_random_uuid(), 'T', now(), 'test', $1::uuid)`,
        id,
      );
    });
    await dropping;
    expect(await isKept(from)).toBe(true);
  });
});
