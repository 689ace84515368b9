import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { askNightly, askProof } from "@/lib/intake/proof/commands";
import { daysBetween } from "@/lib/intake/proof/days";
import { recentTrouble } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { failingSources } from "@/lib/intake/watching/failing/queries";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import { siteOf } from "@/tests/support/wordpress-site";
import type { Ctx } from "@/lib/core/ctx";
import type { StubWordpress } from "@/tests/support/stub-wordpress";
import type { Sent } from "@/tests/support/wordpress-site";

jest.setTimeout(60_000);
let wordpress: StubWordpress;
beforeAll(async () => {
  wordpress = await openWordpress();
});
afterAll(async () => {
  await wordpress.close();
  await stopQueue();
  await closeDatabase();
});

const ZONE = "America/Argentina/Buenos_Aires";
const HOUR = 3_600_000;
const night = systemCtx("proof");
const mails = () => database().mail.findMany({ where: { kind: "failing" }, orderBy: { id: "asc" } });
const refuse = () => {
  wordpress.answer({ status: 401, body: '{"code":"incorrect_password"}' });
};

/** A form that can be fetched, and one who manages it. */
async function house() {
  await database().mail.deleteMany();
  await database().source.updateMany({ data: { active: false } });
  await database().user.updateMany({ data: { deactivatedAt: new Date() } });
  const actor = await makeUser("admin");
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: "x", locale: "es", timeZone: ZONE } });
  await database().mailServer.upsert({
    where: { id: 1 },
    create: {
      ...{ id: 1, host: "127.0.0.1", port: 1, security: "none", fromAddress: "a@b.test" },
      baseUrl: "http://server:3000",
    },
    update: {},
  });
  const folder = `/failing${actor.id}`;
  const works = (sent: () => Sent[] = () => [{ id: 1 }]) => {
    wordpress.answer(siteOf("gravity", sent, folder));
  };
  works();
  const site = { url: wordpress.url + folder, userName: "reader", password: "abcd EFGH" };
  const shape = { kind: "pull", formId: "3", site, timeZone: ZONE, pullKind: "gravity", name: "Contacto" } as const;
  const { id, companyId } = await makeSource(shape);
  return { id, companyId, ctx: ctxOf(actor), works };
}

/** So long ago as all that was done with it until now. */
async function earlier(sourceId: string, ms: number) {
  for (const pull of await database().pull.findMany({ where: { sourceId } })) {
    const startedAt = new Date(pull.startedAt.getTime() - ms);
    await database().pull.update({ where: { id: pull.id }, data: { startedAt } });
  }
  for (const run of await database().reconciliation.findMany({ where: { sourceId } })) {
    const askedAt = new Date(run.askedAt.getTime() - ms);
    await database().reconciliation.update({ where: { id: run.id }, data: { askedAt } });
  }
}

async function prove(ctx: Ctx, sourceId: string, span = { from: "2024-08-01", to: "2024-08-07" }) {
  const { reconciliationId } = await askProof(ctx, { ...span, sourceId, fetch: false });
  await reconcile({ reconciliationId, fetch: false });
  await settleAll();
}

describe("a form that can't be fetched", () => {
  test("for an hour and three tries is written about once, and stands until a fetch works again", async () => {
    const { id, ctx, works } = await house();
    await pullSource(id);
    refuse();
    for (const minutes of [5, 10, 20]) {
      await pullSource(id);
      await earlier(id, minutes * 60_000);
    }
    expect([await mails(), await failingSources(ctx)]).toStrictEqual([[], []]);
    await earlier(id, HOUR);
    await pullSource(id, { asked: true });
    expect(await mails()).toHaveLength(0);
    await pullSource(id);
    await pullSource(id);
    const [letter, ...others] = await mails();
    expect(others).toHaveLength(0);
    expect(letter?.subject).toMatch(/^Contacto: no se puede traer nada desde el /);
    expect(letter?.text).toContain("WordPress no reconoce ese usuario");
    expect(letter?.text).toContain(`http://server:3000/intake/sources/${id}`);
    expect(await failingSources(ctx)).toMatchObject([
      { sourceId: id, kind: "pull", troubles: [{ site: "", reason: "wrong_password" }] },
    ]);

    await database().source.update({ where: { id }, data: { active: false } });
    expect(await failingSources(ctx)).toStrictEqual([]);
    await database().source.update({ where: { id }, data: { active: true } });
    works();
    await pullSource(id);
    expect(await failingSources(ctx)).toStrictEqual([]);
  });

  test("is told to who may read the source, and to nobody else", async () => {
    const { id, companyId } = await house();
    await database().source.update({ where: { id }, data: { pullToldAt: new Date() } });
    const theirs = ctxOf(await makeUser("manager", [companyId]));
    expect((await failingSources(theirs)).map(({ sourceId }) => sourceId)).toStrictEqual([id]);
    const others = ctxOf(await makeUser("manager", [(await makeSource()).companyId]));
    expect(await failingSources(others)).toStrictEqual([]);
  });

  test("that fails at once, however often, is no news yet; nor are failures before one that worked", async () => {
    const { id, works } = await house();
    refuse();
    for (let tries = 0; tries < 6; tries++) await pullSource(id);
    await earlier(id, 2 * HOUR);
    works();
    await pullSource(id);
    refuse();
    for (let tries = 0; tries < 3; tries++) await pullSource(id);
    expect(await mails()).toHaveLength(0);
  });
});

describe("a proof that gets no answer", () => {
  test("for three nights is written about once, and stands until one does", async () => {
    const { id, ctx, works } = await house();
    refuse();
    for (let nights = 0; nights < 2; nights++) {
      await prove(night, id);
      await prove(night, id);
      await earlier(id, 24 * HOUR);
    }
    await prove(ctx, id);
    expect([await mails(), await failingSources(ctx)]).toStrictEqual([[], []]);
    await prove(night, id);
    await earlier(id, 24 * HOUR);
    await prove(night, id);
    const [letter, ...others] = await mails();
    expect(others).toHaveLength(0);
    expect(letter?.subject).toMatch(/^Contacto: la conciliación no tiene respuesta desde el /);
    expect(letter?.text).toContain(`http://server:3000/intake/proof/${id}`);
    expect(await failingSources(ctx)).toMatchObject([
      { sourceId: id, kind: "proof", troubles: [{ site: "", reason: "wrong_password" }] },
    ]);
    works();
    await prove(ctx, id);
    expect(await failingSources(ctx)).toStrictEqual([]);
  });

  test("isn't written about where it was that nothing can be fetched", async () => {
    const { id } = await house();
    await database().source.update({ where: { id }, data: { pullToldAt: new Date() } });
    refuse();
    for (let nights = 0; nights < 3; nights++) {
      await prove(night, id);
      await earlier(id, 24 * HOUR);
    }
    expect(await mails()).toHaveLength(0);
  });

  test("is asked again with each look until noon, for a week where ninety days weren't answered, and no more once it is", async () => {
    const { id } = await house();
    const asked: string[] = [];
    const look = async (hour: number, state: string) => {
      await askNightly(new Date(Date.parse("2027-04-01T03:07:00Z") + hour * HOUR));
      const runs = await database().reconciliation.findMany({ where: { sourceId: id, state: "asking" } });
      asked.push(`${hour}: ${runs.map((run) => daysBetween(run.fromDay, run.toDay).length).join()}`);
      await database().reconciliation.updateMany({ where: { state: "asking" }, data: { state } });
    };
    for (const hour of [2, 3, 4, 11, 12, 18]) await look(hour, "failed");
    await look(27, "failed");
    await look(28, "done");
    await look(29, "done");
    expect(asked).toStrictEqual(["2: ", "3: 90", "4: 7", "11: 7", "12: ", "18: ", "27: 90", "28: 7", "29: "]);
  });

  test("of one form that somebody asks at the moment doesn't keep the others from being asked", async () => {
    const { id, ctx, companyId } = await house();
    const site = { url: `${wordpress.url}/other`, userName: "reader", password: "abcd EFGH" };
    const other = await makeSource({ kind: "pull", formId: "3", site, pullKind: "gravity", companyId, name: "Otro" });
    const now = new Date("2027-04-10T06:07:00Z");
    await askProof({ ...ctx, now: () => new Date(now.getTime() - 60_000) }, { sourceId: id, fetch: false });
    await askNightly(now);
    const nightly = { sourceId: other.id, askedById: null };
    expect(await database().reconciliation.count({ where: nightly })).toBe(1);
  });
});

test("what is missing stays said for as long as nights speak of its day, however long nobody answers", async () => {
  const { id, ctx, works } = await house();
  const at = new Date(Date.now() - 20 * 24 * HOUR);
  const day = at.toISOString().slice(0, 10);
  works(() => [{ id: 1, at: `${day} 15:00:00` }]);
  await prove(night, id, { from: day, to: day });
  const missing = () => recentTrouble(ctx).then((trouble) => trouble.sources.find((one) => one.id === id)?.missing);
  expect(await missing()).toBe(1);
  await earlier(id, 19 * 24 * HOUR);
  expect(await missing()).toBe(1);
  // Nor is it forgotten where the site names it no more.
  works(() => []);
  await prove(night, id, { from: day, to: day });
  expect(await missing()).toBe(1);
});
