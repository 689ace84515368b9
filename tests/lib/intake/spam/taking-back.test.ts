import { closeDatabase, database } from "@/lib/core/db";
import { askReplay, stopReplay, undoReplay } from "@/lib/intake/replaying/commands";
import { replayProgress } from "@/lib/intake/replaying/queries";
import { stepReplays } from "@/lib/intake/replaying/stepping/commands";
import { processDelivery } from "@/lib/intake/processing/commands";
import { addSpamEntry, markSpam, sayGenuine } from "@/lib/intake/spam/commands";
import { lastRuling } from "@/lib/intake/spam/rulings/queries";
import { addSpamEntryInput } from "@/lib/intake/spam/schema";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import { noteLook } from "@/lib/leads/looks/commands";
import { mutate } from "@/lib/core/mutate";
import { leadUpdated } from "@/lib/leads/events";
import { arrive, idOf, read, settled } from "@/tests/support/arrivals";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

let people = 0;
function somebody() {
  const index = ++people;
  return {
    nombre: `Gente Nueva ${index}`,
    email: `gente${index}@casa${index}.test`,
    telefono: `11 4${String(5_600_000 + index)}`,
    mensaje: `Hola ${index}`,
  };
}
const trap = { "your-website-hp": "https://x.test" };
const admin = async () => ctxOf(await makeUser("admin"));
const entriesOf = (values: string[]) =>
  database().spamEntry.findMany({ where: { value: { in: values } }, orderBy: [{ kind: "asc" }, { value: "asc" }] });
/** All of a delivery that may not differ after it was said to be genuine and that was taken back. */
async function standing(id: string) {
  const { attempts: _attempts, ...rest } = await read(id);
  return rest;
}
const blocked = (kind: "email" | "domain" | "phone", value: string) =>
  addSpamEntryInput.parse({ list: "blocked", kind, value });

const turned = <T>([one, other]: readonly [T, T], isTurned: boolean): [T, T] =>
  isTurned ? [other, one] : [one, other];

/** Steps and settles until nothing moves. */
async function runReplays(): Promise<void> {
  for (let idle = 0; idle < 2;) {
    idle = (await stepReplays()) ? 0 : idle + 1;
    await settleAll();
  }
}

async function takeBackLast(ctx: Ctx, deliveryId: string): Promise<void> {
  const last = await lastRuling(ctx, deliveryId);
  await takeBackRuling(ctx, { rulingId: last?.id ?? "" });
}

describe("not spam, taken back", () => {
  test("leaves the delivery and both lists exactly as they stood, with who had blocked whom", async () => {
    const [ctx, other] = [await admin(), await admin()];
    const source = await makeSource();
    const me = somebody();
    const domain = me.email.replace(/^.*@/, "");
    const { id } = await settled(source.id, me);
    await markSpam(other, { deliveryId: id, block: ["email", "domain"] });
    const [stood, lists] = [await standing(id), await entriesOf([me.email, domain])];
    expect(lists).toHaveLength(2);

    const said = await sayGenuine(ctx, { deliveryId: id });
    await settleAll();
    const made = idOf(await read(id));
    expect(await entriesOf([me.email, domain])).toMatchObject([{ kind: "email", list: "genuine" }]);
    await takeBackRuling(ctx, said);
    expect(await standing(id)).toStrictEqual(stood);
    expect(await entriesOf([me.email, domain])).toStrictEqual(lists);
    expect(await database().lead.count({ where: { id: made } })).toBe(0);
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      name: "delivery.rulingTakenBack",
      payload: { sourceId: source.id, ruling: "genuine" },
    });
    expect(await settled(source.id, { ...somebody(), email: `otra@${domain}` })).toMatchObject({
      reason: "spam_blocked",
    });
  });

  test("gives back what a hand had blocked, and leaves what was believed before", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = { ...somebody(), ...trap };
    await addSpamEntry(await admin(), blocked("email", me.email));
    await addSpamEntry(ctx, addSpamEntryInput.parse({ list: "genuine", kind: "domain", value: me.email }));
    const values = [me.email, me.email.replace(/^.*@/, "")];
    const before = await entriesOf(values);
    const { id } = await settled(source.id, me);
    expect(await read(id)).toMatchObject({ state: "spam", reason: "spam_blocked" });
    const said = await sayGenuine(ctx, { deliveryId: id });
    expect((await entriesOf(values)).map(({ list }) => list)).toStrictEqual(["genuine", "genuine"]);
    await takeBackRuling(ctx, said);
    expect(await entriesOf(values)).toStrictEqual(before);
  });

  test.each([
    ["the first", false],
    ["the second", true],
  ])("of two that taught the same, %s leaves it to the other", async (_, isTurned) => {
    const ctx = await admin();
    const source = await makeSource();
    const me = { ...somebody(), ...trap };
    await addSpamEntry(ctx, blocked("email", me.email));
    const before = await entriesOf([me.email]);
    const [one, two] = [await settled(source.id, me), await settled(source.id, { ...me, mensaje: "Otra" })];
    const first = { deliveryId: one.id, ...(await sayGenuine(ctx, { deliveryId: one.id })) };
    const second = { deliveryId: two.id, ...(await sayGenuine(ctx, { deliveryId: two.id })) };
    const [back, rest] = turned([first, second], isTurned);
    await takeBackRuling(ctx, back);
    expect(await entriesOf([me.email])).toMatchObject([{ list: "genuine", ...rest }]);
    await takeBackRuling(ctx, rest);
    expect(await entriesOf([me.email])).toStrictEqual(before);
  });

  test("keeps what a hand put on a list since", async () => {
    const ctx = await admin();
    const me = { ...somebody(), ...trap };
    const { id } = await settled((await makeSource()).id, me);
    const said = await sayGenuine(ctx, { deliveryId: id });
    await addSpamEntry(ctx, blocked("email", me.email));
    const since = await entriesOf([me.email]);
    await takeBackRuling(ctx, said);
    expect(await entriesOf([me.email])).toStrictEqual(since);
  });

  test("is refused, and changes nothing, once a program of theirs worked the lead; a look isn't work", async () => {
    const ctx = await admin();
    const one = async () => {
      const { id } = await settled((await makeSource()).id, { ...somebody(), ...trap });
      const said = await sayGenuine(ctx, { deliveryId: id });
      await settleAll();
      return { id, said, lead: await database().lead.findUniqueOrThrow({ where: { id: idOf(await read(id)) } }) };
    };
    const [looked, worked] = [await one(), await one()];
    const { id, number, companyId } = looked.lead;
    await noteLook(ctx as never, { id, number, owner: null, company: { id: companyId } }, ["email"]);
    await takeBackRuling(ctx, looked.said);
    expect(await read(looked.id)).toMatchObject({ state: "spam", leadId: null });

    const key = { type: "apiKey", id: ctx.requestId, name: "Programa", companyIds: [], permissions: {}, fields: {} };
    await mutate({ ...ctx, requestId: "other", actor: { ...key, sourceId: null } as never }, (_, emit) => {
      emit(leadUpdated, { subjectId: worked.lead.id, subjectLabel: "L", payload: {}, changes: {} });
      return Promise.resolve();
    });
    const [stood, lists] = [await standing(worked.id), await database().spamEntry.count()];
    await expect(takeBackRuling(ctx, worked.said)).rejects.toMatchObject({ details: { reason: "worked" } });
    expect([await standing(worked.id), await database().spamEntry.count()]).toStrictEqual([stood, lists]);
  });

  test("happens once of two at the same time, and not over what somebody said since", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const { id: deliveryId } = await settled(source.id, { ...somebody(), ...trap });
    const said = await sayGenuine(ctx, { deliveryId });
    const both = await Promise.allSettled([takeBackRuling(ctx, said), takeBackRuling(ctx, said), settleAll()]);
    expect(both.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await read(deliveryId)).toMatchObject({ state: "spam", ruling: "", leadId: null });
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(0);

    const again = await sayGenuine(ctx, { deliveryId });
    await settleAll();
    await markSpam(ctx, { deliveryId, block: [] });
    await expect(takeBackRuling(ctx, again)).rejects.toMatchObject({ details: { reason: "saidSince" } });
    // A lead that went as spam comes back by "not spam" only.
    expect(await lastRuling(ctx, deliveryId)).toBeNull();
  });

  test("before it was read, nothing is read: one of several in a request leaves the others alone", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const id = await arrive(source.id, [somebody(), { ...somebody(), ...trap }, somebody()] as never);
    await processDelivery(id);
    const spam = await database().delivery.findFirstOrThrow({ where: { parentId: id, state: "spam" } });
    const [stood, request] = [await standing(spam.id), await standing(id)];
    const said = await sayGenuine(ctx, { deliveryId: spam.id });
    expect(await read(id)).toMatchObject({ state: "received" });
    await takeBackRuling(ctx, said);
    expect([await standing(spam.id), await standing(id)]).toStrictEqual([stood, request]);

    const again = await sayGenuine(ctx, { deliveryId: spam.id });
    await settleAll();
    expect(await read(spam.id)).toMatchObject({ outcome: "created" });
    await takeBackRuling(ctx, again);
    expect(await standing(spam.id)).toStrictEqual(stood);
    expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(2);
  });

  test("works for each of many that were said in one go", async () => {
    const ctx = await admin();
    const source = await makeSource();
    const me = { ...somebody(), ...trap };
    const spam = [await settled(source.id, me), await settled(source.id, { ...somebody(), ...trap })];
    const stood = await Promise.all(spam.map(({ id }) => standing(id)));
    await askReplay(ctx, { genuine: true, deliveryIds: spam.map(({ id }) => id) });
    await runReplays();
    for (const { id } of spam) await takeBackLast(ctx, id);
    expect(await Promise.all(spam.map(({ id }) => standing(id)))).toStrictEqual(stood);
    expect(await entriesOf([me.email])).toStrictEqual([]);
    expect(await settled(source.id, { ...somebody(), ...trap })).toMatchObject({ reason: "spam_honeypot" });
  });
});

describe("many that were said to be no spam in one go, taken back in one go", () => {
  async function manySaid(ctx: Ctx, count: number) {
    const source = await makeSource();
    const ids: string[] = [];
    for (let index = 0; index < count; index++) ids.push((await settled(source.id, { ...somebody(), ...trap })).id);
    ids.sort();
    const stood = await Promise.all(ids.map(standing));
    const { replayId } = await askReplay(ctx, { genuine: true, deliveryIds: ids });
    await runReplays();
    return { ids, stood, replayId };
  }
  const stepsOf = (replayId: string) =>
    database().replayItem.findMany({
      where: { replayId },
      orderBy: { deliveryId: "asc" },
      select: { deliveryId: true, step: true, before: true, after: true, reason: true },
    });
  const workOn = async (ctx: Ctx, deliveryId: string) => {
    const leadId = idOf(await read(deliveryId));
    await mutate({ ...ctx, requestId: "other" }, (_, emit) => {
      emit(leadUpdated, { subjectId: leadId, subjectLabel: "L", payload: {}, changes: {} });
      return Promise.resolve();
    });
  };

  test("leaves all as they stood; one that was worked stays and says why, one taken back already isn't among them", async () => {
    const ctx = await admin();
    const { ids, stood, replayId } = await manySaid(ctx, 4);
    const [first = "", second = "", third = "", fourth = ""] = ids;
    await workOn(ctx, second);
    const worked = await standing(second);
    await takeBackLast(ctx, fourth);

    expect(await replayProgress(ctx, { replayId })).toMatchObject({ undoable: 3, undoes: null });
    const undo = await undoReplay(ctx, { replayId });
    expect(undo.total).toBe(3);
    await expect(undoReplay(ctx, { replayId })).rejects.toMatchObject({ details: { reason: "unchanged" } });
    await runReplays();

    expect(await Promise.all([first, third, fourth].map(standing))).toStrictEqual([stood[0], stood[2], stood[3]]);
    expect(await standing(second)).toStrictEqual(worked);
    const back = { step: "done", before: "created", after: "spam", reason: "spam_honeypot" };
    expect(await stepsOf(undo.replayId)).toStrictEqual([
      { deliveryId: first, ...back },
      { deliveryId: second, step: "kept", before: "created", after: "", reason: "worked" },
      { deliveryId: third, ...back },
    ]);
    expect(await replayProgress(ctx, undo)).toMatchObject({ state: "done", undoes: replayId, settled: 3, undoable: 0 });
    expect(await replayProgress(ctx, { replayId })).toMatchObject({ undoable: 1 });
  });

  test("is refused for a reading that said nothing, for one on its way, and where nothing is left of it", async () => {
    const ctx = await admin();
    const { ids, replayId } = await manySaid(ctx, 1);
    const [only = ""] = ids;
    const plain = await askReplay(ctx, { deliveryIds: ids });
    await expect(undoReplay(ctx, plain)).rejects.toMatchObject({ details: { reason: "unchanged" } });
    await runReplays();
    await expect(undoReplay(ctx, plain)).rejects.toMatchObject({ details: { reason: "unchanged" } });
    await takeBackLast(ctx, only);
    await expect(undoReplay(ctx, { replayId })).rejects.toMatchObject({ details: { reason: "saidSince" } });
    const again = await askReplay(ctx, { genuine: true, deliveryIds: ids });
    await expect(undoReplay(ctx, again)).rejects.toMatchObject({ details: { reason: "unchanged" } });
  });

  test("stopped, the rest stays as it is and can be taken back later", async () => {
    const ctx = await admin();
    const { ids, stood, replayId } = await manySaid(ctx, 2);
    const first = await undoReplay(ctx, { replayId });
    await stopReplay(ctx, first);
    await runReplays();
    expect((await stepsOf(first.replayId)).map(({ step }) => step)).toStrictEqual(["left", "left"]);
    await undoReplay(ctx, { replayId });
    await runReplays();
    expect(await Promise.all(ids.map(standing))).toStrictEqual(stood);
  });
});
