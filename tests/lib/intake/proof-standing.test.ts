import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { DEFAULT_SHAPE } from "@/lib/intake/schema";
import { setLost } from "@/lib/intake/proof/losing/commands";
import { toldOf } from "@/lib/intake/proof/queries";
import { numbers, openCompanions, SECRET } from "@/tests/support/companion-sites";
import { admin, dayOf, expectedOf, missingIds, missingOf, night, NONE, prove, WEEK } from "@/tests/support/proofs";
import { makeSource } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";
import type { Answer } from "@/tests/support/stub-wordpress";
import type { Companions } from "@/tests/support/companion-sites";

jest.setTimeout(60_000);
let companions: Companions;
beforeAll(async () => {
  companions = await openCompanions();
});
afterAll(async () => {
  await companions.wordpress.close();
  await stopQueue();
  await closeDatabase();
});

const ZONE = "America/Argentina/Buenos_Aires";

/** A site that gives none of its submissions, and which it was asked for. */
const noEntry = (asked: string[]) => (_: string, path: string) => {
  if (!path.includes("/lm-")) return undefined;
  asked.push(path);
  return { status: 500, body: "{}" };
};

describe("what a site can't give", () => {
  const at = (id: number) => `leads-manager/v1/entries/lm-${id}`;
  const BROKEN = { status: 500, body: "{}" };
  const whyOf = async (ctx: Ctx, sourceId: string) =>
    (await toldOf(ctx, sourceId, WEEK)).filter(({ here }) => !here).map(({ id, why = "" }) => `${id} ${why}`);

  test("says why, holds up none of the others, and makes no site one that doesn't answer; also as the only one", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "/a", { id: 1 });
    const broken: Record<string, Answer> = { [at(5)]: BROKEN };
    companions.sites({ "/a": numbers(1, 2, 3, 4, 5) }, { down: (_, path) => broken[path] });
    await prove(ctx, id);
    expect(await prove(ctx, id, true)).toMatchObject({ state: "done", reason: "" });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: ["/a lm-5"] });
    expect(await whyOf(ctx, id)).toStrictEqual(["lm-5 server_error"]);
    expect(await prove(ctx, id, true)).toMatchObject({ state: "done", reason: "" });
    // It is known still where nobody asks for it, and no more once it is here.
    await prove(night, id);
    expect(await whyOf(ctx, id)).toStrictEqual(["lm-5 server_error"]);
    companions.sites({ "/a": numbers(1, 2, 3, 4, 5) });
    await prove(ctx, id, true);
    expect(await whyOf(ctx, id)).toStrictEqual([]);
  });

  test("is asked for no more after three in a row, and what wasn't asked for says so too", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "/a", { id: 1 });
    const asked: string[] = [];
    companions.sites({ "/a": numbers(1, 2, 3, 4, 5, 6) }, { down: noEntry(asked) });
    await prove(ctx, id);
    await prove(ctx, id, true);
    expect(asked).toHaveLength(3);
    expect((await whyOf(ctx, id)).every((one) => one.endsWith(" server_error"))).toBe(true);
  });
});

describe("what its site names no more", () => {
  const state = async (ctx: Ctx, sourceId: string, which: string) => {
    const one = (await toldOf(ctx, sourceId, WEEK)).find(({ id }) => id === which);
    return one && { here: one.here, unnamed: one.unnamed !== undefined };
  };

  test("stays missing, with the day, until it arrives or is given up; named again it is as before", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "/a": numbers(1, 2, 3) });
    await companions.pushed(id, "/a", { id: 1 });
    await prove(ctx, id);
    companions.sites({ "/a": numbers(1, 2) });
    const run = await prove(ctx, id);
    expect(run).toMatchObject({ state: "done" });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 2, days: 2, named: ["/a lm-2", "/a lm-3"] });
    expect(await state(ctx, id, "lm-3")).toStrictEqual({ here: false, unnamed: true });
    expect(await state(ctx, id, "lm-2")).toStrictEqual({ here: false, unnamed: false });
    expect(await dayOf(ctx, id, "2024-08-03")).toMatchObject({ expected: 1, missing: 1 });
    const since = async () =>
      (await database().missingEntry.findFirst({ where: { sourceId: id, externalId: "lm-3" } }))?.unnamedAt;
    const before = await since();
    await prove(night, id);
    expect(await since()).toStrictEqual(before);
    companions.sites({ "/a": numbers(1, 2, 3) });
    await prove(night, id);
    expect(await state(ctx, id, "lm-3")).toStrictEqual({ here: false, unnamed: false });

    companions.sites({ "/a": numbers(1) });
    await prove(ctx, id);
    await companions.pushed(id, "/a", { id: 3 });
    await setLost(ctx, { sourceId: id, missingIds: await missingIds(ctx, id, "lm-2"), lost: true });
    await prove(ctx, id);
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
    expect((await toldOf(ctx, id, WEEK)).filter(({ here }) => !here).map((one) => one.id)).toStrictEqual(["lm-2"]);
  });

  test("isn't what wasn't asked about, nor what was known by less before", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "/a": numbers(1, 2) });
    await companions.pushed(id, "/a", { id: 2, at: "2024-08-02T15:00:00Z" });
    const of = { sourceId: id, form: "9", plugin: "contact-form-7", externalId: "lm-1" };
    // What is from before the site first sent something isn't asked about.
    await database().missingEntry.create({
      data: { ...of, site: companions.home("/a"), at: new Date("2024-08-01T15:00:00Z") },
    });
    companions.sites({ "/a": numbers(2, 3) });
    await database().missingEntry.create({
      data: { ...of, site: "", externalId: "lm-3", at: new Date("2024-08-03T15:00:00Z") },
    });
    await prove(ctx, id);
    expect((await missingOf(ctx, id)).named).toStrictEqual(["/a lm-1", "/a lm-3"]);
    expect(await state(ctx, id, "lm-1")).toStrictEqual({ here: false, unnamed: false });
  });

  test("where it has no id isn't what changed at its site: that is missing once", async () => {
    const ctx = await admin();
    const row = (n: number, more = "") => ({
      date: `2024-08-0${n}T15:00:00Z`,
      nombre: `Persona ${n}${more}`,
      email: `d${n}@example.com`,
    });
    const list = (...rows: object[]) => {
      companions.wordpress.answer({ body: JSON.stringify(rows) });
    };
    const pullShape = { ...DEFAULT_SHAPE, path: "/lista", paging: "none" as const, time: "date" };
    const site = { url: companions.wordpress.url, userName: "", password: "" };
    const { id } = await makeSource({ kind: "pull", site, timeZone: ZONE, pullKind: "list", pullShape });
    list(row(1), row(2));
    await prove(ctx, id);
    list(row(1), row(2, " Bis"));
    await prove(ctx, id);
    expect(await missingOf(ctx, id)).toMatchObject({ home: 2, days: 2 });
    list(row(1));
    await prove(ctx, id);
    expect(await missingOf(ctx, id)).toMatchObject({ home: 2, days: 2 });
  });
});

describe("a site that moved to another address", () => {
  const moved = (to: string) => (url: string) =>
    url.startsWith("/old/") ? to + url.replace("/old/", "/site/") : undefined;

  /** Of `/old` 2 of 4 are here and known; then it moves to `/site`, from where a fifth comes. */
  async function house(ctx: Ctx) {
    const { id } = await makeSource({ secret: SECRET });
    const { wordpress } = companions;
    const old = wordpress.url.replace("127.0.0.1", "localhost");
    companions.sites({ "/old": numbers(1, 2, 3, 4) });
    for (const one of numbers(1, 4))
      await companions.sent(id, { ...companions.entryOf("/old", one), site: `${old}/old` });
    await prove(ctx, id);
    return id;
  }
  const OLD = (id: string) => `${companions.home("/old").replace("127.0.0.1", "localhost")} ${id}`;
  const named = async (ctx: Ctx, sourceId: string) => (await missingOf(ctx, sourceId)).named;
  async function toldByRun(reconciliationId: string) {
    const sums = { expected: true, missing: true } as const;
    const { _sum } = await database().reconciliationDay.aggregate({ where: { reconciliationId }, _sum: sums });
    return _sum;
  }

  test.each(["http:", "https:"])(
    "leaves what it lacked missing, to be fetched where it went: by %s",
    async (scheme) => {
      const ctx = await admin();
      const id = await house(ctx);
      expect(await named(ctx, id)).toStrictEqual([OLD("lm-2"), OLD("lm-3")]);
      companions.sites(
        { "/site": numbers(1, 2, 3, 4, 5) },
        { redirect: moved(companions.wordpress.url.replace("http:", scheme)) },
      );
      await companions.pushed(id, "/site", { id: 5 });
      const run = await prove(ctx, id);
      expect(run).toMatchObject({ state: "done" });
      // They are of days before the new address was there.
      expect(await toldByRun(run.id)).toStrictEqual({ expected: 5, missing: 2 });
      expect(await missingOf(ctx, id)).toStrictEqual({ home: 2, days: 2, named: ["/site lm-2", "/site lm-3"] });
      await prove(ctx, id, true);
      expect(await missingOf(ctx, id)).toStrictEqual(NONE);
      expect(await expectedOf(ctx, id)).toBe(5);
    },
  );

  test("leaves it missing where the new address names others by these numbers, or none", async () => {
    const ctx = await admin();
    const id = await house(ctx);
    const others = [{ id: 2, at: "2024-08-02T18:00:00Z" }, { id: 5 }];
    companions.sites({ "/site": others }, { redirect: moved(companions.wordpress.url) });
    await companions.pushed(id, "/site", { id: 5 });
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    expect(await named(ctx, id)).toStrictEqual([OLD("lm-2"), OLD("lm-3")]);
    expect((await toldOf(ctx, id, WEEK)).filter(({ unnamed }) => unnamed).map((one) => one.id)).toHaveLength(2);
    // Asked for it can't be given, and nobody is said not to answer.
    expect(await prove(ctx, id, true)).toMatchObject({ state: "done" });
    expect(await named(ctx, id)).toStrictEqual([OLD("lm-2"), OLD("lm-3")]);
  });

  test("counts what arrived before it moved, also where the new one is asked about that time", async () => {
    const ctx = await admin();
    const id = await house(ctx);
    companions.sites({ "/site": numbers(1, 2, 3, 4, 5) }, { redirect: moved(companions.wordpress.url) });
    for (const one of numbers(3, 5)) await companions.pushed(id, "/site", one);
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: ["/site lm-2"] });
    expect(await expectedOf(ctx, id)).toBe(5);
  });
});
