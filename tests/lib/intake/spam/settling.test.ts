import { newId } from "@/lib/core/id";
import { closeDatabase, database } from "@/lib/core/db";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { listInbox } from "@/lib/intake/inbox/queries";
import { processDelivery, processReceived } from "@/lib/intake/processing/commands";
import { askReplay } from "@/lib/intake/replaying/commands";
import { stepReplays } from "@/lib/intake/replaying/stepping/commands";
import { addSpamEntry, markSpam, removeSpamEntry, sayGenuine } from "@/lib/intake/spam/commands";
import { spamEntries, spamOverview } from "@/lib/intake/spam/overview/queries";
import { addSpamEntryInput } from "@/lib/intake/spam/schema";
import { updateSource } from "@/lib/intake/sources/commands";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { arrive, idOf, pulled, read, settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { understood } from "@/tests/support/spam";
import type { Ctx } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

let people = 0;
/** Somebody nobody knows. */
function somebody() {
  const index = ++people;
  return {
    nombre: `Persona Nueva ${String.fromCharCode(65 + (index % 26))}${index}`,
    email: `persona${index}@firma${index}.test`,
    telefono: `11 4${String(5_300_000 + index)}`,
    mensaje: `Hola ${index}`,
  };
}
const trapped = () => ({ ...somebody(), "your-website-hp": "https://x.test" });
const admin = async () => ctxOf(await makeUser("admin"));
const eventsOf = (subjectId: string) =>
  database().event.findMany({ where: { subjectId }, orderBy: { seq: "asc" }, select: { name: true } });
const entry = (list: "genuine" | "blocked", kind: "email" | "domain" | "phone" | "text" | "ip", value: string) =>
  addSpamEntryInput.parse({ list, kind, value });
const text = (index: number) =>
  `Estimados, les ofrecemos una base de datos de empresas de su rubro, edición ${"x".repeat(index + 1)}. https://bases.test`;

/** Steps and settles until nothing moves. */
async function runReplays(): Promise<void> {
  for (let idle = 0; idle < 2;) {
    idle = (await stepReplays()) ? 0 : idle + 1;
    await settleAll();
  }
}

describe("spam", () => {
  test("is kept with its reasons, and makes no lead, no touchpoint and no assignment", async () => {
    const source = await makeSource();
    const delivery = await settled(source.id, trapped());
    expect(delivery).toMatchObject({ state: "spam", outcome: "", reason: "spam_honeypot", leadId: null });
    expect(understood(delivery)).toMatchObject({ spam: [{ check: "honeypot", detail: "your-website-hp" }] });
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(0);
    expect((await eventsOf(delivery.id)).map(({ name }) => name)).toStrictEqual(["delivery.read"]);
  });

  test("ends the same among many as by itself, and the rest of its batch becomes leads", async () => {
    const source = await makeSource();
    const ids = [];
    for (const values of [somebody(), trapped(), somebody(), { ...somebody(), is_spam: "1" }, somebody()]) {
      ids.push(await arrive(source.id, values));
    }
    await processReceived();
    const states = await Promise.all(ids.map(async (id) => (await read(id)).state));
    expect(states).toStrictEqual(["processed", "spam", "processed", "spam", "processed"]);
  });

  test("the same longer text from several people is found in a batch as one by one", async () => {
    const ends = async (settle: (ids: string[]) => Promise<void>, index: number) => {
      const source = await makeSource();
      const ids = [];
      for (let at = 0; at < 5; at++) ids.push(await arrive(source.id, { ...somebody(), mensaje: text(index) }));
      await settle(ids);
      return Promise.all(ids.map(async (id) => (await read(id)).state));
    };
    const alone = await ends(async (ids) => {
      for (const id of ids) await processDelivery(id);
    }, 1);
    expect(alone).toStrictEqual(["processed", "processed", "spam", "spam", "spam"]);
    expect(await ends(settleAll, 2)).toStrictEqual(alone);
  });

  test("the same longer text from several people in one request is found there as one by one", async () => {
    const source = await makeSource();
    const many = Array.from({ length: 5 }, () => ({ ...somebody(), mensaje: text(30) }));
    const id = await arrive(source.id, many as never);
    await processDelivery(id);
    const others = await database().delivery.findMany({ where: { parentId: id }, orderBy: { id: "asc" } });
    const states = [await read(id), ...others].map(({ state }) => state);
    expect(states).toStrictEqual(["processed", "processed", "spam", "spam", "spam"]);
    const one = { ...somebody(), mensaje: text(31) };
    const again = await arrive(source.id, [1, 2, 3].map((at) => ({ ...one, email: `otra${at}@firma.test` })) as never);
    await processDelivery(again);
    expect(await database().delivery.count({ where: { parentId: again, state: "spam" } })).toBe(0);
  });

  test("a usual text that many send makes as many leads", async () => {
    const source = await makeSource();
    const mensaje = "Hola, quisiera recibir más información sobre sus servicios de transporte y almacenaje.";
    for (let at = 0; at < 7; at++) await arrive(source.id, { ...somebody(), mensaje });
    await settleAll();
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(7);
  });

  test("who corrects their mail and sends the same once more is one person", async () => {
    const source = await makeSource();
    const me = { ...somebody(), mensaje: text(3) };
    for (const at of [1, 2, 3]) {
      expect(await settled(source.id, { ...me, email: `ana${at}@firma.test` })).toMatchObject({ state: "processed" });
    }
  });

  test("a text that has long been coming and became leads is the form's own", async () => {
    const source = await makeSource();
    const at = (days: number) => ({ receivedAt: new Date(Date.now() - days * 86_400_000) });
    await settled(source.id, { ...somebody(), mensaje: text(4) }, at(9));
    await settled(source.id, { ...somebody(), mensaje: text(4) }, at(5));
    for (let index = 0; index < 4; index++) {
      expect(await settled(source.id, { ...somebody(), mensaje: text(4) })).toMatchObject({ state: "processed" });
    }
  });

  test("isn't looked for in history", async () => {
    const source = await makeSource();
    expect(await settled(source.id, trapped(), { history: true })).toMatchObject({ state: "processed" });
  });

  test("is found in each of several that come in one request", async () => {
    const source = await makeSource();
    const id = await arrive(source.id, [somebody(), trapped(), somebody()] as never);
    await processDelivery(id);
    const others = await database().delivery.findMany({ where: { parentId: id }, orderBy: { id: "asc" } });
    expect([await read(id), ...others].map(({ state }) => state)).toStrictEqual(["processed", "spam", "processed"]);
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(2);
  });

  test("what is fetched fresh is looked at", async () => {
    const source = await makeSource();
    const { telefono: _, ...rest } = somebody();
    const [values, more] = pulled({ id: 1, created_at: "2026-11-01 10:00:00", ...rest, email: "ana@mailinator.com" });
    expect(await settled(source.id, values, more)).toMatchObject({ state: "spam", reason: "spam_disposable" });
  });

  test("a check that is off for the source isn't made there", async () => {
    const source = await makeSource();
    await database().source.update({ where: { id: source.id }, data: { spamOff: ["honeypot"] } });
    expect(await settled(source.id, trapped())).toMatchObject({ state: "processed" });
  });

  test("a person somebody here has answered is believed", async () => {
    const source = await makeSource();
    const me = somebody();
    const first = await settled(source.id, me);
    const again = { ...me, mensaje: "Otra consulta", "your-website-hp": "autofilled" };
    expect(await settled(source.id, again)).toMatchObject({ state: "spam" });
    await database().lead.update({ where: { id: idOf(first) }, data: { firstResponseAt: new Date() } });
    expect(await settled(source.id, { ...again, mensaje: "Otra más" })).toMatchObject({ outcome: "touched" });
    expect(
      await settled(source.id, { ...again, mensaje: "Y otra", is_spam: "1", subject: "Out of office" }),
    ).toMatchObject({
      reason: "spam_honeypot",
    });
  });

  test("that comes again by the other way is spam there too", async () => {
    const source = await makeSource();
    const me = { ...somebody(), submission_id: "77" };
    const pushed = await settled(source.id, { ...me, honeypot: "x" });
    const again = await settled(source.id, me);
    expect(again).toMatchObject({ state: "spam", reason: "spam_same_entry", entryId: pushed.entryId });
  });
});

test("spam that only changed a lead: what it changed is as before, but for what somebody changed since", async () => {
  const ctx = await admin();
  const source = await makeSource();
  const item = {
    id: 91,
    created_at: "2026-05-01 10:00:00",
    Nombre: "Ana",
    "E-Mail": "ana91@example.com",
    "Razón social": "Norte",
    Mensaje: "uno",
  };
  const first = await settled(source.id, ...pulled(item));
  const leadId = idOf(first);
  const spam = await settled(source.id, ...pulled({ ...item, "Razón social": "Comprá ya", Mensaje: "dos" }));
  expect(spam).toMatchObject({ outcome: "updated", leadId });
  await database().lead.update({ where: { id: leadId }, data: { firm: "Norte S.A." } });
  await markSpam(ctx, { deliveryId: spam.id, block: [] });
  expect(await read(spam.id)).toMatchObject({ state: "spam", reason: "spam_by_hand", ruling: "spam", leadId: null });
  const after = await database().lead.findUniqueOrThrow({ where: { id: leadId } });
  expect(after).toMatchObject({ message: "uno", firm: "Norte S.A.", contactName: "Ana" });
});

test("what a delivery made goes when it is spam, also after another mapping read it anew", async () => {
  const ctx = await admin();
  const source = await makeSource();
  const delivery = await settled(source.id, { ...somebody(), codigo: "Comprá ya S.A." });
  const set = { mapping: { codigo: "firm" as const } };
  await updateSource(ctx, { sourceId: source.id, set, seen: { mapping: {} } });
  await replayDelivery(ctx, { deliveryId: delivery.id });
  await settleAll();
  expect(await read(delivery.id)).toMatchObject({ reason: "read_anew", leadId: delivery.leadId });
  await markSpam(ctx, { deliveryId: delivery.id, block: [] });
  expect(await database().lead.count({ where: { id: idOf(delivery) } })).toBe(0);
});

describe("not spam", () => {
  test("becomes a lead by the normal way, stays one when it is read again, and teaches", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = trapped();
    const delivery = await settled(source.id, me);
    await sayGenuine(ctx, { deliveryId: delivery.id });
    await settleAll();
    const after = await read(delivery.id);
    expect(after).toMatchObject({ state: "processed", outcome: "created", ruling: "genuine" });
    expect(after.leadId).not.toBeNull();
    expect(understood(after)).toMatchObject({ spam: [{ check: "honeypot" }] });
    await replayDelivery(ctx, { deliveryId: delivery.id });
    await settleAll();
    expect(await read(delivery.id)).toMatchObject({ state: "processed", reason: "read_again", leadId: after.leadId });

    expect((await spamEntries(ctx, { list: "genuine", q: me.email })).rows).toMatchObject([
      { kind: "email", shown: me.email, addedBy: ctx.actor.name, deliveryId: delivery.id },
    ]);
    // Who sent it is believed everywhere; the field is a trap for everybody else.
    expect(await settled(source.id, trapped())).toMatchObject({ state: "spam", reason: "spam_honeypot" });
    expect(await settled((await makeSource()).id, { ...me, mensaje: "Otra" })).toMatchObject({ state: "processed" });
    expect((await eventsOf(delivery.id)).map(({ name }) => name)).toStrictEqual([
      "delivery.read",
      "delivery.saidGenuine",
      "delivery.read",
      "delivery.replayed",
      "delivery.read",
    ]);
  });

  test("a field is no trap in its source any more where somebody chose that, and in no other", async () => {
    const source = await makeSource();
    const { id: deliveryId } = await settled(source.id, trapped());
    await sayGenuine(await admin(), { deliveryId, teach: [`field ${source.id} your-website-hp`] });
    expect(await settled(source.id, trapped())).toMatchObject({ state: "processed" });
    expect(await settled((await makeSource()).id, trapped())).toMatchObject({ state: "spam" });
  });

  test("of a thrown-away mailbox teaches its address, and never its domain", async () => {
    const source = await makeSource();
    const box = (domain: string) => ({ nombre: "Ana", email: `${newId()}@${domain}`, mensaje: "Hola" });
    const me = box("yopmail.com");
    const { id: deliveryId } = await settled(source.id, me);
    await sayGenuine(await admin(), { deliveryId });
    expect(await settled(source.id, box("yopmail.com"))).toMatchObject({ state: "spam", reason: "spam_disposable" });
    expect(await settled(source.id, { ...me, mensaje: "Otra" })).toMatchObject({ state: "processed" });
  });

  test("of who filled a trap teaches the domain only where somebody says so: a robot writes any", async () => {
    const source = await makeSource();
    const firm = `${newId()}.test`;
    const trapped = () => ({ nombre: "Ana", email: `${newId()}@${firm}`, mensaje: "Hola", honeypot: "x" });
    const { id: deliveryId } = await settled(source.id, trapped());
    await sayGenuine(await admin(), { deliveryId });
    const { id: second, ...still } = await settled(source.id, trapped());
    expect(still).toMatchObject({ state: "spam" });
    await sayGenuine(await admin(), { deliveryId: second, teach: [`domain ${firm}`] });
    expect(await settled(source.id, trapped())).toMatchObject({ state: "processed" });
  });

  test("teaches only what was chosen, and taken back it is spam again and what was learnt is forgotten", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = trapped();
    const { id: deliveryId } = await settled(source.id, me);
    const said = await sayGenuine(ctx, { deliveryId, teach: [`email ${me.email}`] });
    await settleAll();
    const made = await read(deliveryId);
    expect(await settled(source.id, trapped())).toMatchObject({ state: "spam" });
    await takeBackRuling(ctx, said);
    expect(await read(deliveryId)).toMatchObject({ state: "spam", reason: "spam_honeypot", ruling: "", leadId: null });
    expect(await database().lead.count({ where: { id: idOf(made) } })).toBe(0);
    expect((await spamEntries(ctx, { list: "genuine", q: me.email })).rows).toStrictEqual([]);
    await expect(takeBackRuling(ctx, said)).rejects.toMatchObject({ code: "PRECONDITION" });
    const manager = ctxOf(await makeUser("manager", [source.companyId]));
    await expect(takeBackRuling(manager, said)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("can't be taken back once somebody worked its lead", async () => {
    const ctx = await admin();
    const { id: deliveryId } = await settled((await makeSource()).id, trapped());
    const said = await sayGenuine(ctx, { deliveryId });
    await settleAll();
    const leadId = idOf(await read(deliveryId));
    await addNote(ctx, { leadId, body: "Llamado" });
    await expect(takeBackRuling(ctx, said)).rejects.toMatchObject({ code: "PRECONDITION" });
    expect(await read(deliveryId)).toMatchObject({ state: "processed", leadId });
  });

  test("is said once; of two at the same time the second is told", async () => {
    const ctx = await admin();
    const { id: deliveryId } = await settled((await makeSource()).id, trapped());
    const both = await Promise.allSettled([sayGenuine(ctx, { deliveryId }), sayGenuine(ctx, { deliveryId })]);
    expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
    const genuine = await settled((await makeSource()).id, somebody());
    await expect(sayGenuine(ctx, { deliveryId: genuine.id })).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("of a whole filter: only spam in it is read again, each teaches, and nothing else is touched", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const spam = [await settled(source.id, trapped()), await settled(source.id, { ...somebody(), is_spam: "1" })];
    const failed = await settled(source.id, {});
    const asked = await askReplay(ctx, { genuine: true, filter: { source: source.id } });
    expect(asked.total).toBe(2);
    await runReplays();
    for (const { id } of spam) expect(await read(id)).toMatchObject({ outcome: "created", ruling: "genuine" });
    expect(await read(failed.id)).toMatchObject({ state: "rejected", ruling: "" });
    const taught = await database().spamEntry.count({
      where: { deliveryId: { in: spam.map(({ id }) => id) }, kind: "email" },
    });
    expect(taught).toBe(2);
    const none = askReplay(ctx, { genuine: true, filter: { source: source.id } });
    await expect(none).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("is said by whoever manages sources, and by nobody else", async () => {
    const { id: deliveryId } = await settled((await makeSource()).id, trapped());
    const manager = ctxOf(await makeUser("manager"));
    await expect(sayGenuine(manager, { deliveryId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await read(deliveryId)).toMatchObject({ state: "spam", ruling: "" });
  });
});

describe("spam that came through", () => {
  test("goes with the lead it made, blocks who is named, and stays spam; not spam brings it back", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = somebody();
    const delivery = await settled(source.id, me);
    await markSpam(ctx, { deliveryId: delivery.id, block: ["domain"] });
    expect(await read(delivery.id)).toMatchObject({ state: "spam", reason: "spam_by_hand", leadId: null });
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(0);
    expect((await eventsOf(idOf(delivery))).at(-1)).toStrictEqual({ name: "lead.removed" });
    const colleague = await settled(source.id, { ...somebody(), email: me.email.replace(/^.*@/, "otra@") });
    expect(colleague).toMatchObject({ state: "spam", reason: "spam_blocked" });
    await replayDelivery(ctx, { deliveryId: delivery.id });
    await settleAll();
    const again = await read(delivery.id);
    expect(again).toMatchObject({ state: "spam", reason: "spam_by_hand" });
    expect(understood(again)).toMatchObject({ spam: [{ check: "by_hand", detail: ctx.actor.name }] });
    await sayGenuine(ctx, { deliveryId: delivery.id });
    await settleAll();
    expect(await read(delivery.id)).toMatchObject({ state: "processed", outcome: "created" });
    expect(await database().spamEntry.count({ where: { deliveryId: delivery.id, list: "blocked" } })).toBe(0);
  });

  test("stays where somebody worked the lead, or more arrived for it", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const worked = await settled(source.id, somebody());
    await addNote(ctx, { leadId: idOf(worked), body: "Llamé" });
    await expect(markSpam(ctx, { deliveryId: worked.id, block: [] })).rejects.toMatchObject({
      details: { reason: "worked" },
    });
    const me = somebody();
    const twice = await settled(source.id, me);
    await settled(source.id, { ...me, mensaje: "Y otra cosa" });
    await expect(markSpam(ctx, { deliveryId: twice.id, block: [] })).rejects.toMatchObject({
      details: { reason: "worked" },
    });
    expect(await read(twice.id)).toMatchObject({ state: "processed", leadId: twice.leadId });
  });

  test("goes with the first arrival once the further ones were said to be spam", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = somebody();
    const first = await settled(source.id, me);
    const second = await settled(source.id, { ...me, mensaje: "Y otra cosa", empresa: "Norte SA" });
    await markSpam(ctx, { deliveryId: second.id, block: [] });
    await markSpam(ctx, { deliveryId: first.id, block: [] });
    expect(await database().lead.count({ where: { id: idOf(first) } })).toBe(0);
    expect(await read(first.id)).toMatchObject({ state: "spam", leadId: null });
  });
});

describe("the lists", () => {
  test("take what can be one, once, and move it from one to the other", async () => {
    const ctx = await admin();
    const { id } = await addSpamEntry(ctx, entry("blocked", "domain", " https://www.Spam-Firm.test/x "));
    const listed = async (list: "genuine" | "blocked") => (await spamEntries(ctx, { list, q: "spam-firm" })).rows;
    expect(await listed("blocked")).toMatchObject([{ id, kind: "domain", shown: "spam-firm.test" }]);
    await expect(addSpamEntry(ctx, entry("blocked", "domain", "spam-firm.test"))).rejects.toMatchObject({
      fields: { value: "taken" },
    });
    await addSpamEntry(ctx, entry("genuine", "domain", "spam-firm.test"));
    expect(await listed("blocked")).toStrictEqual([]);
    await removeSpamEntry(ctx, { entryId: id });
    expect(await listed("genuine")).toStrictEqual([]);
    expect((await eventsOf(id)).map(({ name }) => name)).toStrictEqual([
      "spamEntry.added",
      "spamEntry.added",
      "spamEntry.removed",
    ]);
    await expect(removeSpamEntry(ctx, { entryId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([
    ["email", "ana", "notEmail"],
    ["domain", "no domain", "notDomain"],
    ["phone", "123", "notPhone"],
    ["text", "ab", "tooShort"],
    ["ip", "1.2.3", "notIp"],
  ] as const)("refuse %s '%s'", async (kind, value, error) => {
    await expect(addSpamEntry(await admin(), entry("blocked", kind, value))).rejects.toMatchObject({
      fields: { value: error },
    });
  });

  test("are kept by whoever manages sources; they name people, so not every reader sees them", async () => {
    const manager = ctxOf(await makeUser("manager"));
    await expect(addSpamEntry(manager, entry("blocked", "ip", "203.0.113.9"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await addSpamEntry(await admin(), entry("blocked", "ip", "203.0.113.9"));
    expect(await spamEntries(manager, { list: "blocked", q: "203.0" })).toStrictEqual({ rows: [], total: 0 });
    const employee = ctxOf(await makeUser("employee"));
    await expect(spamEntries(employee, { list: "blocked", q: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("an address of a network and a piece of text block what comes with them", async () => {
    const ctx = await admin();
    const source = await makeSource();
    await addSpamEntry(ctx, entry("blocked", "ip", "203.0.113.77"));
    await addSpamEntry(ctx, entry("blocked", "text", "Préstamos inmediatos"));
    expect(await settled(source.id, { ...somebody(), ip: "203.0.113.77" })).toMatchObject({ reason: "spam_blocked" });
    expect(await settled(source.id, { ...somebody(), mensaje: "PRESTAMOS INMEDIATOS ya" })).toMatchObject({
      reason: "spam_blocked",
    });
    expect(await settled(source.id, { ...somebody(), ip: "203.0.113.78" })).toMatchObject({ state: "processed" });
  });
});

describe("the numbers", () => {
  const caughtBy = async (ctx: Ctx, check: string) =>
    (await spamOverview(ctx)).counts.find((one) => one.check === check) ?? { caught: 0, restored: 0 };

  test("of a check are the rows that its link opens, and tell what was brought back", async () => {
    const source = await makeSource();
    const manager = ctxOf(await makeUser("manager", [source.companyId]));
    const one = await settled(source.id, { ...somebody(), is_spam: "1" });
    const both = await settled(source.id, { ...trapped(), is_spam: "1" });
    expect(await caughtBy(manager, "flagged")).toMatchObject({ caught: 2, restored: 0 });
    expect(await caughtBy(manager, "honeypot")).toMatchObject({ caught: 1 });
    await sayGenuine(await admin(), { deliveryId: one.id });
    await settleAll();
    expect(await caughtBy(manager, "flagged")).toMatchObject({ caught: 1, restored: 1 });
    const { from } = await spamOverview(manager);
    const { rows } = await listInbox(manager, { state: "spam", check: "flagged", from });
    expect(rows.map(({ id }) => id)).toStrictEqual([both.id]);
    const stranger = ctxOf(await makeUser("manager"));
    expect(await caughtBy(stranger, "flagged")).toMatchObject({ caught: 0 });
  });
});
