import { inspect } from "node:util";
import { closeDatabase, database } from "@/lib/core/db";
import { openText } from "@/lib/core/secrets";
import { stopQueue } from "@/lib/core/queue";
import { DEFAULT_RULES } from "@/lib/intake/default-rules";
import { replayDelivery } from "@/lib/intake/deliveries/commands";
import { getDelivery, listDeliveries } from "@/lib/intake/deliveries/queries";
import { askPull } from "@/lib/intake/pulling/commands";
import { testConnection } from "@/lib/intake/pulling/connection/queries";
import { pullProgress } from "@/lib/intake/pulling/queries";
import { sendTest } from "@/lib/intake/receiving/test-sending/commands";
import { saveRules } from "@/lib/intake/rules/commands";
import { currentRules } from "@/lib/intake/rules/queries";
import {
  createSource,
  endPreviousSecret,
  makeSecret,
  pauseSource,
  resumeSource,
  rotateToken,
  setSourceSecrets,
  updateSource,
} from "@/lib/intake/sources/commands";
import { getSource, listSources, sourceDoor } from "@/lib/intake/sources/queries";
import { createSourceInput, updateSourceInput } from "@/lib/intake/sources/schema";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";

jest.setTimeout(30_000);
afterAll(async () => {
  await stopQueue();
  await closeDatabase();
});

async function house() {
  const company = await makeCompany();
  const admin = await makeUser("admin", [company.id], { firstName: "Alma" });
  const other = await makeUser("admin", [company.id], { firstName: "Otto" });
  return { company, admin: ctxOf(admin), other: ctxOf(other) };
}

const pullSite = { url: "https://blog.example.test/wp-admin/", userName: "reader", password: "abcd efgh" };

const row = (id: string) => database().source.findUniqueOrThrow({ where: { id }, include: { site: true } });
const printed = (value: unknown) => inspect(value, { depth: null });
const lastEvent = async (id: string) => (await eventsOf(id)).at(-1);

describe("a new source", () => {
  test("has a token that opens it, the rules every source starts with, and the organisation's zone; one event tells", async () => {
    const { company, admin } = await house();
    const { id, path } = await createSource(
      admin,
      createSourceInput.parse({ name: " Contacto ", companyId: company.id }),
    );
    const made = await row(id);
    expect(made).toMatchObject({ name: "Contacto", timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR" });
    expect(path).toBe(`/api/intake/${id}/${openText(made.tokenSealed)}`);
    expect(JSON.stringify(made)).not.toContain(path.split("/").at(-1));
    expect((await currentRules(admin, { sourceId: id })).rules).toHaveLength(DEFAULT_RULES.length);
    expect((await eventsOf(id)).map(({ name }) => name)).toStrictEqual(["source.created"]);
  });

  test("that is pulled keeps the password sealed and the address without what WordPress adds to it", async () => {
    const { company, admin } = await house();
    const input = { kind: "pull", name: "Blog", companyId: company.id, site: pullSite, formId: "3" };
    const { id } = await createSource(admin, createSourceInput.parse(input));
    const { site } = await row(id);
    expect(site).toMatchObject({ url: "https://blog.example.test", userName: "reader" });
    expect(site?.passwordSealed).not.toContain("abcd");
    expect(openText(String(site?.passwordSealed))).toBe("abcd efgh");
  });

  test.each([
    ["no name", { name: " " }, "name"],
    ["a zone there isn't", { timeZone: "Mars/Olympus" }, "timeZone"],
    ["a country that is none", { defaultCountry: "ARG" }, "defaultCountry"],
    ["a target there isn't", { mapping: { x: "nowhere" } }, "mapping"],
    ["pulling without a site", { kind: "pull", formId: "3" }, "site"],
    ["a form number that leads elsewhere", { kind: "pull", site: pullSite, formId: "../users" }, "formId"],
    ["a list without its address", { kind: "pull", site: pullSite, pullKind: "list" }, "pullShape"],
    ...["file:///etc/passwd", "ftp://blog.example", "javascript:alert(1)", "mailto:ana@blog.example"].map(
      (url): [string, object, string] => [url, { kind: "pull", formId: "3", site: { ...pullSite, url } }, "site"],
    ),
    [
      "a password in the address",
      { kind: "pull", formId: "3", site: { ...pullSite, url: "https://a:b@c.example" } },
      "site",
    ],
  ])("is refused with %s", async (_, more, field) => {
    const { company } = await house();
    const parsed = createSourceInput.safeParse({ name: "x", companyId: company.id, ...more });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field);
  });

  test.each([
    "http://169.254.169.254",
    "http://[::ffff:169.254.169.254]/",
    "http://2852039166/latest",
    "[fe80::1]",
    "0.0.0.0:8080",
  ])("is refused with %s, where no WordPress can be, and can't be moved there", async (url) => {
    const { company, admin } = await house();
    const input = { kind: "pull", name: "Blog", companyId: company.id, formId: "3" };
    const made = createSource(admin, createSourceInput.parse({ ...input, site: { ...pullSite, url } }));
    await expect(made).rejects.toMatchObject({ code: "INVALID", fields: { "site.url": "siteNotAllowed" } });
    const site = { ...pullSite, url: `https://${company.id}.example.test` };
    const { id } = await createSource(admin, createSourceInput.parse({ ...input, site }));
    const set = { sourceId: id, set: { siteUrl: url }, seen: { siteUrl: site.url } };
    await expect(updateSource(admin, updateSourceInput.parse(set))).rejects.toMatchObject({
      fields: { siteUrl: "siteNotAllowed" },
    });
  });

  test.each([
    "http://10.1.2.3",
    "http://192.168.0.10:8080/blog",
    "127.0.0.1:8080",
    "intranet:8080",
    "http://[fd12::1]",
  ])("may be pulled from %s, a house's own network", async (url) => {
    const { company, admin } = await house();
    const input = { kind: "pull", name: "Blog", companyId: company.id, site: { ...pullSite, url }, formId: "3" };
    await expect(createSource(admin, createSourceInput.parse(input))).resolves.toMatchObject({});
  });

  test("refuses an owner who doesn't reach its company", async () => {
    const { company, admin } = await house();
    const stranger = await makeUser("employee", [(await makeCompany()).id]);
    const input = createSourceInput.parse({ name: "x", companyId: company.id, defaultOwnerId: stranger.id });
    await expect(createSource(admin, input)).rejects.toMatchObject({
      code: "INVALID",
      fields: { defaultOwnerId: "notValid" },
    });
  });
});

describe("a source's name", () => {
  const make = (ctx: Ctx, name: string, companyId: string) =>
    createSource(ctx, createSourceInput.parse({ name, companyId }));
  const taken = { code: "INVALID", fields: { name: "sourceNameTaken" } };

  test("is its company's once among those that work, however it is written, and another company's as well", async () => {
    const { company, admin } = await house();
    const { id } = await make(admin, "Contacto Web", company.id);
    await expect(make(admin, " contacto wéb", company.id)).rejects.toMatchObject(taken);
    await make(admin, "Contacto Web", (await makeCompany()).id);
    await pauseSource(admin, { sourceId: id });
    await make(admin, "Contacto Web", company.id);
  });

  test("of two made at once is one's", async () => {
    const { company, admin } = await house();
    const made = await Promise.allSettled([make(admin, "Feria", company.id), make(admin, "Feria", company.id)]);
    expect(made.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });

  test("can't become another's, by renaming or by a move to its company", async () => {
    const { company, admin } = await house();
    const elsewhere = await makeCompany();
    await make(admin, "Contacto", company.id);
    const { id } = await make(admin, "Contacto", elsewhere.id);
    const edit = (set: object, seen: object) =>
      updateSource(admin, updateSourceInput.parse({ sourceId: id, set, seen }));
    const move = { companyId: company.id };
    await expect(edit(move, { companyId: elsewhere.id })).rejects.toMatchObject(taken);
    await edit({ ...move, name: "Blog" }, { companyId: elsewhere.id, name: "Contacto" });
    await expect(edit({ name: "CONTACTO" }, { name: "Blog" })).rejects.toMatchObject(taken);
    await edit({ name: "BLOG" }, { name: "Blog" });
  });

  test("that two had before is in nobody's way", async () => {
    const { company, admin } = await house();
    const { id } = await make(admin, "Contacto", company.id);
    const other = await make(admin, "Otro", company.id);
    await database().source.update({ where: { id: other.id }, data: { name: "Contacto" } });
    await updateSource(
      admin,
      updateSourceInput.parse({ sourceId: id, set: { channel: "Fair" }, seen: { channel: "Web" } }),
    );
    await pauseSource(admin, { sourceId: id });
    await expect(resumeSource(admin, { sourceId: id })).resolves.toBeUndefined();
  });
});

async function leadOf(sourceId: string, name: string) {
  const { leadId } = await settled(sourceId, { nombre: `Persona ${name}`, email: `${name}.${sourceId}@x.test` });
  return database().lead.findUniqueOrThrow({ where: { id: leadId ?? "" } });
}

describe("editing", () => {
  test("tells the second of two who changed the same field to what; different fields both hold", async () => {
    const { company, admin, other } = await house();
    const { id } = await makeSource({ companyId: company.id });
    const edit = (ctx: Ctx, set: object, seen: object) =>
      updateSource(ctx, updateSourceInput.parse({ sourceId: id, set, seen }));
    await edit(admin, { name: "Alma's" }, { name: "Test form" });
    await expect(edit(other, { name: "Otto's" }, { name: "Test form" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "name", by: "Alma Tester", to: "Alma's" },
    });
    await edit(other, { channel: "Fair" }, { channel: "Web" });
    expect(await row(id)).toMatchObject({ name: "Alma's", channel: "Fair" });
    expect(await lastEvent(id)).toMatchObject({
      name: "source.updated",
      changes: { channel: { from: "Web", to: "Fair" } },
    });
  });

  test("gives its next leads to another company, whose people look at them; what came stays where it is", async () => {
    const { admin, company } = await house();
    const [elsewhere, mine] = [await makeCompany(), await makeUser("employee", [company.id])];
    const theirs = await makeUser("employee", [elsewhere.id]);
    const source = await makeSource({ companyId: company.id, defaultOwnerId: mine.id });
    const before = await leadOf(source.id, "uno");
    const seen = { companyId: company.id, defaultOwnerId: mine.id };
    const move = (set: object) => updateSource(admin, updateSourceInput.parse({ sourceId: source.id, set, seen }));
    const refused = { code: "INVALID", fields: { defaultOwnerId: "notValid" } };
    await expect(move({ companyId: elsewhere.id })).rejects.toMatchObject(refused);
    await move({ companyId: elsewhere.id, defaultOwnerId: theirs.id });
    expect(await leadOf(source.id, "dos")).toMatchObject({ companyId: elsewhere.id, ownerId: theirs.id });
    expect(await database().lead.findUniqueOrThrow({ where: { id: before.id } })).toMatchObject({
      companyId: company.id,
      ownerId: mine.id,
    });
    const [told] = (await eventsOf(source.id)).filter(({ name }) => name === "source.updated");
    expect(told?.companyIds.toSorted()).toStrictEqual([company.id, elsewhere.id].toSorted());

    const own = await makeSource({ companyId: company.id });
    await database().source.update({ where: { id: own.id }, data: { kind: "hand" } });
    const hand = { sourceId: own.id, set: { companyId: elsewhere.id }, seen };
    await expect(updateSource(admin, updateSourceInput.parse(hand))).rejects.toMatchObject({
      fields: { companyId: "notValid" },
    });
  });

  test("keeps a secret sealed and tells only that it was set", async () => {
    const { company, admin } = await house();
    const { id } = await makeSource({ companyId: company.id });
    await setSourceSecrets(admin, { sourceId: id, secret: "very-secret" });
    expect(openText((await row(id)).secretSealed)).toBe("very-secret");
    expect(printed(await lastEvent(id))).not.toContain("very-secret");
  });

  test("a secret for the companion is made and answered once; one that is there is replaced only by who knows of it", async () => {
    const { company, admin, other } = await house();
    const { id } = await makeSource({ companyId: company.id });
    const { secret } = await makeSecret(admin, { sourceId: id, replaces: false });
    expect(secret).toMatch(/^[\w-]{20,}$/);
    expect(openText((await row(id)).secretSealed)).toBe(secret);
    expect(printed([await eventsOf(id), await getSource(admin, id)])).not.toContain(secret);
    await expect(makeSecret(other, { sourceId: id, replaces: false })).rejects.toMatchObject({
      details: { reason: "secretThere" },
    });
    expect(openText((await row(id)).secretSealed)).toBe(secret);
    await makeSecret(admin, { sourceId: id, replaces: true });
    expect(openText((await row(id)).secretSealed)).not.toBe(secret);
    expect(openText((await row(id)).previousSecretSealed)).toBe(secret);
    expect(printed([await eventsOf(id), await getSource(admin, id)])).not.toContain(secret);
    // One that is typed, or taken away, leaves none beside it.
    await setSourceSecrets(admin, { sourceId: id, secret: "" });
    expect(await row(id)).toMatchObject({ secretSealed: "", previousSecretSealed: "", previousSecretUntil: null });
    const names = (await eventsOf(id)).map(({ name }) => name);
    expect(names).toStrictEqual(["source.created", ...Array.from({ length: 3 }, () => "source.secretsSet")]);
  });

  test("a rotation gives another address, and pausing and resuming are told once each", async () => {
    const { company, admin } = await house();
    const { id, path } = await makeSource({ companyId: company.id });
    expect((await rotateToken(admin, { sourceId: id })).path).not.toBe(path);
    await pauseSource(admin, { sourceId: id });
    await expect(pauseSource(admin, { sourceId: id })).rejects.toMatchObject({ code: "PRECONDITION" });
    await resumeSource(admin, { sourceId: id });
    const names = (await eventsOf(id)).map(({ name }) => name);
    expect(names).toStrictEqual(["source.created", "source.tokenRotated", "source.paused", "source.resumed"]);
  });
});

/** Written by hand from the list of roles: who may do what to the intake of their own company. */
const RIGHTS = {
  create: { admin: true, manager: false, employee: false, executive: false },
  update: { admin: true, manager: false, employee: false, executive: false },
  secrets: { admin: true, manager: false, employee: false, executive: false },
  makeSecret: { admin: true, manager: false, employee: false, executive: false },
  endSecret: { admin: true, manager: false, employee: false, executive: false },
  rotate: { admin: true, manager: false, employee: false, executive: false },
  pause: { admin: true, manager: false, employee: false, executive: false },
  rules: { admin: true, manager: false, employee: false, executive: false },
  replay: { admin: true, manager: false, employee: false, executive: false },
  pull: { admin: true, manager: false, employee: false, executive: false },
  door: { admin: true, manager: false, employee: false, executive: false },
  test: { admin: true, manager: false, employee: false, executive: false },
  connection: { admin: true, manager: false, employee: false, executive: false },
  readSource: { admin: true, manager: true, employee: false, executive: true },
  readDelivery: { admin: true, manager: true, employee: false, executive: true },
  list: { admin: true, manager: true, employee: false, executive: true },
  progress: { admin: true, manager: true, employee: false, executive: true },
} as const;

type Deed = keyof typeof RIGHTS;
const sourceIdOf = (source: { id: string }) => ({ sourceId: source.id });

function attempt(
  deed: Deed,
  ctx: Ctx,
  source: { id: string; companyId: string },
  deliveryId: string,
): Promise<unknown> {
  const input = sourceIdOf(source);
  switch (deed) {
    case "create":
      return createSource(ctx, createSourceInput.parse({ name: "x", companyId: source.companyId }));
    case "update":
      return updateSource(ctx, { ...input, set: { name: "y" }, seen: { name: "Test form" } });
    case "secrets":
      return setSourceSecrets(ctx, { ...input, secret: "s" });
    case "makeSecret":
      return makeSecret(ctx, { ...input, replaces: false });
    case "endSecret":
      return endPreviousSecret(ctx, input);
    case "rotate":
      return rotateToken(ctx, input);
    case "pause":
      return pauseSource(ctx, input);
    case "rules":
      return saveRules(ctx, { ...input, rules: [], otherwise: {}, seen: 1, restoredFrom: null });
    case "replay":
      return replayDelivery(ctx, { deliveryId });
    case "pull":
      return askPull(ctx, input);
    case "door":
      return sourceDoor(ctx, source.id);
    case "test":
      return sendTest(ctx, input);
    case "connection":
      return testConnection(ctx, input);
    case "readSource":
      return getSource(ctx, source.id);
    case "readDelivery":
      return getDelivery(ctx, deliveryId);
    case "list":
      return Promise.all([listSources(ctx, { today: new Date() }), listDeliveries(ctx, {})]);
    case "progress":
      return pullProgress(ctx, input);
  }
}

const CASES = (Object.keys(RIGHTS) as Deed[]).flatMap((deed) =>
  Object.entries(RIGHTS[deed]).map(([role, allowed]) => ({ deed, role, allowed })),
);
/** Refused for what the actor may not do; other refusals come after that question. */
const isForbidden = (problem: unknown) => (problem as { code?: string }).code === "FORBIDDEN";

test.each(CASES)("$deed by $role: $allowed", async ({ deed, role, allowed }) => {
  const source = await makeSource();
  const delivery = await database().delivery.create({ data: { ...bare(source.id), state: "rejected" } });
  const ctx = ctxOf(await makeUser(role, [source.companyId]));
  const refused = await attempt(deed, ctx, source, delivery.id).then(() => false, isForbidden);
  expect(refused).toBe(!allowed);
});

const bare = (sourceId: string) => ({
  ...{ sourceId, via: "push", receivedAt: new Date(), method: "POST", path: "", headers: {} },
  ...{ body: Buffer.of(), bodySize: 0 },
});

test("for another company's manager the source and its deliveries don't exist", async () => {
  const source = await makeSource();
  const delivery = await database().delivery.create({ data: bare(source.id) });
  const stranger = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  await expect(getSource(stranger, source.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getDelivery(stranger, delivery.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(pullProgress(stranger, sourceIdOf(source))).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listSources(stranger, { today: new Date() })).toStrictEqual([]);
  expect((await listDeliveries(stranger, { sourceId: source.id })).rows).toStrictEqual([]);
});

test("a source works once a visitor's submission has come through, not for a test, a wrong token or what was set aside", async () => {
  const { company, admin } = await house();
  const source = await makeSource({ companyId: company.id });
  const works = async () => {
    const [listed] = (await listSources(admin, { today: new Date() })).filter(({ id }) => id === source.id);
    return [listed?.works, (await getSource(admin, source.id)).works];
  };
  for (const state of ["received", "rejected", "quarantined", "failed"]) {
    await database().delivery.create({ data: { ...bare(source.id), state, reason: "test" } });
  }
  expect(await works()).toStrictEqual([false, false]);
  await database().delivery.create({ data: { ...bare(source.id), state: "processed", outcome: "created" } });
  expect(await works()).toStrictEqual([true, true]);
});

test("a card counts each submission at its own time, however late it was fetched", async () => {
  const { company, admin } = await house();
  const source = await makeSource({ companyId: company.id });
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  for (const days of [40, 20, 3]) {
    const row = { ...bare(source.id), receivedAt: now, submittedAt: ago(days), history: true, state: "processed" };
    await database().delivery.create({ data: row });
  }
  const card = async () => {
    const listed = await listSources(admin, { today: ago(0.1) });
    return listed.find(({ id }) => id === source.id);
  };
  expect(await card()).toMatchObject({ today: 0, week: 1, lastDeliveryAt: ago(3) });
  await database().delivery.create({ data: { ...bare(source.id), receivedAt: now, state: "received" } });
  expect(await card()).toMatchObject({ today: 1, week: 2, lastDeliveryAt: now });
});
