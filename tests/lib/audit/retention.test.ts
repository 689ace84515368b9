import { checkLog } from "@/lib/audit/checking/commands";
import { logState } from "@/lib/audit/checking/state/queries";
import { dropOldEvents, setRetention } from "@/lib/audit/retention/commands";
import { retention } from "@/lib/audit/retention/queries";
import { setRetentionInput } from "@/lib/audit/retention/schema";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { endOtherSessions } from "@/lib/auth/sessions/commands";
import { sealAll, tamper } from "@/tests/support/audit";
import { ctxOf, makeUser } from "@/tests/support/house";

const system = systemCtx("test");
const YEAR_MS = 366 * 86_400_000;

/** Somebody ended their other sessions, as is told of sign-ins. */
async function sessionEnded(): Promise<bigint> {
  const user = await makeUser("employee");
  await database().session.create({ data: { userId: user.id, expiresAt: new Date(Date.now() + 60_000) } });
  await endOtherSessions(ctxOf(user));
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
