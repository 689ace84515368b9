import { systemCtx } from "@/lib/core/ctx";
import { closeDatabase, database } from "@/lib/core/db";
import { stopQueue } from "@/lib/core/queue";
import { stopPull } from "@/lib/intake/pulling/commands";
import { testConnection } from "@/lib/intake/pulling/connection/queries";
import { testConnectionInput } from "@/lib/intake/pulling/schema";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { DEFAULT_SHAPE, PULL_KINDS } from "@/lib/intake/schema";
import { makeUser, makeCompany } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { openWordpress } from "@/tests/support/stub-wordpress";
import { siteOf } from "@/tests/support/wordpress-site";
import type { IncomingMessage } from "node:http";
import type { ListShape, PullKindName } from "@/lib/intake/schema";
import type { Answer, StubWordpress } from "@/tests/support/stub-wordpress";
import type { Sent } from "@/tests/support/wordpress-site";

jest.setTimeout(60_000);
let wordpress: StubWordpress;
beforeAll(async () => {
  wordpress = await openWordpress();
});
// What a test leaves unsettled is nobody else's.
afterEach(async () => {
  await database().delivery.deleteMany({ where: { state: "received" } });
});
afterAll(async () => {
  await wordpress.close();
  await stopQueue();
  await closeDatabase();
});

const SHAPE: ListShape = { ...DEFAULT_SHAPE, path: "/list/none", id: "uid", time: "cuando" };
const NESTED: ListShape = { ...SHAPE, items: "result.rows", sizeParam: "limit", size: 50 };
const WAYS: Record<string, ListShape> = {
  none: SHAPE,
  page: { ...NESTED, path: "/list/page", paging: "page", param: "p" },
  offset: { ...NESTED, path: "/list/offset", paging: "offset", param: "offset" },
  cursor: { ...NESTED, path: "/list/cursor", paging: "cursor", param: "cursor", next: "meta.next" },
  next: { ...NESTED, path: "/list/next", paging: "next", next: "links.next" },
};

const many = (count: number): Sent[] => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const formOf = (kind: PullKindName) => (kind === "elementor" ? "13_7d2c1b0" : "3");

let count = 0;
async function makePulled(
  kind: PullKindName,
  sent: () => Sent[],
  more: { shape?: ListShape; pullFrom?: string; formId?: string } = {},
) {
  count += 1;
  const folder = `/site${count}`;
  wordpress.answer(siteOf(kind, sent, folder));
  const site = { url: wordpress.url + folder, userName: "reader", password: "abcd efgh" };
  return makeSource({
    kind: "pull",
    pullKind: kind,
    formId: more.formId ?? (kind === "list" ? "" : formOf(kind)),
    pullFrom: more.pullFrom ?? "",
    pullShape: more.shape ?? SHAPE,
    site,
    timeZone: "America/Argentina/Buenos_Aires",
  });
}
/** As the site answers, but for some requests after so many. */
function after(count: number, other: Answer, site: (request: IncomingMessage) => Answer, times = Infinity) {
  let asked = 0;
  return (request: IncomingMessage): Answer => {
    asked += 1;
    return asked > count && asked <= count + times ? other : site(request);
  };
}
/** Requests before the site breaks: those that come all at once break at the first. */
const BREAKS_AT: Record<PullKindName, number> = {
  predecessor: 0,
  gravity: 2,
  fluent: 2,
  formidable: 2,
  elementor: 9,
  list: 0,
};
const isRushed = (lead: { history: boolean; ownerId: string | null; assignedAt: Date | null }) =>
  !lead.history || lead.ownerId !== null || lead.assignedAt !== null;
const kept = (sourceId: string) => database().delivery.count({ where: { sourceId } });
const stateOf = (id: string) => database().source.findUniqueOrThrow({ where: { id } });
const lastPull = (sourceId: string) =>
  database().pull.findFirstOrThrow({ where: { sourceId }, orderBy: { startedAt: "desc" } });

describe.each(PULL_KINDS)("%s", (kind) => {
  test("is read to its last page, as history at its own time, and gives each person their words", async () => {
    const source = await makePulled(kind, () => many(110));
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", reason: "", seen: 110, fresh: 110 });
    await settleAll();
    const leads = await database().lead.findMany({ where: { sourceId: source.id }, orderBy: { submittedAt: "asc" } });
    expect(leads).toHaveLength(110);
    expect(leads.filter(isRushed)).toHaveLength(0);
    const first = leads.find(({ email }) => email === "p1@example.com");
    expect(first).toMatchObject({ contactName: "Persona 1", message: "Hola" });
    expect(first?.receivedAt).toStrictEqual(new Date("2024-08-01T12:00:00.000Z"));
    const entries = await database().entry.findMany({ where: { sourceId: source.id } });
    expect(new Set(entries.map(({ externalId }) => externalId)).size).toBe(110);
  });

  test("read again has nothing new, and one that came since is kept once, not as history", async () => {
    const sent = many(7);
    const source = await makePulled(kind, () => sent);
    await pullSource(source.id);
    await pullSource(source.id);
    expect(await kept(source.id)).toBe(7);
    const at = `${new Date().toISOString().slice(0, 10)} 12:00:00`;
    sent.push({ id: 8, at });
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", fresh: 1 });
    const last = await database().delivery.findFirstOrThrow({
      where: { sourceId: source.id },
      orderBy: { id: "desc" },
    });
    expect(last.history).toBe(false);
  });

  test("limited to a day leaves out what came before it", async () => {
    const source = await makePulled(kind, () => many(20), { pullFrom: "2024-08-11" });
    await pullSource(source.id);
    expect(await kept(source.id)).toBe(10);
  });

  test("that breaks off in the middle keeps what it has, moves no cursor, and goes on the next time", async () => {
    const sent = many(260);
    const source = await makePulled(kind, () => sent);
    const site = siteOf(kind, () => sent, `/site${count}`);
    wordpress.answer(after(BREAKS_AT[kind], { status: 500 }, site));
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "failed", reason: "server_error" });
    expect((await stateOf(source.id)).pullCursor).toBeNull();
    wordpress.answer(site);
    await pullSource(source.id);
    expect(await kept(source.id)).toBe(260);
    expect(await database().delivery.count({ where: { sourceId: source.id, history: false } })).toBe(0);
  });

  test("tells what it would read, and keeps nothing", async () => {
    const source = await makePulled(kind, () => many(5));
    const found = await testConnection(systemCtx("test"), { sourceId: source.id });
    expect(found).toMatchObject({ ok: true, count: 5 });
    expect(found).toHaveProperty(
      "samples.0",
      expect.objectContaining({ name: "Persona 5", email: "p5@example.com", message: "Hola" }),
    );
    expect(await kept(source.id)).toBe(0);
  });
});

/** As the site answers, having done something before it is asked for the time that `when` names. */
function meanwhile(site: (request: IncomingMessage) => Answer, when: (asked: number) => boolean, happens: () => void) {
  let asked = 0;
  return (request: IncomingMessage): Answer => {
    asked += 1;
    if (when(asked)) happens();
    return site(request);
  };
}
const idsKept = async (sourceId: string) =>
  new Set(
    (await database().pulledItem.findMany({ where: { sourceId } })).map(({ externalId }) =>
      Number(externalId.replace("s-", "")),
    ),
  );
const PAGED = ["gravity", "fluent", "formidable", "elementor", "list"] as const;

describe.each(PAGED)("while %s is read", (kind) => {
  const shape = { ...NESTED, path: "/list/page", paging: "page", param: "p" } as const;
  /** With so many on the first page that was read gone, and perhaps as many sent meanwhile. */
  async function shifting(when: (asked: number) => boolean, more: { sentToo?: boolean } = {}) {
    let sent = many(350);
    const source = await makePulled(kind, () => sent, { shape });
    const site = siteOf(kind, () => sent, `/site${count}`);
    const lists = (request: IncomingMessage) => !/form-submissions\/\d/.test(request.url ?? "");
    const shifts = meanwhile(site, when, () => {
      sent = kind === "elementor" ? sent.slice(0, -3) : sent.slice(3);
      if (more.sentToo)
        sent.push(...[1, 2, 3].map((one) => ({ id: 1000 + sent.length + one, at: "2124-01-01 12:00:00" })));
    });
    wordpress.answer((request) => (lists(request) ? shifts(request) : site(request)));
    await pullSource(source.id);
    const there = sent.map(({ id }) => id);
    const ids = await idsKept(source.id);
    return { source, unread: there.filter((id) => !ids.has(id)) };
  }

  test.each([false, true])("what is deleted there costs none of the others, others sent: %s", async (sentToo) => {
    const { source, unread } = await shifting((asked) => asked === 2, { sentToo });
    expect(unread).toStrictEqual([]);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", reason: "" });
    expect((await stateOf(source.id)).pullCursor).not.toBeNull();
  });

  test("a list that never holds still is left in the end, says so, and moves no cursor", async () => {
    const { source } = await shifting((asked) => asked > 1);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", reason: "unsettled" });
    expect((await stateOf(source.id)).pullCursor).toBeNull();
  });
});

test("one page is asked for once; several are looked at again but for the last", async () => {
  const few = await makePulled("gravity", () => many(100));
  wordpress.asked.length = 0;
  await pullSource(few.id);
  expect(wordpress.asked).toHaveLength(1);
  const source = await makePulled("gravity", () => many(350));
  wordpress.asked.length = 0;
  await pullSource(source.id);
  expect(wordpress.asked).toHaveLength(4 + 3);
});

describe("a list of one's own", () => {
  test.each(Object.entries(WAYS))("paged by %s is read whole", async (_way, shape) => {
    const source = await makePulled("list", () => many(120), { shape });
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", reason: "", seen: 120, fresh: 120 });
  });

  test("that doesn't listen to the page number is not read for ever, and says so", async () => {
    const shape: ListShape = { ...NESTED, path: "/list/deaf", paging: "page", param: "p" };
    const source = await makePulled("list", () => many(120), { shape });
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "done", reason: "repeated", seen: 50 });
    expect((await stateOf(source.id)).pullCursor).toBeNull();
  });

  test("whose next page is at another host is not followed with the password", async () => {
    const shape: ListShape = { ...NESTED, path: "/x", paging: "next", next: "next" };
    const source = await makePulled("list", () => [], { shape });
    wordpress.answer({ body: '{"result":{"rows":[{"uid":1}]},"next":"http://elsewhere.example/x"}' });
    await pullSource(source.id);
    expect(await lastPull(source.id)).toMatchObject({ state: "failed", reason: "redirected" });
  });

  test("that is described wrongly says that no list is there", async () => {
    const source = await makePulled("list", () => many(3), {
      shape: { ...NESTED, path: "/list/offset", items: "wrong" },
    });
    expect(await testConnection(systemCtx("test"), { sourceId: source.id })).toMatchObject({
      ok: false,
      problem: "unexpected",
    });
  });
});

describe("a form of Elementor's that the site doesn't name", () => {
  const FORMS = {
    body: '{"data":[{"value":"13_7d2c1b0","label":"Contacto Web"},{"value":"9_aa11bb2","label":"Otro"}]}',
  };
  const asked = async (formId: string, sent: Sent[], forms: Answer = FORMS) => {
    const source = await makePulled("elementor", () => sent, { formId });
    const site = siteOf("elementor", () => sent, `/site${count}`);
    wordpress.answer((request) => (request.url?.includes("/elementor/v1/forms") ? forms : site(request)));
    return testConnection(systemCtx("test"), { sourceId: source.id });
  };

  test("is said not to be there, with those that are", async () => {
    expect(await asked("ContactoWeb", many(3))).toMatchObject({
      ...{ ok: false, problem: "no_such_form" },
      forms: [{ id: "13_7d2c1b0", name: "Contacto Web" }, { id: "9_aa11bb2" }],
    });
  });

  test.each([
    ["is there and has none yet", "9_aa11bb2", FORMS],
    ["is there by its element's id", "aa11bb2", FORMS],
    ["may be there, where the site names no forms", "ContactoWeb", { status: 403, body: "{}" }],
    [
      "may be there, where it has more forms than are looked at",
      "ContactoWeb",
      { body: JSON.stringify({ data: Array.from({ length: 50 }, (_, n) => ({ value: `1_a${n}`, label: "" })) }) },
    ],
  ])("one that %s is no fault", async (_, formId, forms) => {
    expect(await asked(formId, many(3), forms)).toMatchObject({ ok: true, count: 0 });
  });

  test("nor is one that is gone and whose submissions are there", async () => {
    expect(
      await asked("13_7d2c1b0", many(3), { body: '{"data":[{"value":"9_aa11bb2","label":"Otro"}]}' }),
    ).toMatchObject({
      ok: true,
      count: 3,
    });
  });
});

test("Elementor's page behind the last, which repeats it, ends the reading", async () => {
  const sent = many(3);
  const source = await makePulled("elementor", () => sent);
  const site = siteOf("elementor", () => sent, `/site${count}`);
  wordpress.answer((request) => {
    const answer = site(request);
    return { ...answer, body: String(answer.body).replace(/"meta":.*$/, '"meta":{}}') };
  });
  await pullSource(source.id);
  expect(await lastPull(source.id)).toMatchObject({ reason: "repeated", seen: 3, fresh: 3 });
});

test("a submission that somebody at the site merely opened is no other one, a corrected one is", async () => {
  const sent: Sent[] = many(3);
  const source = await makePulled("gravity", () => sent);
  await pullSource(source.id);
  const site = siteOf("gravity", () => sent, `/site${count}`);
  wordpress.answer((request) => {
    const answer = site(request);
    return { ...answer, body: String(answer.body).replaceAll('"is_read":"0"', '"is_read":"1"') };
  });
  await database().source.update({ where: { id: source.id }, data: { pullCursor: null } });
  await pullSource(source.id);
  expect(await kept(source.id)).toBe(3);
  sent[1] = { id: 2, message: "Corregido" };
  await database().source.update({ where: { id: source.id }, data: { pullCursor: null } });
  await pullSource(source.id);
  expect(await kept(source.id)).toBe(4);
});

test("a site that asks for a moment's patience between pages is waited for; Fluent's single submissions are never asked for", async () => {
  const sent = many(110);
  const source = await makePulled("fluent", () => sent);
  const site = siteOf("fluent", () => sent, `/site${count}`);
  wordpress.asked.length = 0;
  wordpress.answer(after(1, { status: 429, headers: { "retry-after": "1" } }, site, 1));
  await pullSource(source.id);
  expect(await lastPull(source.id)).toMatchObject({ state: "done", seen: 110 });
  expect(wordpress.asked.every(({ path }) => path.includes("/submissions?"))).toBe(true);
});

test("is stopped by who may, keeps what it has, and goes on the next time as history", async () => {
  const sent = many(450);
  const source = await makePulled("gravity", () => sent);
  const site = siteOf("gravity", () => sent, `/site${count}`);
  const manager = await makeUser("manager", [source.companyId]);
  const ctx = { actor: manager, requestId: "test", now: () => new Date(), history: false };
  await expect(stopPull(ctx, { sourceId: source.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(stopPull(systemCtx("test"), { sourceId: source.id })).rejects.toMatchObject({ code: "PRECONDITION" });
  let stopping: Promise<void> | undefined;
  wordpress.answer((request) => {
    stopping ??= stopPull(systemCtx("test"), { sourceId: source.id });
    return site(request);
  });
  await pullSource(source.id);
  await stopping;
  expect(await lastPull(source.id)).toMatchObject({ state: "stopped", reason: "stopped" });
  expect(await kept(source.id)).toBeLessThan(450);
  wordpress.answer(site);
  await pullSource(source.id);
  expect(await kept(source.id)).toBe(450);
  expect(await database().delivery.count({ where: { sourceId: source.id, history: false } })).toBe(0);
});

test("without a login only an open list may be read", async () => {
  const site = { url: "https://example.com", userName: "", password: "", formId: "3" };
  expect(testConnectionInput.safeParse({ ...site, pullKind: "gravity" }).success).toBe(false);
  expect(testConnectionInput.safeParse({ ...site, pullKind: "list", pullShape: SHAPE }).success).toBe(true);
  const company = await makeCompany();
  await expect(
    makeSource({ companyId: company.id, kind: "pull", pullKind: "fluent", formId: "3", site }),
  ).rejects.toThrow("required");
});

describe("what counts as a list", () => {
  const answered = async (body: unknown, shape: Partial<ListShape> = {}) => {
    const source = await makePulled("list", () => [], { shape: { ...SHAPE, ...shape } });
    wordpress.answer({ body: JSON.stringify(body) });
    await pullSource(source.id);
    const { state, reason, seen } = await lastPull(source.id);
    return [state, reason, seen];
  };
  const one = { uid: "a", cuando: "2026-01-02 10:00:00", nombre: "Ana Gómez" };

  test.each([
    ["a list", [one]],
    ["an object by number, as PHP makes of a list with gaps", { 0: one, 7: { ...one, uid: "b" } }],
    ["an object by keys of its entries' own, each with the id that was described", { "-Nx1": one }],
    ["nothing", []],
    ["an empty object", {}],
  ])("%s is one", async (_, body) => {
    expect(await answered(body)).toStrictEqual(["done", "", Object.keys(body).length]);
  });

  test.each([
    ["one thing with its values", one],
    ["the page around a list", { data: [one], meta: { total: 1 } }],
    ["an object with one list's object in it", { data: { items: [one] } }],
    ["a site's index", { name: "Blog", namespaces: ["wp/v2"], routes: { "/wp/v2": { methods: ["GET"] } }, _links: {} }],
  ])("%s is none, and the pull says so", async (_, body) => {
    expect(await answered(body)).toStrictEqual(["failed", "unexpected", 0]);
  });

  test("a list that isn't said to be anywhere can't be tried", () => {
    const site = { url: "https://example.com", userName: "", password: "", formId: "", pullKind: "list" };
    expect(testConnectionInput.safeParse(site).success).toBe(false);
    expect(testConnectionInput.safeParse({ ...site, pullShape: DEFAULT_SHAPE }).success).toBe(false);
  });
});
