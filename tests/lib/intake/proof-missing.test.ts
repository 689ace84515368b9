import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { bySite } from "@/lib/intake/proof/asking/same-site";
import { askProof } from "@/lib/intake/proof/commands";
import { momentsOf } from "@/lib/intake/proof/days";
import { countInbox } from "@/lib/intake/inbox/queries";
import { DEFAULT_SHAPE } from "@/lib/intake/schema";
import { setFormer } from "@/lib/intake/proof/leaving/commands";
import { setLost } from "@/lib/intake/proof/losing/commands";
import { formerSitesOf, proofMatrix, proofRuns, toldOf } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { numbers, openCompanions, SECRET } from "@/tests/support/companion-sites";
import { makeSource, settleAll } from "@/tests/support/intake";
import { admin, dayOf, missingIds, missingOf, night, NONE, prove, WEEK } from "@/tests/support/proofs";
import { siteOf } from "@/tests/support/wordpress-site";
import type { SiteTrouble } from "@/lib/intake/proof/schema";
import type { Answer } from "@/tests/support/stub-wordpress";
import type { Companions } from "@/tests/support/companion-sites";
import type { Sent } from "@/tests/support/wordpress-site";

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
afterEach(() => {
  jest.restoreAllMocks();
});

const ZONE = "America/Argentina/Buenos_Aires";
const troublesOf = (one?: { troubles: SiteTrouble[] }) =>
  [...(one?.troubles ?? [])].sort((a, b) => (a.site < b.site ? -1 : 1));

describe("of several sites of which one doesn't answer, what the others lack", () => {
  const HTML = { status: 200, body: "<!doctype html><title>En mantenimiento</title>" };
  const down = (folder: string) => ({ "/c": HTML })[folder];

  test("is named, counted and written about, and the source isn't said to be whole", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    for (const folder of ["/a", "/b", "/c"]) await companions.pushed(id, folder, { id: 1 });
    companions.sites({ "/a": numbers(1, 2, 3), "/b": numbers(1, 4), "/c": numbers(1, 5) }, { down });
    await database().mail.deleteMany();
    await database().user.updateMany({ data: { passwordHash: "x" } });
    await database().mailServer.upsert({
      where: { id: 1 },
      create: {
        id: 1,
        host: "127.0.0.1",
        port: 1,
        security: "none",
        fromAddress: "a@b.test",
        baseUrl: "http://x.test",
      },
      update: {},
    });
    const run = await prove(night, id);
    expect(run).toMatchObject({ state: "failed", reason: "html", site: `${companions.wordpress.url}/c` });
    const lacking = { home: 3, days: 3, named: ["/a lm-2", "/a lm-3", "/b lm-4"] };
    expect(await missingOf(ctx, id)).toStrictEqual(lacking);
    expect((await proofMatrix(ctx, WEEK, id)).sources[0]?.days.some(({ settled }) => settled)).toBe(false);
    expect(await database().mail.count({ where: { kind: "missing" } })).toBeGreaterThan(0);
    expect((await eventsOf(id)).find((event) => event.name === "source.missingFound")?.payload).toMatchObject({
      count: 3,
    });

    // Fetched they are here and named as that, though the third still says nothing; what it lacked before stays.
    await prove(ctx, id, true);
    await prove(ctx, id);
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
    const arrived = (await toldOf(ctx, id, WEEK)).filter((one) => one.here);
    expect(arrived.map((one) => one.id).sort()).toStrictEqual(["lm-2", "lm-3", "lm-4"]);
    companions.sites({ "/a": numbers(1, 2, 3), "/b": numbers(1, 4), "/c": numbers(1, 5) });
    await prove(ctx, id);
    companions.sites({ "/a": numbers(1, 2, 3), "/b": numbers(1, 4), "/c": numbers(1, 5) }, { down });
    expect(await prove(ctx, id, true)).toMatchObject({ state: "failed", site: `${companions.wordpress.url}/c` });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: ["/c lm-5"] });
  });
});

test("of several sites in trouble each is named with its own", async () => {
  const ctx = await admin();
  const { id } = await makeSource({ secret: SECRET });
  for (const folder of ["/a", "/b", "/c"]) await companions.pushed(id, folder, { id: 1 });
  await companions.pushed(id, "/d", { id: 1 }, "la-clave-de-antes");
  const answers: Record<string, Answer> = {
    "/b": { status: 500, body: "{}" },
    "/c": { status: 200, body: "<!doctype html><title>Acceder</title>" },
  };
  companions.sites({ "/a": numbers(1) }, { down: (folder) => answers[folder] });
  await prove(ctx, id);
  const troubles = [
    { site: `${companions.wordpress.url}/b`, reason: "server_error" },
    { site: `${companions.wordpress.url}/c`, reason: "html" },
    { site: `${companions.wordpress.url}/d`, reason: "old_line" },
  ];
  const [source] = (await proofMatrix(ctx, WEEK, id)).sources;
  expect(troublesOf(source)).toStrictEqual(troubles);
  expect(troublesOf((await proofRuns(ctx, id))[0])).toStrictEqual(troubles);
});

describe("sites whose companions have the line of before", () => {
  test("are named as not asked, and what they lacked stays, until they have the new one or are no more", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    for (const folder of ["/a", "/b"]) await companions.pushed(id, folder, { id: 1 });
    companions.sites({ "/a": numbers(1), "/b": numbers(1, 4) });
    await prove(ctx, id);
    const lacking = { home: 1, days: 1, named: ["/b lm-4"] };
    expect(await missingOf(ctx, id)).toStrictEqual(lacking);
    // A new secret, and so far one site has it: the other's submissions are signed with the former one.
    await database().delivery.deleteMany({ where: { sourceId: id } });
    await companions.pushed(id, "/b", { id: 1 }, "la-clave-de-antes");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "old_line" });
    await companions.pushed(id, "/a", { id: 1 });
    const site = `${companions.wordpress.url}/b`;
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "old_line", site });
    expect(await missingOf(ctx, id)).toStrictEqual(lacking);
    await setFormer(ctx, { sourceId: id, site, former: true });
    expect(await prove(ctx, id)).toMatchObject({ state: "done", reason: "" });
    expect(await missingOf(ctx, id)).toStrictEqual(lacking);
  });
});

describe("one of several sites that is no more", () => {
  const GONE = { status: 404, body: "<!doctype html>" };
  const down = (folder: string) => ({ "/c": GONE })[folder];

  test("isn't asked once somebody says so, and what it lacks can only be given up; until it sends again", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    for (const folder of ["/a", "/c"]) await companions.pushed(id, folder, { id: 1 });
    companions.sites({ "/a": numbers(1), "/c": numbers(1, 5) });
    await prove(ctx, id);
    companions.sites({ "/a": numbers(1), "/c": numbers(1, 5) }, { down });
    const { site } = await prove(ctx, id);
    expect(site).toBe(`${companions.wordpress.url}/c`);

    await setFormer(ctx, { sourceId: id, site, former: true });
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    const lacked = async () => (await toldOf(ctx, id, WEEK)).find((one) => one.id === "lm-5");
    expect(await lacked()).toMatchObject({ here: false, left: true });
    expect(await lacked()).not.toHaveProperty("gone");
    // Asked to fetch it nobody is asked; and what was proved with it counts it as missing too.
    const run = await prove(ctx, id, true);
    expect(run).toMatchObject({ state: "done" });
    const counted = (await proofRuns(ctx, id)).find((one) => one.id === run.id);
    expect(counted).toMatchObject({ expected: 3, missing: 1 });
    await setLost(ctx, { sourceId: id, missingIds: await missingIds(ctx, id, "lm-5"), lost: true });
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
    expect(await formerSitesOf(ctx, id)).toMatchObject([{ home: companions.home("/c") }]);

    await companions.pushed(id, "/c", { id: 6 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", site });
    expect(await formerSitesOf(ctx, id)).toStrictEqual([]);
  });

  test("is asked again where that is taken back, and gives what it lacked", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    for (const folder of ["/a", "/c"]) await companions.pushed(id, folder, { id: 1 });
    companions.sites({ "/a": numbers(1), "/c": numbers(1, 5) });
    await prove(ctx, id);
    const site = `${companions.wordpress.url}/c`;
    await setFormer(ctx, { sourceId: id, site, former: true });
    await prove(ctx, id);
    await setFormer(ctx, { sourceId: id, site, former: false });
    await prove(ctx, id);
    const [lacked] = (await toldOf(ctx, id, WEEK)).filter(({ here }) => !here);
    for (const none of ["gone", "left", "unnamed", "why"]) expect(lacked).not.toHaveProperty(none);
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
  });

  test("is event by event what somebody said of it", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    for (const folder of ["/a", "/c"]) await companions.pushed(id, folder, { id: 1 });
    companions.sites({ "/a": numbers(1), "/c": numbers(1) }, { down });
    const site = `${companions.wordpress.url}/c`;
    await setFormer(ctx, { sourceId: id, site, former: true });
    await setFormer(ctx, { sourceId: id, site, former: false });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", site });
    const names = (await eventsOf(id)).map(({ name }) => name).filter((name) => name.includes("ite"));
    expect(names).toStrictEqual(["source.siteLeft", "source.siteAskedAgain"]);
  });

  test("is never the only one, nor one that nothing came from", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "/a", { id: 1 });
    const leave = (folder: string) =>
      setFormer(ctx, { sourceId: id, site: companions.wordpress.url + folder, former: true });
    await expect(leave("/a")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await companions.pushed(id, "/b", { id: 1 });
    await expect(leave("/x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await leave("/b");
    await expect(leave("/a")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("one site of two languages, each with an address of its own", () => {
  const ALL = numbers(1, 2, 3, 4);

  test("is one: what either sent is here, and what is missing is missing once", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "/x": ALL, "/x/en": ALL });
    for (const one of numbers(1, 3)) await companions.pushed(id, "/x", one);
    await companions.pushed(id, "/x/en", { id: 2 });
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: ["/x lm-4"] });
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
  });

  test("says nothing by one of them alone, which would call missing what the other sent", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "/x/en": ALL });
    for (const one of numbers(1, 2)) await companions.pushed(id, "/x", one);
    for (const one of numbers(3, 4)) await companions.pushed(id, "/x/en", one);
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", site: `${companions.wordpress.url}/x` });
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
  });

  test("isn't what two sites of a network are, one in the other's folder, nor a copy that was sent something", () => {
    const at = (day: number) => new Date(Date.UTC(2024, 7, day));
    const named = (...days: number[]) =>
      days.map((day, n) => ({ id: `lm-${n}`, form: "9", plugin: "wpforms", site: "", at: at(day), isDigest: false }));
    const sitesOf = (below: string, ...answers: [ReturnType<typeof named>, ReturnType<typeof named>]) =>
      bySite([
        { home: "x.test", begin: at(1), named: answers[0] },
        { home: below, begin: at(2), named: answers[1] },
      ]).sites.map(({ home }) => home);
    expect(sitesOf("x.test/en", named(1, 2, 3), named(1, 2, 3).slice(1))).toStrictEqual(["x.test"]);
    expect(sitesOf("x.test/en", named(1, 2, 3), named(1, 4, 5))).toStrictEqual(["x.test", "x.test/en"]);
    expect(sitesOf("x.test/en", named(1, 2, 3), named(1, 2, 3, 4))).toStrictEqual(["x.test", "x.test/en"]);
    expect(sitesOf("x.test/en", [], [])).toStrictEqual(["x.test", "x.test/en"]);
    expect(sitesOf("x.test.ar", named(2, 3), named(2, 3))).toStrictEqual(["x.test", "x.test.ar"]);
  });
});

describe("what was missing and arrives by itself", () => {
  test("is missing no more at once, as what it arrived as; another site's of the same number is", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "/a": numbers(1, 2), "/b": numbers(1, 2) });
    for (const folder of ["/a", "/b"]) await companions.pushed(id, folder, { id: 1 });
    await prove(ctx, id);
    expect((await missingOf(ctx, id)).named).toStrictEqual(["/a lm-2", "/b lm-2"]);
    const { id: deliveryId } = await companions.pushed(id, "/b", { id: 2 });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: ["/a lm-2"] });
    const come = (await toldOf(ctx, id, WEEK)).filter((one) => one.deliveryId === deliveryId);
    expect(come).toMatchObject([{ id: "lm-2", site: companions.home("/b"), here: true }]);
    await prove(ctx, id);
    expect((await missingOf(ctx, id)).named).toStrictEqual(["/a lm-2"]);
  });

  test.each([
    ["with ids", (n: number) => ({ id: `n${n}` })],
    ["without", () => ({})],
  ])("is so likewise among many that a pull brings, %s", async (ids, idOf) => {
    const ctx = await admin();
    const rows = [1, 2, 3].map((n) => ({
      ...idOf(n),
      ...{ date: `2024-08-0${n}T15:00:00Z`, nombre: `Persona ${n} ${ids}`, email: `l${n}${ids.length}@example.com` },
    }));
    companions.wordpress.answer({ body: JSON.stringify(rows) });
    const pullShape = { ...DEFAULT_SHAPE, path: "/lista", paging: "none" as const, time: "date", id: "id" };
    const site = { url: companions.wordpress.url, userName: "", password: "" };
    const { id } = await makeSource({ kind: "pull", site, timeZone: ZONE, pullKind: "list", pullShape });
    await prove(ctx, id);
    expect((await missingOf(ctx, id)).home).toBe(3);
    companions.wordpress.answer({ body: JSON.stringify(rows.slice(1)) });
    await pullSource(id);
    await settleAll();
    expect(await missingOf(ctx, id)).toMatchObject({ home: 1, days: 1 });
    expect(await dayOf(ctx, id, "2024-08-01")).toMatchObject({ missing: 1 });
  });
});

describe("what somebody gives up as lost", () => {
  test("is red nowhere and in no sum, says who did and when, is no news of a night, and is taken back with a press", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "": numbers(1, 2, 3) }, { kept: (one) => one !== "3" });
    await companions.pushed(id, "", { id: 1 });
    await prove(ctx, id);
    const ids = await missingIds(ctx, id, "lm-3");
    await setLost(ctx, { sourceId: id, missingIds: ids, lost: true });
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: [" lm-2"] });
    expect(await dayOf(ctx, id, "2024-08-03")).toMatchObject({ expected: 1, missing: 0, lost: 1 });
    const lost = async () => (await toldOf(ctx, id, WEEK)).filter((one) => one.lost);
    expect(await lost()).toMatchObject([{ id: "lm-3", here: false, lost: { by: "admin Tester" } }]);

    // However often it is asked, and also where the site names it no more; and nobody is written to.
    await prove(night, id);
    await prove(ctx, id, true);
    companions.sites({ "": numbers(1, 2) });
    await prove(night, id);
    expect(await lost()).toHaveLength(1);
    const told = await database().toldMissing.findMany({ where: { sourceId: id } });
    expect(told.map(({ externalId }) => externalId)).not.toContain("lm-3");

    await setLost(ctx, { sourceId: id, missingIds: ids, lost: false });
    expect((await missingOf(ctx, id)).named).toStrictEqual([" lm-3"]);
    const events = (await eventsOf(id)).filter(({ name }) => /^source\.missing(?:GivenUp|LookedFor)$/.test(name));
    expect(events.map(({ name, payload }) => [name, payload])).toStrictEqual([
      ["source.missingGivenUp", { count: 1, entries: ["lm-3"] }],
      ["source.missingLookedFor", { count: 1, entries: ["lm-3"] }],
    ]);
  });

  test("is so no longer once it is here; what is here, or another source's, can't be given up", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    companions.sites({ "": numbers(1, 2) });
    await companions.pushed(id, "", { id: 1 });
    await prove(ctx, id);
    const ids = await missingIds(ctx, id, "lm-2");
    const { id: other } = await makeSource();
    const refused = { code: "NOT_FOUND" };
    await expect(setLost(ctx, { sourceId: other, missingIds: ids, lost: true })).rejects.toMatchObject(refused);
    await setLost(ctx, { sourceId: id, missingIds: ids, lost: true });
    await expect(setLost(ctx, { sourceId: id, missingIds: ids, lost: true })).rejects.toMatchObject(refused);
    await companions.pushed(id, "", { id: 2 });
    expect((await dayOf(ctx, id, "2024-08-02"))?.lost).toBe(0);
    await expect(setLost(ctx, { sourceId: id, missingIds: ids, lost: false })).rejects.toMatchObject(refused);
    const manager = ctxOf(await makeUser("manager"));
    const input = { sourceId: id, missingIds: ids, lost: true };
    await expect(setLost(manager, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

test("a test arrives, and is nothing that anybody sent: it counts in no day, and no day opens it", async () => {
  const ctx = await admin();
  const { id } = await makeSource({ secret: SECRET });
  await companions.pushed(id, "", { id: 1 });
  const test = { companion: 1, test: true, site: companions.wordpress.url };
  expect((await companions.sent(id, test)).reason).toBe("test_ping");
  await database().delivery.updateMany({
    where: { sourceId: id, reason: "test_ping" },
    data: { submittedAt: new Date("2024-08-01T16:00:00Z") },
  });
  expect(await dayOf(ctx, id, "2024-08-01")).toMatchObject({ arrived: 1, ends: { created: 1 } });
  expect((await countInbox(ctx, { source: id, submitted: "2024-08-01" })).total).toBe(1);
  expect((await countInbox(ctx, { source: id })).total).toBe(2);
});

test("what is missing stays so where the organisation moves to another zone, on the day it falls on there", async () => {
  const ctx = await admin();
  const { id } = await makeSource({ secret: SECRET });
  companions.sites({ "": [{ id: 1 }, { id: 2, at: "2024-08-02T20:00:00Z" }] });
  await companions.pushed(id, "", { id: 1 });
  await prove(ctx, id);
  expect(await dayOf(ctx, id, "2024-08-02")).toMatchObject({ missing: 1, expected: 1 });
  const set = { timeZone: "Asia/Tokyo", name: "Grupo", setUpAt: new Date() };
  await database().organisation.upsert({ where: { id: 1 }, create: { id: 1, ...set }, update: set });
  try {
    expect(await missingOf(ctx, id)).toStrictEqual({ home: 1, days: 1, named: [" lm-2"] });
    expect(await dayOf(ctx, id, "2024-08-03")).toMatchObject({ missing: 1, expected: null, settled: false });
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual(NONE);
  } finally {
    await database().organisation.deleteMany();
  }
});

test("a day is settled once all of it was asked about, not merely once it is over", async () => {
  const ctx = await admin();
  const sent: Sent[] = [{ id: 1, at: "2024-08-03 02:40:00" }];
  companions.wordpress.answer(siteOf("gravity", () => sent, "/late"));
  const site = { url: `${companions.wordpress.url}/late`, userName: "reader", password: "abcd EFGH" };
  const pulled = { kind: "pull", formId: "3", site, timeZone: ZONE, pullKind: "gravity" } as const;
  const { id } = await makeSource({ ...pulled, pullMinutes: 60 });
  const [, midnight] = momentsOf({ from: "2024-08-02", to: "2024-08-02", timeZone: ZONE });
  const askedAfter = async (minutes: number) => {
    const now = midnight.getTime() + minutes * 60_000;
    const { reconciliationId } = await askProof(
      { ...ctx, now: () => new Date(now) },
      { ...WEEK, sourceId: id, fetch: false },
    );
    jest.spyOn(Date, "now").mockReturnValue(now);
    await reconcile({ reconciliationId, fetch: false });
    jest.restoreAllMocks();
    const days = await Promise.all(["2024-08-01", "2024-08-02"].map((day) => dayOf(ctx, id, day)));
    return days.map((day) => [day?.expected, day?.settled]);
  };
  // What was sent at 23:40 may be fetched yet.
  expect(await askedAfter(20)).toStrictEqual([
    [0, true],
    [0, false],
  ]);
  expect(await askedAfter(80)).toStrictEqual([
    [0, true],
    [1, true],
  ]);
});
