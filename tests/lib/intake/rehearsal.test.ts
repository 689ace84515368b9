import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { processReceived } from "@/lib/intake/processing/commands";
import { knockAt } from "@/lib/intake/receiving/test-sending/gateway";
import { isRehearsal, rehearsalMark } from "@/lib/intake/rehearsing/mark";
import { testProgress } from "@/lib/intake/rehearsing/queries";
import { sampleOf } from "@/lib/intake/rehearsing/sample";
import { REHEARSAL_HEADER } from "@/lib/intake/rehearsing/schema";
import { saveRules } from "@/lib/intake/rules/commands";
import { bodySignature } from "@/lib/intake/signature";
import { setSourceSecrets, updateSource } from "@/lib/intake/sources/commands";
import { fieldSamples } from "@/lib/intake/field-samples/queries";
import { foldLeadCounts } from "@/lib/analytics/counts/commands";
import { arrive, ana, idOf, settled } from "@/tests/support/arrivals";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource, openDoor, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import type { CreateSourceInput } from "@/lib/intake/sources/schema";
import type { DoorServer } from "@/tests/support/intake";
import type { FieldMapping } from "@/lib/intake/schema";

jest.setTimeout(60_000);
let door: DoorServer;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  await door.close();
});

async function house(more: Partial<CreateSourceInput> = {}) {
  const company = await makeCompany(`Empresa ${newId()}`);
  const admin = ctxOf(await makeUser("admin", [company.id]));
  return { admin, company, source: await makeSource({ companyId: company.id, ...more }) };
}

/** Sends a test through the real door, as the button does, and lets it be read. */
async function send(
  source: { id: string; path: string },
  more: { secret?: string; mapping?: FieldMapping; mark?: string } = {},
) {
  const body = Buffer.from(
    JSON.stringify(sampleOf({ mapping: more.mapping ?? {}, defaultCountry: "AR" }, more.mark ?? newId().slice(-8))),
  );
  const headers = {
    [REHEARSAL_HEADER]: rehearsalMark(source.id, body),
    ...(more.secret !== undefined && bodySignature(more.secret, body, new Date())),
  };
  const { knock, delivery } = await knockAt("own", `http://127.0.0.1:${door.port}`, {
    path: source.path,
    body,
    headers,
  });
  await settleAll();
  return { knock, delivery: delivery ?? "" };
}

/** Everything that a lead leaves somewhere, counted. */
async function traces() {
  const tables = [
    "Lead",
    "Touchpoint",
    "Entry",
    "LeadSpan",
    "Assignment",
    "LeadCountChange",
    "LeadCount",
    "LeadDayCount",
    "Mail",
    "QuietAlarm",
  ];
  const counted = await Promise.all(
    tables.map(async (table) => {
      const [row] = await database().$queryRawUnsafe<{ rows: string | null }[]>(
        `select json_agg(t order by t::text)::text as rows from "${table}" t`,
      );
      return [table, row?.rows ?? ""] as const;
    }),
  );
  const events = await database().event.findMany({ where: { subjectType: "lead" } });
  return { ...Object.fromEntries(counted), events: events.length };
}

test("a test goes the whole way, says what would have become of it, and leaves nothing behind", async () => {
  const { admin, company, source } = await house();
  const owner = await makeUser("employee", [company.id], { firstName: "Olga" });
  await updateSource(admin, { sourceId: source.id, set: { defaultOwnerId: owner.id }, seen: { defaultOwnerId: null } });
  await settled(source.id, ana);
  await foldLeadCounts();
  const before = await traces();
  const { knock, delivery } = await send(source);
  expect(knock).toMatchObject({ problem: "", status: 200 });
  const progress = await testProgress(admin, { deliveryId: delivery });
  expect(progress).toMatchObject({ state: "rejected", reason: "test_whole", plugin: "generic" });
  expect(progress?.fields).toContainEqual({ key: "nombre", target: "name", value: "Prueba de Leads Manager" });
  expect(progress?.rehearsed).toMatchObject({
    ...{ state: "processed", outcome: "created" },
    lead: {
      number: null,
      company: company.name,
      owner: "Olga Tester",
      ownerBy: "default-owner",
      status: { en: "Pending" },
    },
  });
  await foldLeadCounts();
  expect(await traces()).toStrictEqual(before);
  expect(await database().delivery.findUniqueOrThrow({ where: { id: delivery } })).toMatchObject({
    ...{ state: "rejected", outcome: "", leadId: null, entryId: null },
  });
});

test("the source's fields and rules are what it is read and classified by", async () => {
  const mapping = { campo_7: "email", campo_9: "firm" };
  const { admin, source } = await house({ mapping });
  const rule = {
    id: newId(),
    name: "Pruebas primero",
    condition: { all: [] },
    effect: { priority: "high" as const, tags: ["prueba"] },
    stop: false,
  };
  await saveRules(admin, { sourceId: source.id, rules: [rule], otherwise: {}, seen: 1, restoredFrom: null });
  const { delivery } = await send(source, { mapping });
  const progress = await testProgress(admin, { deliveryId: delivery });
  expect(progress?.fields.map(({ key, target }) => [key, target])).toStrictEqual(
    expect.arrayContaining([
      ["campo_7", "email"],
      ["campo_9", "firm"],
      ["nombre", "name"],
    ]),
  );
  expect(progress?.rehearsed?.lead).toMatchObject({
    priority: "high",
    tags: ["prueba"],
    rules: [{ name: "Pruebas primero" }],
  });
  // Invented values are no samples of the form's own.
  expect(await fieldSamples(admin, { sourceId: source.id })).toStrictEqual([]);
});

test("somebody known is named, and their lead stays as it is", async () => {
  const { admin, source } = await house();
  const mark = newId().slice(-8);
  const sample = sampleOf({ mapping: {}, defaultCountry: "AR" }, mark);
  const known = await settled(source.id, { ...sample, nombre: "Ana Conocida" });
  const before = await traces();
  const { delivery } = await send(source, { mark });
  const progress = await testProgress(admin, { deliveryId: delivery });
  const lead = await database().lead.findUniqueOrThrow({ where: { id: idOf(known) } });
  expect(progress?.rehearsed).toMatchObject({ outcome: "touched", lead: { number: lead.number } });
  expect(await traces()).toStrictEqual(before);
});

test("read again, it is tried out again; among others it is nobody's lead", async () => {
  const { source } = await house();
  const { delivery } = await send(source);
  const row = await database().delivery.findUniqueOrThrow({ where: { id: delivery } });
  const before = (await traces()).events;
  await database().delivery.update({ where: { id: delivery }, data: { state: "received", rehearsed: {} } });
  await arrive(source.id, ana);
  await processReceived();
  expect(await database().delivery.findUniqueOrThrow({ where: { id: delivery } })).toMatchObject({
    ...{ state: "rejected", reason: "test_whole", rehearsed: row.rehearsed },
  });
  expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(1);
  expect((await traces()).events).toBeGreaterThan(before);
});

test("nobody else can mark a submission as a test: it becomes a lead all the same", async () => {
  const { source } = await house();
  const body = Buffer.from(JSON.stringify(ana));
  const marks = ["", "true", "0".repeat(64), rehearsalMark(newId(), body), rehearsalMark(source.id, Buffer.from("{}"))];
  for (const mark of marks) {
    expect(isRehearsal({ sourceId: source.id, headers: { [REHEARSAL_HEADER]: mark }, body })).toBe(false);
  }
  const made = await settled(source.id, ana, {
    headers: { "content-type": "application/json", [REHEARSAL_HEADER]: "true" },
  });
  expect(made).toMatchObject({ state: "processed", outcome: "created" });
});

test("a source that asks for a signature gets one; a paused one keeps the test and says so", async () => {
  const { admin, source } = await house();
  await setSourceSecrets(admin, { sourceId: source.id, secret: "s3cret" });
  await updateSource(admin, {
    sourceId: source.id,
    set: { requireSignature: true },
    seen: { requireSignature: false },
  });
  // The door knows a change within a second.
  await database().source.update({ where: { id: source.id }, data: { updatedAt: new Date() } });
  const signed = await send(source, { secret: "s3cret" });
  expect(await testProgress(admin, { deliveryId: signed.delivery })).toMatchObject({ reason: "test_whole" });

  const other = await house();
  await database().source.update({ where: { id: other.source.id }, data: { active: false } });
  const paused = await send(other.source);
  expect(await testProgress(other.admin, { deliveryId: paused.delivery })).toMatchObject({
    ...{ state: "rejected", reason: "source_paused", rehearsed: null },
  });
});

test("what fails on the way is a failure with its reason, as for any submission", async () => {
  const { admin, source } = await house();
  await database().ruleVersion.updateMany({ where: { sourceId: source.id }, data: { rules: "broken" } });
  const { delivery } = await send(source);
  expect(await testProgress(admin, { deliveryId: delivery })).toMatchObject({ state: "failed", rehearsed: null });
});

test("an address that redirects, answers otherwise, hangs up or isn't us is told apart", async () => {
  const site = await openWordpress();
  const request = { path: "/api/intake/x", body: Buffer.from("{}"), headers: {} };
  const knock = async () => (await knockAt("public", site.url, request)).knock;
  site.answer({ status: 301, headers: { location: "https://example.test/" } });
  expect(await knock()).toMatchObject({ problem: "redirected", status: 301 });
  site.answer({ status: 502 });
  expect(await knock()).toMatchObject({ problem: "status", status: 502 });
  site.answer({ status: 200, body: "<html></html>" });
  expect(await knock()).toMatchObject({ problem: "not_ours", status: 200 });
  await site.close();
  expect(await knock()).toMatchObject({ problem: "unreachable", status: null });
});

test("another company's test doesn't exist", async () => {
  const { source } = await house();
  const { delivery } = await send(source);
  await expect(
    testProgress(ctxOf(await makeUser("manager", [source.companyId])), { deliveryId: delivery }),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
