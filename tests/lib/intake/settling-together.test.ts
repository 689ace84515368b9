import { closeDatabase, database } from "@/lib/core/db";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { ana, arrive, idOf, lead, read } from "@/tests/support/arrivals";
import { makeCompany, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const person = (index: number) => ({
  ...ana,
  nombre: `Persona ${index}`,
  email: `persona${index}@example.com`,
  telefono: `11 4${String(5_000_000 + index)}`,
  servicio: "Transporte",
  utm_source: "google",
  Rubro: "Vinos",
});
const JOB = "Busco trabajo/ Ofrezco productos o servicios";

async function ownedSource() {
  const company = await makeCompany();
  const owner = await makeUser("employee", [company.id]);
  return makeSource({ companyId: company.id, defaultOwnerId: owner.id });
}

/** Everything a lead is, without what must differ between any two. */
async function portrait(leadId: string) {
  const whole = await database().lead.findUniqueOrThrow({
    where: { id: leadId },
    include: {
      touchpoints: true,
      spans: { orderBy: [{ kind: "asc" }, { from: "asc" }] },
      assignments: true,
      entries: true,
    },
  });
  const events = await database().event.findMany({ where: { subjectId: leadId }, orderBy: { seq: "asc" } });
  const text = JSON.stringify({ whole, events }, (key, value: unknown) => {
    if (key === "seq" || key === "xid" || key === "changeId" || key === "number") return undefined;
    if (typeof value === "bigint") return String(value);
    return value;
  });
  const plain = text
    .replaceAll(/"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"/g, (id) =>
      id.slice(1, -1) === whole.ownerId ? '"owner"' : '"id"',
    )
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"time"')
    .replaceAll(/L-\d+/gi, "L-n")
    .replaceAll(/"[0-9a-f]{64}"/g, '"hash"')
    .replaceAll(/persona ?\d+/gi, "persona")
    .replaceAll(/(?:11 4|\+5411\d?|5411|4)\d{7,}|\b11\d{8}\b/g, "phone");
  return JSON.parse(plain) as object;
}

test("a lead made among many is the same, row for row and event for event, as one made by itself", async () => {
  const source = await ownedSource();
  const alone = await arrive(source.id, person(1));
  await processDelivery(alone);
  const among = [await arrive(source.id, person(2)), await arrive(source.id, person(3))];
  await processReceived();
  const one = await portrait(idOf(await read(alone)));
  for (const id of among) expect(await portrait(idOf(await read(id)))).toStrictEqual(one);
});

test("one that the rules move, and one of history, are the same as well", async () => {
  const source = await ownedSource();
  const job = (index: number) => ({ ...person(index), "Me interesa el servicio": JOB });
  const old = { history: true, receivedAt: new Date() };
  const alone = [await arrive(source.id, job(11)), await arrive(source.id, person(12), old)];
  for (const id of alone) await processDelivery(id);
  const among = [await arrive(source.id, job(13)), await arrive(source.id, person(14), old)];
  await processReceived();
  for (const [index, id] of alone.entries()) {
    expect(await portrait(idOf(await read(String(among[index]))))).toStrictEqual(await portrait(idOf(await read(id))));
  }
});

test("of one person's several deliveries in a batch the first makes the lead and the others touch it, in their order", async () => {
  const source = await makeSource();
  const wishes = ["uno", "dos", "tres"];
  const ids = [];
  for (const mensaje of wishes) ids.push(await arrive(source.id, { ...person(21), mensaje }));
  ids.push(
    await arrive(source.id, { ...person(22), telefono: person(21).telefono }),
    await arrive(source.id, person(23)),
  );
  await processReceived();
  await settleAll();
  const outcomes = await Promise.all(ids.map(async (id) => (await read(id)).outcome));
  expect(outcomes).toStrictEqual(["created", "touched", "touched", "touched", "created"]);
  const touches = await database().touchpoint.findMany({
    where: { leadId: idOf(await read(String(ids[0]))) },
    orderBy: { id: "asc" },
  });
  expect(touches.map(({ message }) => message)).toStrictEqual([...wishes, "Hola"]);
});

test("the same entry, and the same content, twice in a batch are one", async () => {
  const source = await makeSource();
  const entry = { ...person(31), submission_id: "77", form_id: "5" };
  const ids = [
    await arrive(source.id, entry),
    await arrive(source.id, entry),
    await arrive(source.id, person(32)),
    await arrive(source.id, person(32)),
  ];
  await settleAll();
  const states = await Promise.all(ids.map(async (id) => (await read(id)).state));
  expect(states).toStrictEqual(["processed", "duplicate", "processed", "duplicate"]);
  expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(2);
});

test("one that can't be settled fails alone; the others of its batch are settled", async () => {
  const [good, broken] = [await makeSource(), await makeSource()];
  await database().ruleVersion.updateMany({
    where: { sourceId: broken.id },
    data: { rules: [{ nonsense: 1 }] },
  });
  const ids = [
    await arrive(good.id, person(41)),
    await arrive(broken.id, person(42)),
    await arrive(good.id, person(43)),
  ];
  await processReceived();
  const states = await Promise.all(ids.map(async (id) => (await read(id)).state));
  expect(states).toStrictEqual(["processed", "failed", "processed"]);
});

test("when the whole of a batch can't be written, each is settled by itself, and only the culprit fails", async () => {
  const source = await ownedSource();
  const other = await makeSource();
  const { defaultOwnerId } = await database().source.findUniqueOrThrow({ where: { id: source.id } });
  // A lead that the database itself refuses.
  await database().$executeRawUnsafe(
    `create function refuse_one() returns trigger language plpgsql as $$ begin
       if new.email = 'persona52@example.com' then raise exception 'not this one'; end if; return new; end $$`,
  );
  await database().$executeRawUnsafe(
    `create trigger refuse_one before insert on "Lead" for each row execute function refuse_one()`,
  );
  const ids = [
    await arrive(source.id, person(51)),
    await arrive(other.id, person(52)),
    await arrive(source.id, person(53)),
  ];
  await processReceived();
  await database().$executeRawUnsafe(`drop function refuse_one() cascade`);
  const [first, culprit, last] = await Promise.all(ids.map(read));
  expect([first?.state, culprit?.state, last?.state]).toStrictEqual(["processed", "failed", "processed"]);
  expect(culprit?.reason).toContain("not this one");
  expect((await lead(idOf(await read(String(ids[0]))))).ownerId).toBe(defaultOwnerId);
});

test("two that settle at the same moment settle each delivery once", async () => {
  const source = await makeSource();
  for (let index = 60; index < 90; index++) await arrive(source.id, person(index));
  await Promise.all([processReceived(), processReceived(), processReceived()]);
  await settleAll();
  expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(30);
  expect(await database().touchpoint.count({ where: { sourceId: source.id } })).toBe(30);
});

test("what a visitor sends goes before a history that came earlier, which gets on all the same", async () => {
  const source = await makeSource();
  const old = { history: true, via: "pull" };
  const past: string[] = [];
  for (let index = 0; index < 60; index++) past.push(await arrive(source.id, person(500 + index), old));
  const visitor = await arrive(source.id, person(700));
  const waiting = () => database().delivery.count({ where: { sourceId: source.id, state: "received" } });
  await processReceived();
  expect((await read(visitor)).state).toBe("processed");
  expect(await waiting()).toBe(10);
  expect((await read(String(past.at(-1)))).state).toBe("received");
  await settleAll();
  expect(await waiting()).toBe(0);
});
