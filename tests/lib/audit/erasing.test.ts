import { checkLog } from "@/lib/audit/checking/commands";
import { eraseFromLog } from "@/lib/audit/erasing/commands";
import { erasedLabel, erasedValue } from "@/lib/audit/erasure";
import { ERASED } from "@/lib/audit/schema";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { updateLead } from "@/lib/leads/commands";
import { leadUpdated } from "@/lib/leads/events";
import { sealAll, tamper } from "@/tests/support/audit";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";

const shell = systemCtx("test");

async function leadWithPast() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { contactName: "Ana Pérez", email: "ana@example.test" });
  const seen = { contactName: "Ana Pérez", email: "ana@example.test" };
  await updateLead(ctxOf(manager), {
    leadId: lead.id,
    country: "AR",
    set: { contactName: "Anita Paz", email: "anita@example.test" },
    seen,
  });
  return lead;
}

const toldOf = async (subjectId: string) =>
  JSON.stringify(
    (await database().event.findMany({ where: { subjectId } })).map(({ changes, payload, subjectLabel }) => [
      changes,
      payload,
      subjectLabel,
    ]),
  );

test("personal values go, what happened stays, and a verification tells it from tampering", async () => {
  const lead = await leadWithPast();
  await sealAll();
  const before = await database().event.findMany({ where: { subjectId: lead.id }, orderBy: { seq: "asc" } });
  const { erased } = await eraseFromLog(shell, {
    subjectType: "lead",
    subjectId: lead.id,
    reason: "They asked for it",
  });
  expect(erased).toBeGreaterThan(0);
  expect(await toldOf(lead.id)).not.toMatch(/Ana Pérez|Anita|example\.test/);
  const after = await database().event.findMany({ where: { subjectId: lead.id }, orderBy: { seq: "asc" } });
  const kept = (events: typeof before) =>
    events.map(({ seq, name, actorId, occurredAt, requestId }) => ({ seq, name, actorId, occurredAt, requestId }));
  expect(kept(after)).toStrictEqual(kept(before));
  await sealAll();
  expect(await checkLog({ kind: "whole" })).toMatchObject({ findingCount: 0, erased });

  // The event of it is sealed as any other, and without it the same rows are changed ones.
  const { seq } = await database().event.findFirstOrThrow({ where: { name: "log.erased" }, orderBy: { seq: "desc" } });
  await tamper("Event", `update "Event" set payload = jsonb_set(payload, '{rows}', '{}') where seq = $1`, [seq]);
  const { findings } = await checkLog({ kind: "whole" });
  expect(findings.filter(({ kind }) => kind === "changed")).toHaveLength(erased + 1);
});

test("done again it does nothing, and somebody else's log is left alone", async () => {
  const [lead, other] = [await leadWithPast(), await leadWithPast()];
  const input = { subjectType: "lead", subjectId: lead.id, reason: "They asked for it" } as const;
  await eraseFromLog(shell, input);
  const told = await database().event.count({ where: { name: "log.erased" } });
  expect(await eraseFromLog(shell, input)).toStrictEqual({ erased: 0 });
  expect(await database().event.count({ where: { name: "log.erased" } })).toBe(told);
  expect(await toldOf(other.id)).toContain("Anita Paz");
});

test("an erased row that is changed afterwards is a changed one", async () => {
  const lead = await leadWithPast();
  await sealAll();
  await eraseFromLog(shell, { subjectType: "lead", subjectId: lead.id, reason: "They asked for it" });
  await sealAll();
  const row = await database().event.findFirstOrThrow({ where: { subjectId: lead.id, name: "lead.updated" } });
  const told = async () => JSON.stringify((await checkLog({ kind: "whole" })).findings);
  expect(await told()).not.toContain(`"seq":"${row.seq}"`);
  await tamper("Event", `update "Event" set "actorLabel" = 'Somebody else' where seq = $1`, [row.seq]);
  expect(await told()).toContain(`"kind":"changed","seal":`);
  expect(await told()).toContain(`"seq":"${row.seq}"`);
});

test("under the pretext of erasing nothing else of a row can be changed", async () => {
  const lead = await leadWithPast();
  const client = await pool().connect();
  await client.query("begin");
  await client.query("select set_config('audit.erasing', 'on', true)");
  await expect(client.query(`update "Event" set "actorLabel" = 'x' where "subjectId" = $1`, [lead.id])).rejects.toThrow(
    "append-only",
  );
  await client.query("rollback");
  client.release();
});

test("only whoever manages the settings", async () => {
  const lead = await leadWithPast();
  const manager = ctxOf(await makeUser("manager"));
  const erasing = eraseFromLog(manager, { subjectType: "lead", subjectId: lead.id, reason: "x" });
  await expect(erasing).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await toldOf(lead.id)).toContain("Anita Paz");
});

const ID = "01890000-0000-7000-8000-000000000000";

test.each([
  [{ email: { from: "a@b.c", to: "" } }, { email: { from: ERASED, to: "" } }],
  [{ status: { from: ID, to: ID } }, { status: { from: ID, to: ID } }],
  [{ priority: { from: "normal", to: "high" } }, { priority: { from: "normal", to: "high" } }],
  [{ "field.dni": { from: null, to: 30123456 } }, { "field.dni": { from: null, to: ERASED } }],
  [{ "field.languages": { from: [], to: ["es"] } }, { "field.languages": { from: [], to: [ERASED] } }],
  [
    { method: "rule", reason: "Ana asked" },
    { method: "rule", reason: ERASED },
  ],
  [
    { number: 12, otherLabel: "L-10234", names: ["cv-ana.pdf"] },
    { number: 12, otherLabel: "L-10234", names: [ERASED] },
  ],
])("of %j remains %j", (value, remains) => {
  expect(erasedValue(value)).toStrictEqual(remains);
});

test.each([
  ["L-10234", "L-10234"],
  ["Ana Pérez", ERASED],
  ["", ""],
])("a label %j becomes %j", (label, remains) => {
  expect(erasedLabel(label)).toBe(remains);
});

test("more than one step's values go, also where numbers grow by a digit", async () => {
  const subjectId = newId();
  await pool().query(`select setval(pg_get_serial_sequence('"Event"', 'seq'), 9999700)`);
  await mutate(shell, (_tx, emit) => {
    const changes = { email: { from: "ana@example.test", to: "anita@example.test" } };
    for (let n = 0; n < 600; n++) emit(leadUpdated, { subjectId, subjectLabel: "Ana", payload: {}, changes });
    return Promise.resolve();
  });
  await expect(eraseFromLog(shell, { subjectType: "lead", subjectId, reason: "x" })).resolves.toStrictEqual({
    erased: 600,
  });
  expect(await toldOf(subjectId)).not.toContain("example.test");
});
