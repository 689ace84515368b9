import { createHmac } from "node:crypto";
import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { askProof } from "@/lib/intake/proof/commands";
import { companionIn, homeSaid } from "@/lib/intake/proof/companions";
import { proofMatrix, toldOf } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { numbers, openCompanions, SECRET } from "@/tests/support/companion-sites";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";
import type { Companions, Sent } from "@/tests/support/companion-sites";

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

const WEEK = { from: "2024-08-01", to: "2024-08-07" };
const DAY_MS = 86_400_000;
const admin = async () => ctxOf(await makeUser("admin"));

const fromOld = (to: string) => (url: string) =>
  url.startsWith("/old/") ? to + url.replace("/old/", "/site/") : undefined;

async function prove(ctx: Ctx, sourceId: string, fetch = false, span = WEEK) {
  const { reconciliationId } = await askProof(ctx, { ...span, sourceId, fetch });
  await reconcile({ reconciliationId, fetch });
  await settleAll();
  return database().reconciliation.findUniqueOrThrow({ where: { id: reconciliationId } });
}
async function sumsOf(ctx: Ctx, sourceId: string, span = WEEK) {
  const [source] = (await proofMatrix(ctx, span, sourceId)).sources;
  const sum = (key: "expected" | "missing") =>
    source?.days.reduce<number | null>((total, day) => (day[key] === null ? total : (total ?? 0) + day[key]), null);
  return { expected: sum("expected"), missing: sum("missing") };
}
const missingOf = async (ctx: Ctx, sourceId: string) =>
  (await toldOf(ctx, sourceId, WEEK)).filter(({ here }) => !here).map(({ id, site = "" }) => `${site} ${id}`);

describe("a companion", () => {
  test("names what never came, and gives exactly that", async () => {
    const ctx = await admin();
    const questions = companions.sites({ "": numbers(1, 2, 3, 4, 5) });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of numbers(1, 3, 5)) await companions.pushed(id, "", one);
    await prove(ctx, id);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 5, missing: 2 });
    for (const { url, signature } of questions) {
      const time = signature.slice(2, 12);
      const v = createHmac("sha256", SECRET).update(`${time}.GET\n${url}`).digest("hex");
      expect(signature).toBe(`t=${time},v=${v}`);
    }
    await prove(ctx, id, true);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 5, missing: 0 });
    const leads = await database().lead.findMany({
      where: { sourceId: id },
      select: { contactName: true, history: true },
    });
    // Fetched long after; the others were sent when they came.
    expect(leads.filter(({ history }) => history)).toHaveLength(2);
    expect(leads.map(({ contactName }) => contactName.trim()).sort()).toStrictEqual(
      [1, 2, 3, 4, 5].map((n) => `Persona ${n}`),
    );
    // What the companion sends in the end all the same is the same entry.
    expect((await companions.pushed(id, "", { id: 2 })).state).toBe("duplicate");
  });

  test("that keeps one no more leaves it missing, by its name, and known to have no text", async () => {
    const ctx = await admin();
    companions.sites({ "": numbers(1, 2, 3) }, { kept: (id) => id !== "3" });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1 });
    await prove(ctx, id);
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual([`${companions.home("")} lm-3`]);
    const gone = async () => (await toldOf(ctx, id, WEEK)).filter((one) => one.gone).map((one) => one.id);
    expect(await gone()).toStrictEqual(["lm-3"]);
    // Asked again without fetching it is known still; there again, it is fetched.
    await prove(systemCtx("proof"), id);
    expect(await gone()).toStrictEqual(["lm-3"]);
    companions.sites({ "": numbers(1, 2, 3) });
    await prove(ctx, id, true);
    expect([await missingOf(ctx, id), await gone()]).toStrictEqual([[], []]);
  });

  test("is believed only with the source's secret", () => {
    const body = Buffer.from(JSON.stringify({ site: "https://www.ejemplo.test/blog/" }));
    const receivedAt = new Date("2024-08-01T00:00:00Z");
    const t = receivedAt.getTime() / 1000;
    const sign = (secret: string) => createHmac("sha256", secret).update(`${t}.`).update(body).digest("hex");
    const signed = (v: string) => ({
      ...{ method: "POST", path: "/", body, receivedAt },
      headers: { "x-leads-manager-signature": `t=${t},v=${v}` },
    });
    expect(companionIn(signed(sign(SECRET)), SECRET)).toBe("https://www.ejemplo.test/blog");
    expect(companionIn(signed(sign("otra")), SECRET)).toBeNull();
    expect(companionIn({ ...signed(""), headers: {} }, SECRET)).toBeNull();
  });

  test("two plugins with the same form and the same numbers: one's submission is no other's", async () => {
    const ctx = await admin();
    const of = (plugin: string) => numbers(1, 2, 3).map((one) => ({ ...one, plugin, form: "7" }));
    companions.sites({ "": [...of("wpforms"), ...of("gravityforms")] });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of [...of("wpforms"), ...of("gravityforms").slice(0, 2)]) await companions.pushed(id, "", one);
    await prove(ctx, id);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 6, missing: 1 });
    const missing = (await toldOf(ctx, id, WEEK)).filter(({ here }) => !here);
    expect(missing.map((one) => `${one.plugin} ${one.id}`)).toStrictEqual(["gravityforms lm-3"]);
    await prove(systemCtx("proof"), id);
    await prove(systemCtx("proof"), id);
    const told = (await database().toldMissing.findMany({ where: { sourceId: id } })).map(({ plugin }) => plugin);
    expect(told).toStrictEqual(["gravityforms"]);
  });
});

describe("several sites that send to one source", () => {
  const ES = numbers(1, 2, 3);

  test("are each asked, each matched by itself, and the missing one is named and fetched from its own", async () => {
    const ctx = await admin();
    companions.sites({ "/es": ES, "/br": ES });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of ES) await companions.pushed(id, "/es", one);
    for (const one of ES.slice(0, 2)) await companions.pushed(id, "/br", one);
    await prove(ctx, id);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 6, missing: 1 });
    expect(await missingOf(ctx, id)).toStrictEqual([`${companions.home("/br")} lm-3`]);
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual([]);
    expect(await database().lead.count({ where: { sourceId: id, contactName: { contains: "Persona 3 /br" } } })).toBe(
      1,
    );
  });

  test("of which one doesn't answer are never said to be complete", async () => {
    const ctx = await admin();
    companions.sites({ "/es": ES });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "/es", { id: 1 });
    await companions.pushed(id, "/gone", { id: 1 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", site: `${companions.wordpress.url}/gone` });
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: null, missing: 2 });
  });

  test("of which one has moved to another aren't kept from being proved; one that moved elsewhere is said", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    const old = companions.wordpress.url.replace("127.0.0.1", "localhost");
    await companions.sent(id, { ...companions.entryOf("/site", { id: 1 }), site: `${old}/old` });
    await companions.pushed(id, "/site", { id: 3 });
    const moved = (to: string) => {
      companions.sites({ "/site": ES }, { redirect: fromOld(to) });
    };
    moved("http://127.0.0.2:1");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "redirected", site: `${old}/old` });
    moved(companions.wordpress.url);
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    // What it had when it was elsewhere isn't asked of it.
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 1, missing: 0 });
  });

  test("aren't joined by a copy of the site that sent a test only", async () => {
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "/es", { id: 1 });
    const test = { companion: 1, test: true, site: `${companions.wordpress.url}/staging` };
    expect((await companions.sent(id, test)).reason).toBe("test_ping");
    expect((await sitesOf(id)).companions.map(({ url }) => url)).toStrictEqual([`${companions.wordpress.url}/es`]);
    await companions.pushed(id, "/staging", { id: 2 });
    expect((await sitesOf(id)).companions.map(({ home: one }) => one)).toStrictEqual([
      companions.home("/staging"),
      companions.home("/es"),
    ]);
  });

  test("are told apart by what their bodies say, however it is written", () => {
    expect(homeSaid(String.raw`https:\/\/www.Ejemplo.test\/es\/`)).toBe("ejemplo.test/es");
    expect(homeSaid("http://ejemplo.test/es")).toBe("ejemplo.test/es");
    for (const none of ["", "ejemplo.test", "ftp://ejemplo.test", 'x"y', String.raw`https://\u00`]) {
      expect(homeSaid(none)).toBe("");
    }
  });
});

describe("what is asked of a companion", () => {
  test("is nothing from before its first submission, and of those days nothing is said", async () => {
    const ctx = await admin();
    companions.sites({ "": numbers(1, 2, 3, 4, 5) });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 3 });
    await prove(ctx, id);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 3, missing: 2 });
    const [source] = (await proofMatrix(ctx, WEEK, id)).sources;
    expect(source?.days.filter(({ expected }) => expected === null).map(({ day }) => day)).toStrictEqual([
      "2024-08-02",
      "2024-08-01",
    ]);
  });

  test("is asked by halves where there is too much at once, down to a day and no further", async () => {
    const ctx = await admin();
    const first = "2024-06-01T12:00:00Z";
    const busy = Array.from({ length: 40 }, (_, n): Sent => {
      return { id: n + 1, at: new Date(Date.parse(first) + n * DAY_MS).toISOString() };
    });
    const span = { from: "2024-05-20", to: "2024-08-10" };
    const questions = companions.sites({ "": busy }, { most: 3 });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1, at: first });
    expect(await prove(ctx, id, false, span)).toMatchObject({ state: "done" });
    expect(await sumsOf(ctx, id, span)).toStrictEqual({ expected: 40, missing: 39 });
    expect(questions.length).toBeLessThan(200);
    companions.sites({ "": busy }, { most: 0 });
    expect(await prove(ctx, id, false, span)).toMatchObject({ state: "failed", reason: "too_many" });
  });

  test("is no answer where it counts more than it names", async () => {
    const ctx = await admin();
    companions.sites({ "": numbers(1, 2, 3) }, { count: (named) => named + 40 });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "not_whole" });
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: null, missing: null });
  });

  test("is no answer where it doesn't count", async () => {
    const ctx = await admin();
    companions.sites({ "": numbers(1) }, { count: () => undefined });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "not_whole" });
  });

  test("that isn't there any more is said to be that, and its entries aren't taken for gone", async () => {
    const ctx = await admin();
    companions.sites({ "": numbers(1, 2) });
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1 });
    await prove(ctx, id);
    for (const body of ['{"code":"rest_no_route"}', "<!doctype html><title>Página no encontrada</title>"]) {
      companions.wordpress.answer({ status: 404, body });
      expect(await prove(ctx, id, true)).toMatchObject({ state: "failed", reason: "no_companion" });
    }
    expect((await toldOf(ctx, id, WEEK)).filter(({ gone }) => gone)).toStrictEqual([]);
    companions.wordpress.answer({ status: 403, body: "<!doctype html><title>Just a moment…</title>" });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "html" });
  });

  test("that refuses our signature says so, and speaks of no password", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    await companions.pushed(id, "", { id: 1 });
    const refuse = (code: string) => {
      companions.wordpress.answer({ status: 401, body: JSON.stringify({ code, message: "no" }) });
    };
    refuse("leads_manager_unsigned");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "unsigned" });
    refuse("rest_forbidden");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "refused" });
  });
});
