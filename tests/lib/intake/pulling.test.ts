import zlib from "node:zlib";
import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { nextPull } from "@/lib/intake/pulling/due";
import { mayReach } from "@/lib/core/address-rules";
import { startDuePulls } from "@/lib/intake/pulling/commands";
import { testConnection } from "@/lib/intake/pulling/connection/queries";
import { fetchReply } from "@/lib/intake/pulling/gateway";
import { testConnectionInput } from "@/lib/intake/pulling/schema";
import { pullProgress } from "@/lib/intake/pulling/queries";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { siteStamp } from "@/lib/intake/pulling/site-time";
import { stopQueue } from "@/lib/core/queue";
import { updateSource } from "@/lib/intake/sources/commands";
import { settled } from "@/tests/support/arrivals";
import { eventsOf } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import type { StubWordpress } from "@/tests/support/stub-wordpress";

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
const DAY = 86_400_000;
const PASSWORD = "abcd EFGH 1234";
const item = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  created_at: `2024-08-0${id} 12:00:00`,
  "Nombre y Apellido": `Persona ${id}`,
  "E-Mail": `p${id}@example.com`,
  ...more,
});
const says = (...items: object[]) => {
  wordpress.answer({ body: JSON.stringify({ form_submissions: items }) });
};
/** Each with a path of its own: a site is known by its address. */
let count = 0;
async function pulledSource() {
  count += 1;
  const site = { url: `${wordpress.url}/blog${count}`, userName: "lead-reader", password: PASSWORD };
  return makeSource({ kind: "pull", formId: "3", site, timeZone: ZONE });
}
/** As sites do that want a slash at the end. */
const toSlash = ({ url = "" }: { url?: string | undefined }) =>
  url.endsWith("/") ? { body: '{"form_submissions":[]}' } : { status: 301, headers: { location: `${url}/` } };
const deliveries = (sourceId: string) =>
  database().delivery.findMany({ where: { sourceId }, orderBy: { id: "asc" }, include: {} });
const stateOf = (id: string) => database().source.findUniqueOrThrow({ where: { id } });

describe("a pull", () => {
  test("asks the predecessor's address with user and password, and keeps each submission, oldest first", async () => {
    const source = await pulledSource();
    says(item(2), item(3), item(1));
    await pullSource(source.id);
    const asked = wordpress.asked.at(-1);
    expect(asked?.path).toMatch(/^\/blog\d+\/wp-json\/custom\/v1\/form-submissions\/3$/);
    expect(asked?.authorization).toBe(`Basic ${Buffer.from(`lead-reader:${PASSWORD}`).toString("base64")}`);
    const kept = await deliveries(source.id);
    expect(kept.map(({ body }) => Buffer.from(body).toString())).toStrictEqual(
      [1, 2, 3].map((id) => JSON.stringify({ form_submissions: [item(id)] })),
    );
    await settleAll();
    const leads = await database().lead.findMany({ where: { sourceId: source.id }, orderBy: { number: "asc" } });
    expect(
      leads.map(({ contactName, history, submittedAt }) => [contactName, history, submittedAt.toISOString()]),
    ).toStrictEqual([1, 2, 3].map((id) => [`Persona ${id}`, true, `2024-08-0${id}T15:00:00.000Z`]));
    expect(await stateOf(source.id)).toMatchObject({ pullState: "done", pullReason: "" });
    expect((await eventsOf(source.id)).map(({ name }) => name)).toStrictEqual(["source.created", "source.pulled"]);
  });

  test("again makes nothing of what is known, one delivery of what changed, and says nothing when nothing is new", async () => {
    const source = await pulledSource();
    says(item(1), item(2));
    await pullSource(source.id);
    await pullSource(source.id);
    expect(await deliveries(source.id)).toHaveLength(2);
    const before = (await eventsOf(source.id)).length;
    says(item(2, { Mensaje: "corregido" }), item(1));
    await pullSource(source.id);
    await settleAll();
    const kept = await deliveries(source.id);
    expect(kept.map(({ outcome }) => outcome)).toStrictEqual(["created", "created", "updated"]);
    expect(await eventsOf(source.id)).toHaveLength(before + 1);
  });

  test("makes no delivery again when the mapping changes", async () => {
    const source = await pulledSource();
    says(item(1, { codigo: "x" }));
    await pullSource(source.id);
    await updateSource(systemCtx("test"), {
      sourceId: source.id,
      set: { mapping: { codigo: "firm" } },
      seen: { mapping: {} },
    });
    await pullSource(source.id);
    expect(await deliveries(source.id)).toHaveLength(1);
  });

  test("takes for history what came before the source, and later what came before the last pull looked back", async () => {
    const source = await pulledSource();
    const future = { ...item(9), created_at: "2126-01-01 00:00:00" };
    says(item(1), future);
    await pullSource(source.id);
    expect((await deliveries(source.id)).map(({ history }) => history)).toStrictEqual([true, false]);
    // Restored at the site, submitted while the site was away for three days, and corrected just now.
    const pullCursor = new Date(Date.now() - 3 * DAY);
    await database().source.update({ where: { id: source.id }, data: { pullCursor } });
    const away = { ...item(4), created_at: siteStamp(new Date(Date.now() - 2.5 * DAY), ZONE) };
    says(item(1, { Mensaje: "corregido" }), future, item(3), away, { ...item(5), created_at: "" });
    await pullSource(source.id);
    const later = (await deliveries(source.id)).slice(2);
    const told = later.map(({ body, history }) => [/"id":(\d+)/.exec(Buffer.from(body).toString())?.[1], history]);
    expect(Object.fromEntries(told)).toStrictEqual({ 1: false, 3: true, 4: false, 5: false });
  });

  test("reads past PHP notices, takes an empty list and an object for what they mean", async () => {
    const source = await pulledSource();
    wordpress.answer({
      body: `<br />\n<b>Notice</b>: Undefined index in /srv/x.php\n{"form_submissions":[${JSON.stringify(item(1))}]}`,
    });
    await pullSource(source.id);
    expect(await deliveries(source.id)).toHaveLength(1);
    wordpress.answer({ body: `{"form_submissions":{"0":${JSON.stringify(item(2))}}}` });
    await pullSource(source.id);
    wordpress.answer({ body: `{"form_submissions":[]}` });
    await pullSource(source.id);
    expect(await deliveries(source.id)).toHaveLength(2);
    expect(await stateOf(source.id)).toMatchObject({ pullState: "done" });
  });

  test("of two thousand takes one query to see that nothing is new", async () => {
    const source = await pulledSource();
    says(
      ...Array.from({ length: 2000 }, (_, index) => ({
        id: index + 1,
        created_at: "2024-01-01 00:00:00",
        Nombre: "N",
      })),
    );
    await pullSource(source.id);
    expect(await database().delivery.count({ where: { sourceId: source.id } })).toBe(2000);
    const began = performance.now();
    await pullSource(source.id);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await database().delivery.count({ where: { sourceId: source.id } })).toBe(2000);
    await database().delivery.deleteMany({ where: { sourceId: source.id } });
  });

  test("by two at once keeps each submission once", async () => {
    const source = await pulledSource();
    says(item(1), item(2));
    await Promise.all([pullSource(source.id), pullSource(source.id), pullSource(source.id)]);
    expect(await deliveries(source.id)).toHaveLength(2);
  });

  test("killed in the middle is taken up again", async () => {
    const source = await pulledSource();
    const startedAt = new Date(Date.now() - 20 * 60_000);
    await database().pull.create({ data: { sourceId: source.id, state: "running", startedAt } });
    says(item(1));
    await pullSource(source.id);
    const runs = await database().pull.findMany({ where: { sourceId: source.id }, orderBy: { startedAt: "asc" } });
    expect(runs.map(({ state, reason }) => [state, reason])).toStrictEqual([
      ["failed", "interrupted"],
      ["done", ""],
    ]);
  });
});

describe("what goes wrong is said by name, and nothing moves", () => {
  const html = { "content-type": "text/html" };
  test.each([
    ["wrong_password", { status: 401, body: '{"code":"incorrect_password","message":"…"}' }],
    ["login_missing", { status: 401, body: '{"code":"rest_forbidden","message":"…"}' }],
    ["unauthorised", { status: 401, body: "" }],
    ["not_allowed", { status: 403, body: "" }],
    ["no_endpoint", { status: 404, body: '{"code":"rest_no_route","message":"…"}' }],
    ["not_found", { status: 404, body: '{"code":"no_form","message":"Formulario no encontrado"}' }],
    ["html", { headers: html, body: "<!doctype html><html><body>Log in</body></html>" }],
    ["unreadable", { body: "Fatal error" }],
    ["unexpected", { body: '{"hello":1}' }],
    ["busy", { status: 429, headers: { "retry-after": "7200" }, body: "" }],
    ["server_error", { status: 500, body: "" }],
    ["redirected", { status: 302, headers: { location: "http://elsewhere.example/login" } }],
    ["redirected", { status: 301, headers: { location: "file:///etc/passwd" } }],
    ["too_large", { body: Buffer.alloc(21 * 1024 * 1024, " ") }],
  ])("%s", async (problem, answer) => {
    const source = await pulledSource();
    says(item(1));
    await pullSource(source.id);
    const { lastPullAt } = await stateOf(source.id);
    wordpress.answer(answer);
    await pullSource(source.id);
    const after = await stateOf(source.id);
    expect(after).toMatchObject({ pullState: "failed", pullReason: problem, lastPullAt });
    expect(await deliveries(source.id)).toHaveLength(1);
    expect((await eventsOf(source.id)).at(-1)).toMatchObject({ name: "source.pulled", payload: { reason: problem } });
    says(item(1));
    await pullSource(source.id);
    expect(await stateOf(source.id)).toMatchObject({ pullState: "done", pullReason: "" });
  });

  test("of runs long ago none is kept, whatever the number, and none of the last months goes", async () => {
    const source = await pulledSource();
    const ran = (days: number) => ({
      sourceId: source.id,
      state: "done",
      startedAt: new Date(Date.now() - days * DAY),
    });
    await database().pull.createMany({ data: [ran(400), ran(121), ran(119), ran(1)] });
    says(item(1));
    await pullSource(source.id);
    expect(await database().pull.count({ where: { sourceId: source.id } })).toBe(3);
    expect(await database().pull.count({ where: { startedAt: { lt: new Date(Date.now() - 120 * DAY) } } })).toBe(0);
  });

  test("a site that never answers, one that isn't there, and a name nobody has", async () => {
    const site = { url: wordpress.url, userName: "u", password: "p" };
    wordpress.answer({ hang: true });
    expect(await fetchReply(site, "/wp-json/x", { timeoutMs: 300 })).toMatchObject({ problem: "timeout" });
    expect(await fetchReply({ ...site, url: "http://127.0.0.1:9" }, "/wp-json/x")).toMatchObject({
      problem: "unreachable",
    });
    expect(await fetchReply({ ...site, url: "http://nobody.invalid" }, "/wp-json/x")).toMatchObject({
      problem: "unknown_host",
    });
  });

  test("a redirect on the same host is followed with the password, one to another host never carries it", async () => {
    wordpress.answer(toSlash);
    const site = { url: wordpress.url, userName: "u", password: "p" };
    expect(await fetchReply(site, "/wp-json/x")).toMatchObject({ reply: { status: 200 } });
    expect(wordpress.asked.at(-1)?.authorization).not.toBe("");
    wordpress.answer({ status: 302, headers: { location: wordpress.url.replace("127.0.0.1", "localhost") } });
    const before = wordpress.asked.length;
    expect(await fetchReply(site, "/wp-json/x")).toMatchObject({ problem: "redirected" });
    expect(wordpress.asked).toHaveLength(before + 1);
  });

  test("a password isn't told to another program of the same host", async () => {
    const site = { url: wordpress.url, userName: "u", password: "p" };
    wordpress.answer({ status: 302, headers: { location: "http://127.0.0.1:1/wp-json/x" } });
    expect(await fetchReply(site, "/wp-json/x")).toMatchObject({ problem: "redirected", detail: "http://127.0.0.1:1" });
  });

  test("what a site packs without being asked is unpacked", async () => {
    const site = { url: wordpress.url, userName: "u", password: "p" };
    const body = zlib.gzipSync('{"form_submissions":[]}');
    wordpress.answer({ headers: { "content-encoding": "gzip" }, body });
    const reply = { body: Buffer.from('{"form_submissions":[]}') };
    expect(await fetchReply(site, "/wp-json/x")).toMatchObject({ reply });
  });

  test("what a site says ends a pull, whatever signs are in it", async () => {
    const source = await pulledSource();
    wordpress.answer({ status: 403, body: '{"code":"no\\u0000pe","message":"x"}' });
    await pullSource(source.id);
    expect(await stateOf(source.id)).toMatchObject({ pullState: "failed", pullReason: "not_allowed" });
  });

  test.each([
    ["169.254.169.254", false],
    ["::ffff:169.254.169.254", false],
    ["fe80::1", false],
    ["64:ff9b::169.254.169.254", false],
    ["64:ff9b::a9fe:a9fe", false],
    ["2002:a9fe:a9fe::1", false],
    ["::169.254.169.254", false],
    ["192.0.0.192", false],
    ["168.63.129.16", false],
    ["64:ff9b::10.1.2.3", true],
    ["2002:a01:203::1", true],
    ["::1", true],
    ["fd00:ec2::254", false],
    ["fd20:ce::254", false],
    ["64:ff9b:1::7f00:1", false],
    ["64:ff9b:1:a9fe:a9:fe00::", false],
    ["::ffff:0:169.254.169.254", false],
    ["::ffff:0:10.1.2.3", true],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", false],
    ["::2", false],
    ["100::1", false],
    ["3fff::1", false],
    ["5f00::1", false],
    ["2606:2800:220:1:248:1893:25c8:1946", true],
    ["0.0.0.0", false],
    ["224.0.0.1", false],
    ["nonsense", false],
    ["10.1.2.3", true],
    ["192.168.0.10", true],
    ["127.0.0.1", true],
    ["fd12::1", true],
    ["93.184.216.34", true],
  ])("whether %s may be pulled from: %s", (address, allowed) => {
    expect(mayReach(address, "everywhere")).toBe(allowed);
  });

  test.each(["::ffff:0:127.0.0.1", "::ffff:0:10.1.2.3", "64:ff9b::127.0.0.1", "::1", "fd12::1"])(
    "%s is no address of the internet, whatever it is written as",
    (address) => {
      expect(mayReach(address, "internet")).toBe(false);
    },
  );

  test("a link-local address is refused before anything is sent to it", async () => {
    const site = { url: "http://169.254.169.254", userName: "u", password: "p" };
    expect(await fetchReply(site, "/wp-json/x")).toMatchObject({ problem: "address_not_allowed" });
    expect(await fetchReply({ ...site, url: "http://[fe80::1]" }, "/wp-json/x")).toMatchObject({
      problem: "address_not_allowed",
    });
  });
});

describe("the schedule", () => {
  test("starts what is due once, and neither what is paused nor what isn't due yet", async () => {
    await database().source.updateMany({ where: { kind: "pull" }, data: { nextPullAt: null } });
    const [due, later, paused] = [await pulledSource(), await pulledSource(), await pulledSource()];
    await database().source.update({ where: { id: later.id }, data: { nextPullAt: new Date(Date.now() + 60_000) } });
    await database().source.update({ where: { id: paused.id }, data: { active: false } });
    const started = await Promise.all([startDuePulls(), startDuePulls()]);
    expect(started.sort()).toStrictEqual([0, 1]);
    const jobs = await database().$queryRawUnsafe<{ data: { sourceId: string } }[]>(
      `select data from pgboss.job where name = 'intake.pullSource'`,
    );
    expect(jobs.map(({ data }) => data.sourceId)).toStrictEqual([due.id]);
  });

  const dueAt = async (id: string, nextPullAt: Date) => {
    await database().source.updateMany({ where: { kind: "pull" }, data: { nextPullAt: null } });
    await database().source.update({ where: { id }, data: { nextPullAt } });
  };

  test("counts from when a pull was to start: neither how late it was looked at nor how long it took adds up", async () => {
    const source = await pulledSource();
    const planned = new Date(Date.now() - 900);
    await dueAt(source.id, planned);
    says(item(1));
    expect(await startDuePulls()).toBe(1);
    await pullSource(source.id);
    const next = planned.getTime() + 5 * 60_000;
    expect((await stateOf(source.id)).nextPullAt?.getTime()).toBe(next);
    // Asked for in between, by hand: the next stays when it was promised.
    await pullSource(source.id, { asked: true });
    expect((await stateOf(source.id)).nextPullAt?.getTime()).toBe(next);
    expect(await startDuePulls()).toBe(0);
  });

  test("makes nothing up for what a server that was away missed", async () => {
    const source = await pulledSource();
    await dueAt(source.id, new Date(Date.now() - DAY));
    expect(await startDuePulls()).toBe(1);
    expect(await startDuePulls()).toBe(0);
    expect((await stateOf(source.id)).nextPullAt?.getTime()).toBeGreaterThan(Date.now() + 4 * 60_000);
  });

  test("isn't pushed out by tries by hand that fail; those whose time came wait longer, and a success ends that", async () => {
    const source = await pulledSource();
    const promised = new Date(Date.now() + 5 * 60_000);
    await dueAt(source.id, promised);
    wordpress.answer({ status: 401, body: "" });
    for (let tries = 0; tries < 6; tries++) await pullSource(source.id, { asked: true });
    expect((await stateOf(source.id)).nextPullAt).toStrictEqual(promised);
    await pullSource(source.id);
    expect((await stateOf(source.id)).nextPullAt).toStrictEqual(promised);
    await pullSource(source.id);
    await pullSource(source.id);
    const later = (await stateOf(source.id)).nextPullAt;
    expect(later).toStrictEqual(new Date(promised.getTime() + (5 + 15) * 60_000));
    says(item(1));
    await pullSource(source.id, { asked: true });
    expect((await stateOf(source.id)).nextPullAt?.getTime()).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
    wordpress.answer({ status: 401, body: "" });
    const usual = (await stateOf(source.id)).nextPullAt;
    await pullSource(source.id);
    expect((await stateOf(source.id)).nextPullAt).toStrictEqual(usual);
  });

  test("set to more often, doesn't wait for the old time; set to less often, keeps what was promised", async () => {
    const source = await pulledSource();
    const promised = new Date(Date.now() + DAY);
    await dueAt(source.id, promised);
    const setTo = async (to: number, from: number) =>
      updateSource(systemCtx("test"), {
        sourceId: source.id,
        set: { pullMinutes: to },
        seen: { pullMinutes: from },
      });
    await setTo(1, 5);
    const { nextPullAt: next } = await stateOf(source.id);
    expect(next?.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
    await setTo(1440, 1);
    expect((await stateOf(source.id)).nextPullAt).toStrictEqual(next);
    await database().source.update({ where: { id: source.id }, data: { pullState: "failed", nextPullAt: promised } });
    await setTo(1, 1440);
    expect((await stateOf(source.id)).nextPullAt).toStrictEqual(promised);
  });

  test("a try by hand that is asked for patience is heard as well", async () => {
    const source = await pulledSource();
    wordpress.answer({ status: 429, headers: { "retry-after": "7200" }, body: "" });
    await pullSource(source.id, { asked: true });
    expect((await stateOf(source.id)).nextPullAt?.getTime()).toBeGreaterThan(Date.now() + 119 * 60_000);
  });

  test.each([
    [{ minutes: 5, isDone: true, failures: 0 }, 4],
    [{ minutes: 1, isDone: true, failures: 0 }, 1],
    [{ minutes: 5, isDone: false, failures: 0 }, 4],
    [{ minutes: 5, isDone: false, failures: 1 }, 4],
    [{ minutes: 5, isDone: false, failures: 2 }, 9],
    [{ minutes: 5, isDone: false, failures: 9 }, 59],
    [{ minutes: 120, isDone: false, failures: 9 }, 4],
    [{ minutes: 5, isDone: false, failures: 1, retryAfterSeconds: 7200 }, 120],
    [{ minutes: 5, isDone: true, failures: 0, planned: null }, 5],
  ])("a minute after its start, %p comes in %i minutes", (how, minutes) => {
    const now = new Date("2026-01-01T00:01:00Z");
    const planned = new Date("2026-01-01T00:05:00Z");
    expect((nextPull({ now, planned, ...how }).getTime() - now.getTime()) / 60_000).toBe(minutes);
  });
});

describe("what a pull says it brought", () => {
  const lastRun = async (sourceId: string) => (await pullProgress(systemCtx("test"), { sourceId })).runs[0];

  test("what had been sent before is none that is new", async () => {
    const source = await pulledSource();
    const fields = (id: number) => ({ "Nombre y Apellido": `Persona ${id}`, "E-Mail": `p${id}@example.com` });
    for (const id of [1, 2, 3]) await settled(source.id, { id, ...fields(id) });
    says(item(1), item(2), item(3), item(4));
    await pullSource(source.id);
    await settleAll();
    const states = (await deliveries(source.id)).map(({ via, state }) => `${via} ${state}`);
    expect(await lastRun(source.id)).toMatchObject({ seen: 4, fresh: 4, known: 3 });
    expect(states.filter((one) => one === "pull duplicate")).toHaveLength(3);
    says(item(5));
    await pullSource(source.id);
    await settleAll();
    expect(await lastRun(source.id)).toMatchObject({ seen: 1, fresh: 1, known: 0 });
  });

  test("entries of the list that are no submissions are counted, and stay counted when it is read again", async () => {
    const source = await pulledSource();
    wordpress.answer({ body: JSON.stringify({ form_submissions: [item(1), null, 5, "x", item(2)] }) });
    await pullSource(source.id);
    expect(await lastRun(source.id)).toMatchObject({ state: "done", seen: 2, fresh: 2, unread: 3 });
    says(item(1), item(2));
    await pullSource(source.id);
    expect(await lastRun(source.id)).toMatchObject({ unread: 0 });
  });
});

describe("testing the connection", () => {
  test("tells how many submissions there are and how it reads the newest, and keeps nothing", async () => {
    const source = await pulledSource();
    says(item(1), item(2));
    expect(await testConnection(systemCtx("test"), { sourceId: source.id })).toMatchObject({
      ok: true,
      count: 2,
      isAll: true,
      unread: 0,
      samples: [
        { name: "Persona 2", email: "p2@example.com", submittedAt: "2024-08-02T12:00:00-03:00" },
        { externalId: "1" },
      ],
    });
    expect(await deliveries(source.id)).toHaveLength(0);
  });

  test("tells what is wrong", async () => {
    wordpress.answer({ status: 401, body: '{"code":"incorrect_password","message":"No."}' });
    const input = { url: wordpress.url, userName: "u", password: "p", formId: "3" };
    const found = await testConnection(systemCtx("test"), testConnectionInput.parse(input));
    expect(found).toMatchObject({ ok: false, problem: "wrong_password" });
  });
});
