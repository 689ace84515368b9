import { createHmac } from "node:crypto";
import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { askProof } from "@/lib/intake/proof/commands";
import { companionIn, homeSaid } from "@/lib/intake/proof/companions";
import { proofMatrix, toldOf } from "@/lib/intake/proof/queries";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { companionsOf } from "@/lib/intake/proof/sites/queries";
import { settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import type { Ctx } from "@/lib/core/ctx";
import type { Answer, StubWordpress } from "@/tests/support/stub-wordpress";

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

const SECRET = "una-clave-larga";
const WEEK = { from: "2024-08-01", to: "2024-08-07" };
const DAY_MS = 86_400_000;
const admin = async () => ctxOf(await makeUser("admin"));

/** A submission by number; of the first days of August 2024 unless it says when. */
type Sent = { id: number; plugin?: string; form?: string; at?: string };
const timeOf = ({ id, at }: Sent) => at ?? `2024-08-0${id}T15:00:00+00:00`;
/** Each site at its own folder, with what it names. */
type Sites = Record<string, Sent[]>;

const entryOf = (folder: string, sent: Sent) => ({
  companion: 1,
  plugin: sent.plugin ?? "contact-form-7",
  site: wordpress.url + folder,
  entry: { id: `lm-${sent.id}` },
  form: { id: sent.form ?? "9", name: "Contacto" },
  submittedAt: timeOf(sent),
  fields: [
    { id: "n", label: "Nombre", type: "name", value: `Persona ${sent.id} ${folder} ${sent.plugin ?? ""}` },
    { id: "m", label: "Correo", type: "email", value: `c${sent.id}${folder.slice(1)}${sent.plugin ?? ""}@example.com` },
  ],
});

type Manners = { kept?: (id: string) => boolean; most?: number; total?: (count: number) => number };

/** The companions of these sites: two entries a page, never more than `most` at once. */
function sites(
  all: Sites,
  { kept = () => true, most = Infinity, total = (count) => count }: Manners = {},
  redirect: (url: string) => string | undefined = () => undefined,
) {
  const questions: { url: string; signature: string }[] = [];
  wordpress.answer((request): Answer => {
    const url = new URL(request.url ?? "", "http://x.test");
    const location = redirect(request.url ?? "");
    if (location) return { status: 301, headers: { location } };
    const [folder = "", path = ""] = url.pathname.split("/wp-json/");
    const sent = all[folder];
    if (!sent) return { status: 404, body: '{"code":"rest_no_route"}' };
    questions.push({ url: request.url ?? "", signature: String(request.headers["x-leads-manager-signature"]) });
    const one = /\/entries\/lm-(\d+)$/.exec(path)?.[1];
    if (one !== undefined) {
      const found = sent.find(({ id, plugin }) => String(id) === one && isAsked(plugin, url));
      if (!found || !kept(one)) return { status: 404, body: '{"error":"gone"}' };
      return { body: JSON.stringify(entryOf(folder, found)) };
    }
    const [from, to] = ["from", "to"].map((key) => Date.parse(url.searchParams.get(key) ?? ""));
    const named = sent.filter(
      (each) => Date.parse(timeOf(each)) >= (from ?? 0) && Date.parse(timeOf(each)) < (to ?? 0),
    );
    if (named.length > most) return { status: 400, body: '{"error":"too many entries: ask for a shorter time"}' };
    const page = Number(url.searchParams.get("page"));
    const entries = named.slice((page - 1) * 2, page * 2).map((each) => ({
      ...{ id: `lm-${each.id}`, plugin: each.plugin ?? "contact-form-7", form: each.form ?? "9" },
      submittedAt: timeOf(each),
    }));
    const next = page * 2 < named.length ? page + 1 : null;
    return { body: JSON.stringify({ total: total(named.length), entries, next }) };
  });
  return questions;
}
const fromOld = (to: string) => (url: string) =>
  url.startsWith("/old/") ? to + url.replace("/old/", "/site/") : undefined;
const isAsked = (plugin = "contact-form-7", url: URL) => url.searchParams.get("plugin") === plugin;

/** As a companion sends it, signed. */
async function sent(sourceId: string, values: object) {
  const body = JSON.stringify(values);
  const t = Math.floor(Date.now() / 1000);
  const v = createHmac("sha256", SECRET).update(`${t}.${body}`).digest("hex");
  const headers = { "content-type": "application/json", "x-leads-manager-signature": `t=${t},v=${v}` };
  return settled(sourceId, values as Record<string, unknown>, { headers });
}
const pushed = (sourceId: string, folder: string, one: Sent) => sent(sourceId, entryOf(folder, one));

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
const numbers = (...ids: number[]): Sent[] => ids.map((id) => ({ id }));
const home = (folder: string) => wordpress.url.replace("http://", "") + folder;

describe("a companion", () => {
  test("names what never came, and gives exactly that", async () => {
    const ctx = await admin();
    const questions = sites({ "": numbers(1, 2, 3, 4, 5) });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of numbers(1, 3, 5)) await pushed(id, "", one);
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
    expect((await pushed(id, "", { id: 2 })).state).toBe("duplicate");
  });

  test("that keeps one no more leaves it missing, by its name, and known to have no text", async () => {
    const ctx = await admin();
    sites({ "": numbers(1, 2, 3) }, { kept: (id) => id !== "3" });
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "", { id: 1 });
    await prove(ctx, id);
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual([`${home("")} lm-3`]);
    const gone = async () => (await toldOf(ctx, id, WEEK)).filter((one) => one.gone).map((one) => one.id);
    expect(await gone()).toStrictEqual(["lm-3"]);
    // Asked again without fetching it is known still; there again, it is fetched.
    await prove(systemCtx("proof"), id);
    expect(await gone()).toStrictEqual(["lm-3"]);
    sites({ "": numbers(1, 2, 3) });
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
    sites({ "": [...of("wpforms"), ...of("gravityforms")] });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of [...of("wpforms"), ...of("gravityforms").slice(0, 2)]) await pushed(id, "", one);
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
    sites({ "/es": ES, "/br": ES });
    const { id } = await makeSource({ secret: SECRET });
    for (const one of ES) await pushed(id, "/es", one);
    for (const one of ES.slice(0, 2)) await pushed(id, "/br", one);
    await prove(ctx, id);
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 6, missing: 1 });
    expect(await missingOf(ctx, id)).toStrictEqual([`${home("/br")} lm-3`]);
    await prove(ctx, id, true);
    expect(await missingOf(ctx, id)).toStrictEqual([]);
    expect(await database().lead.count({ where: { sourceId: id, contactName: { contains: "Persona 3 /br" } } })).toBe(
      1,
    );
  });

  test("of which one doesn't answer are never said to be complete", async () => {
    const ctx = await admin();
    sites({ "/es": ES });
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "/es", { id: 1 });
    await pushed(id, "/gone", { id: 1 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", site: `${wordpress.url}/gone` });
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: null, missing: null });
  });

  test("of which one has moved to another aren't kept from being proved; one that moved elsewhere is said", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    const old = wordpress.url.replace("127.0.0.1", "localhost");
    await sent(id, { ...entryOf("/site", { id: 1 }), site: `${old}/old` });
    await pushed(id, "/site", { id: 3 });
    const moved = (to: string) => {
      sites({ "/site": ES }, {}, fromOld(to));
    };
    moved("http://127.0.0.2:1");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "redirected", site: `${old}/old` });
    moved(wordpress.url);
    expect(await prove(ctx, id)).toMatchObject({ state: "done" });
    // What it had when it was elsewhere isn't asked of it.
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: 1, missing: 0 });
  });

  test("aren't joined by a copy of the site that sent a test only", async () => {
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "/es", { id: 1 });
    const test = { companion: 1, test: true, site: `${wordpress.url}/staging` };
    expect((await sent(id, test)).reason).toBe("test_ping");
    expect((await companionsOf(id)).map(({ url }) => url)).toStrictEqual([`${wordpress.url}/es`]);
    await pushed(id, "/staging", { id: 2 });
    expect((await companionsOf(id)).map(({ home: one }) => one)).toStrictEqual([home("/staging"), home("/es")]);
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
    sites({ "": numbers(1, 2, 3, 4, 5) });
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "", { id: 3 });
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
    const questions = sites({ "": busy }, { most: 3 });
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "", { id: 1, at: first });
    expect(await prove(ctx, id, false, span)).toMatchObject({ state: "done" });
    expect(await sumsOf(ctx, id, span)).toStrictEqual({ expected: 40, missing: 39 });
    expect(questions.length).toBeLessThan(200);
    sites({ "": busy }, { most: 0 });
    expect(await prove(ctx, id, false, span)).toMatchObject({ state: "failed", reason: "too_many" });
  });

  test("is no answer where it counts more than it names", async () => {
    const ctx = await admin();
    sites({ "": numbers(1, 2, 3) }, { total: (count) => count + 40 });
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "", { id: 1 });
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "not_whole" });
    expect(await sumsOf(ctx, id)).toStrictEqual({ expected: null, missing: null });
  });

  test("that refuses our signature says so, and speaks of no password", async () => {
    const ctx = await admin();
    const { id } = await makeSource({ secret: SECRET });
    await pushed(id, "", { id: 1 });
    const refuse = (code: string) => {
      wordpress.answer({ status: 401, body: JSON.stringify({ code, message: "no" }) });
    };
    refuse("leads_manager_unsigned");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "unsigned" });
    refuse("rest_forbidden");
    expect(await prove(ctx, id)).toMatchObject({ state: "failed", reason: "login_missing" });
  });
});
