import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { askProof } from "@/lib/intake/proof/commands";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
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
});

const ZONE = "America/Argentina/Buenos_Aires";
const WEEK = { from: "2024-08-01", to: "2024-08-07" };
const night = systemCtx("proof");

async function prove(ctx: Ctx, sourceId: string, fetch = false, span = WEEK): Promise<void> {
  const { reconciliationId } = await askProof(ctx, { ...span, sourceId, fetch });
  await reconcile({ reconciliationId, fetch });
  await settleAll();
}

/** A form whose site has one submission that is here, and shows what it is told to show. */
async function house() {
  await database().mail.deleteMany();
  await database().user.updateMany({ data: { deactivatedAt: new Date() } });
  const actor = await makeUser("admin");
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: "x", locale: "en", timeZone: ZONE } });
  await database().mailServer.upsert({
    where: { id: 1 },
    create: {
      id: 1,
      host: "127.0.0.1",
      port: 1,
      security: "none",
      fromAddress: "a@b.test",
      baseUrl: "http://server:3000",
    },
    update: {},
  });
  const site = { shown: [{ id: 1 }] as Sent[] };
  const folder = `/mail${actor.id}`;
  wordpress.answer(siteOf("predecessor", () => site.shown, folder));
  const address = { url: wordpress.url + folder, userName: "reader", password: "abcd EFGH" };
  const { id } = await makeSource({ kind: "pull", formId: "3", site: address, timeZone: ZONE, name: "Contacto" });
  await pullSource(id);
  await settleAll();
  return { id, site, ctx: ctxOf(actor) };
}
const mails = () => database().mail.findMany({ where: { kind: "missing" }, orderBy: { id: "asc" } });
const found = async (id: string) => (await eventsOf(id)).filter(({ name }) => name === "source.missingFound");

test("what a night finds missing is written about once, with source, days, count and the way there", async () => {
  const { id, site } = await house();
  await prove(night, id);
  expect(await mails()).toHaveLength(0);
  site.shown = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 31 }];
  await prove(night, id);
  const [letter, ...others] = await mails();
  expect(others).toHaveLength(0);
  expect(letter?.subject).toBe("Contacto: 3 submissions are missing");
  expect(letter?.text).toContain("2 Aug 2024: 1");
  expect(letter?.text).toContain("3 Aug 2024: 2");
  expect(letter?.text).toContain(`http://server:3000/intake/proof/${id}`);
  expect((await found(id)).map(({ payload }) => payload)).toStrictEqual([
    { count: 3, days: ["2024-08-03", "2024-08-02"] },
  ]);

  // The nights after find the same, and say nothing; a fourth one is news.
  await prove(night, id);
  await prove(night, id);
  expect(await mails()).toHaveLength(1);
  site.shown = [...site.shown, { id: 5 }];
  await prove(night, id);
  expect((await mails()).map(({ subject }) => subject)).toStrictEqual([
    "Contacto: 3 submissions are missing",
    "Contacto: one submission is missing",
  ]);
  expect(await found(id)).toHaveLength(2);
});

test("what is missing of long ago is written about with the week to look at, and once", async () => {
  const { id, site } = await house();
  site.shown = [{ id: 1 }, { id: 2 }];
  const long = { from: "2024-07-01", to: "2024-08-31" };
  await prove(night, id, false, long);
  await prove(night, id, false, long);
  const letters = await mails();
  expect(letters.map(({ text }) => /\/intake\/proof\/\S+/.exec(text)?.[0])).toStrictEqual([
    `/intake/proof/${id}?to=2024-08-02`,
  ]);
});

test("who asks by hand sees it and isn't written to; the night is news all the same", async () => {
  const { id, site, ctx } = await house();
  site.shown = [{ id: 1 }, { id: 2 }];
  await prove(ctx, id);
  expect(await mails()).toHaveLength(0);
  expect(await found(id)).toHaveLength(0);
  await prove(night, id);
  expect(await mails()).toHaveLength(1);
});

test("what was fetched and is lost again is told again", async () => {
  const { id, site, ctx } = await house();
  site.shown = [{ id: 1 }, { id: 2 }];
  await prove(night, id);
  await prove(ctx, id, true);
  expect(await database().toldMissing.count({ where: { sourceId: id } })).toBe(0);
  await database().entry.deleteMany({ where: { sourceId: id, externalId: "2" } });
  await database().delivery.deleteMany({ where: { sourceId: id, understood: { path: ["externalId"], equals: "2" } } });
  await prove(night, id);
  expect(await mails()).toHaveLength(2);
});

test("a site that doesn't answer is no finding", async () => {
  const { id } = await house();
  wordpress.answer({ status: 401, body: "{}" });
  await prove(night, id);
  expect(await mails()).toHaveLength(0);
});
