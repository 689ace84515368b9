import { GET } from "@/app/api/v1/leads/route";
import { createKey, revokeKey } from "@/lib/auth/keys/commands";
import { actorOfKey, listKeys, retiredKey } from "@/lib/auth/keys/queries";
import { createKeyInput, KEY_TEXT } from "@/lib/auth/keys/schema";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { tokenHash } from "@/lib/core/token";
import { ask, makeKey } from "@/tests/support/api";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import { owesSecondFactor } from "@/tests/support/owing";
import type { z } from "zod";

const inputOf = (more: Partial<z.input<typeof createKeyInput>>) =>
  createKeyInput.parse({ name: "Web", permissions: ["lead.create"], everyCompany: true, ...more });

/** Somebody who manages keys and does the rest within their company. */
async function makeKeyManager(companyId: string) {
  const id = newId();
  const grants = { "apiKey.manage": "any", "lead.create": "company", "lead.read": "own" };
  const permissions = { create: Object.entries(grants).map(([permission, scope]) => ({ permission, scope })) };
  await database().role.create({ data: { id, key: id, nameEn: id, nameEs: id, permissions } });
  return makeUser(id, [companyId]);
}

test("a key is shown once; what is kept of it opens nothing", async () => {
  const company = await makeCompany();
  const admin = await makeUser("admin", [company.id]);
  const made = await createKey(ctxOf(admin), inputOf({ everyCompany: false, companyIds: [company.id] }));
  expect(made.key).toMatch(KEY_TEXT);
  const row = await database().apiKey.findUniqueOrThrow({ where: { id: made.id } });
  expect(row).toMatchObject({ prefix: made.key.slice(0, 9), secretHash: tokenHash(made.key), madeById: admin.id });
  expect(JSON.stringify(row)).not.toContain(made.key);
  const [event, ...others] = await eventsOf(made.id);
  expect(event).toMatchObject({ name: "apiKey.created", actorId: admin.id, subjectLabel: "Web" });
  expect(JSON.stringify(event?.payload)).not.toContain(made.key);
  expect(others).toStrictEqual([]);
  const shown = (await listKeys(ctxOf(admin))).find(({ id }) => id === made.id);
  expect(shown).toMatchObject({ end: null, lastUsedAt: null, companies: [{ id: company.id }] });
  expect(JSON.stringify(shown)).not.toContain(tokenHash(made.key));
});

describe("a name that stands for two keys", () => {
  const taken = { code: "INVALID", fields: { name: "keyNameTaken" } };

  test("is refused to one person, however it is written and at once as well", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const both = await Promise.allSettled([1, 2].map(() => createKey(admin, inputOf({ name: "ERP nuevo" }))));
    expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
    await expect(createKey(admin, inputOf({ name: "  erp NUEVO " }))).rejects.toMatchObject(taken);
    await expect(makeKey({ name: "Of the shell" })).resolves.toBeDefined();
    await expect(makeKey({ name: "of the shell" })).rejects.toMatchObject(taken);
  });

  test("is free again where the other opens nothing any more, and to somebody else", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const { id } = await createKey(admin, inputOf({ name: "ERP" }));
    await expect(createKey(ctxOf(await makeUser("admin")), inputOf({ name: "ERP" }))).resolves.toBeDefined();
    await revokeKey(admin, { keyId: id });
    const second = await createKey(admin, inputOf({ name: "ERP" }));
    await expect(createKey(admin, inputOf({ name: "ERP" }))).rejects.toMatchObject(taken);
    await database().apiKey.update({ where: { id: second.id }, data: { expiresAt: new Date() } });
    await expect(createKey(admin, inputOf({ name: "ERP" }))).resolves.toBeDefined();
  });
});

test.each(["manager", "employee", "executive"])("a %s makes, lists and revokes none", async (role) => {
  const company = await makeCompany();
  const ctx = ctxOf(await makeUser(role, [company.id]));
  const { id } = await makeKey();
  await expect(createKey(ctx, inputOf({}))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(listKeys(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(revokeKey(ctx, { keyId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("nobody gives more than they have", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany(newId())];
  const ctx = ctxOf(await makeKeyManager(mine.id));
  const refused = (fields: object) => ({ code: "INVALID", fields });
  const own = { everyCompany: false, companyIds: [mine.id] };
  await expect(createKey(ctx, inputOf(own))).resolves.toMatchObject({ prefix: expect.any(String) as string });
  await expect(createKey(ctx, inputOf({}))).rejects.toMatchObject(refused({ companyIds: "companyNotYours" }));
  await expect(createKey(ctx, inputOf({ ...own, companyIds: [mine.id, other.id] }))).rejects.toMatchObject(
    refused({ companyIds: "companyNotYours" }),
  );
  for (const permission of ["lead.read", "intake.read"] as const) {
    const input = inputOf({ ...own, permissions: [permission] });
    await expect(createKey(ctx, input)).rejects.toMatchObject(refused({ permissions: "notYours" }));
  }
});

test("a key shrinks with its maker, and ends with them", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany(newId())];
  const admin = await makeUser("admin", [mine.id]);
  const { key } = await makeKey({ maker: admin });
  const actor = async () => (await actorOfKey(key))?.actor;
  await expect(actor()).resolves.toMatchObject({ permissions: { "lead.create": "any", "lead.read": "any" } });
  const role = async (name: string) => (await database().role.findUniqueOrThrow({ where: { key: name } })).id;
  await database().user.update({ where: { id: admin.id }, data: { roleId: await role("manager") } });
  await expect(actor()).resolves.toMatchObject({ permissions: { "lead.read": "company" }, companyIds: [mine.id] });
  await database().user.update({ where: { id: admin.id }, data: { roleId: await role("employee") } });
  const left = await actor();
  expect(left?.permissions).toStrictEqual({ "lead.create": "company" });
  expect(left?.companyIds).not.toContain(other.id);
  await database().user.update({ where: { id: admin.id }, data: { deactivatedAt: new Date() } });
  await expect(actor()).resolves.toBeUndefined();
});

test("revoking is once and for good", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const { id, key } = await makeKey();
  const both = await Promise.allSettled([revokeKey(admin, { keyId: id }), revokeKey(admin, { keyId: id })]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(revokeKey(admin, { keyId: id })).rejects.toMatchObject({ details: { reason: "keyRevoked" } });
  await expect(revokeKey(admin, { keyId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await eventsOf(id)).map(({ name }) => name)).toStrictEqual(["apiKey.created", "apiKey.revoked"]);
  await expect(actorOfKey(key)).resolves.toBeUndefined();
});

test("the last day counts whole, in the organisation's zone", async () => {
  const admin = ctxOf(await makeUser("admin"), { now: () => new Date("2026-11-20T12:00:00Z") });
  const { id } = await createKey(admin, inputOf({ lastDay: "2026-11-20" }));
  const { expiresAt } = await database().apiKey.findUniqueOrThrow({ where: { id } });
  expect(expiresAt?.toISOString()).toBe("2026-11-21T03:00:00.000Z");
  await expect(createKey(admin, inputOf({ lastDay: "2026-11-19" }))).rejects.toMatchObject({
    fields: { lastDay: "dayPast" },
  });
});

test("the source lies where the key reaches and takes what is sent", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const source = await makeSource();
  const other = await makeCompany(newId());
  const create = (more: object) => createKey(admin, inputOf({ sourceId: source.id, ...more }));
  await expect(create({})).resolves.toBeDefined();
  const wrong = { fields: { sourceId: "notValid" } };
  await expect(create({ everyCompany: false, companyIds: [other.id] })).rejects.toMatchObject(wrong);
  await expect(create({ permissions: ["lead.read"] })).rejects.toMatchObject(wrong);
  await expect(create({ sourceId: newId() })).rejects.toMatchObject(wrong);
  await database().source.update({ where: { id: source.id }, data: { kind: "hand" } });
  await expect(create({})).rejects.toMatchObject(wrong);
});

test("a key does nothing while its maker owes a second factor; a lead that comes with it waits apart", async () => {
  const company = await makeCompany();
  const maker = await makeUser("admin");
  const { key } = await makeKey({ maker, permissions: ["lead.create", "lead.read"], companyIds: [company.id] });
  expect((await ask(GET, "/api/v1/leads", { key })).status).toBe(200);
  await owesSecondFactor(maker);
  const refused = await ask(GET, "/api/v1/leads", { key });
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ details: { reason: "makerOwesSecondFactor" } });
  await expect(retiredKey(key)).resolves.toMatchObject({ companyIds: [company.id] });
  await owesSecondFactor(maker, false);
  expect((await ask(GET, "/api/v1/leads", { key })).status).toBe(200);
  await expect(retiredKey(key)).resolves.toBeUndefined();
});
