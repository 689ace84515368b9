import { GET } from "@/app/api/live/route";
import { currentActor } from "@/lib/auth/session";
import { closeDatabase, database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { stopLive } from "@/lib/core/live";
import { stopNotify } from "@/lib/core/notify";
import { stopQueue } from "@/lib/core/queue";
import { pauseSource } from "@/lib/intake/sources/commands";
import { updateLead } from "@/lib/leads/commands";
import { noteLook } from "@/lib/leads/looks/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { sensitiveShown } from "@/lib/leads/sensitive/schema";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeSource, settleAll } from "@/tests/support/intake";
import { heardOn } from "@/tests/support/live-stream";
import type { UserActor } from "@/lib/core/ctx";

jest.mock("@/lib/auth/session", () => ({ currentActor: jest.fn() }));
jest.setTimeout(30_000);
afterAll(async () => {
  await stopLive();
  await stopNotify();
  await stopQueue();
  await closeDatabase();
});

/** A stream of the person's, and what it has carried so far. */
async function listen(actor: UserActor) {
  jest.mocked(currentActor).mockResolvedValueOnce(actor);
  return heardOn(GET);
}

async function arrive(sourceId: string, body: string): Promise<string> {
  const bytes = Buffer.from(body);
  const id = newId();
  await database().delivery.create({
    data: {
      ...{ id, sourceId, via: "push", receivedAt: new Date(), method: "POST", path: "" },
      ...{ headers: { "content-type": "application/json" }, body: bytes, bodySize: bytes.byteLength },
    },
  });
  await database().$queryRawUnsafe("select pg_notify('deliveries', '')::text");
  return id;
}

/** Waits for the news itself, so that what isn't there by then isn't merely late. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 200; tries++) await new Promise((next) => setTimeout(next, 50));
}

test("deliveries and sources are told to whoever may read them; an employee, and another company's manager, never hear of them", async () => {
  const source = await makeSource();
  const elsewhere = await makeCompany();
  const admin = await makeUser("admin", [source.companyId]);
  const manager = await makeUser("manager", [source.companyId]);
  const stranger = await makeUser("manager", [elsewhere.id]);
  const employee = await makeUser("employee", [source.companyId]);
  const [toAdmin, toManager, toStranger, toEmployee] = await Promise.all([
    listen(admin),
    listen(manager),
    listen(stranger),
    listen(employee),
  ]);
  const all = [toAdmin, toManager, toStranger, toEmployee];
  // Each stream's tail begins at "now"; a first event of their own shows that it has begun.
  const lead = await makeLead(source.companyId, { defaultOwnerId: employee.id });
  await makeLead(elsewhere.id);
  await until(() => all.every(({ heard }) => heard.length > 0));

  const delivery = await arrive(source.id, JSON.stringify({ nombre: "Ana Pérez", email: "ana@example.test" }));
  await settleAll();
  await pauseSource(ctxOf(admin), { sourceId: source.id });
  await until(() => toManager.heard.some(({ name }) => name === "source.paused"));
  await until(() => toAdmin.heard.some(({ name }) => name === "delivery.arrived"));

  expect(toAdmin.heard).toContainEqual({ name: "delivery.arrived", id: "", actorId: null });
  expect(toManager.heard).toContainEqual({
    name: "delivery.read",
    id: delivery,
    actorId: source.id,
    sourceId: source.id,
  });
  expect(toManager.heard).toContainEqual({ name: "source.paused", id: source.id, actorId: admin.id });
  for (const { heard } of [toStranger, toEmployee]) {
    expect(heard.filter(({ name }) => !name.startsWith("lead."))).toStrictEqual([]);
    expect(JSON.stringify(heard)).not.toContain(source.id);
  }
  expect(toEmployee.heard.map(({ id }) => id)).toContain(lead.id);
  for (const { end } of all) await end();
});

test("a delivery that can't be read is told as well", async () => {
  const source = await makeSource();
  const toAdmin = await listen(await makeUser("admin", [source.companyId]));
  await makeLead(source.companyId);
  await until(() => toAdmin.heard.length > 0);
  // Without its status no lead can be made: our own fault, whatever came.
  await database().status.update({ where: { key: "pending" }, data: { part: null } });
  const delivery = await arrive(source.id, JSON.stringify({ nombre: "Berta", email: "berta@example.test" }));
  await settleAll();
  await database().status.update({ where: { key: "pending" }, data: { part: "start" } });
  await until(() => toAdmin.heard.some(({ id }) => id === delivery));
  expect(await database().delivery.findUnique({ where: { id: delivery }, select: { state: true } })).toStrictEqual({
    state: "failed",
  });
  const events = await database().event.findMany({ where: { subjectId: delivery } });
  expect(events.map(({ name, payload }) => ({ name, payload }))).toStrictEqual([
    {
      name: "delivery.read",
      payload: { sourceId: source.id, state: "failed", outcome: "", reason: "", leadId: null },
    },
  ]);
  await toAdmin.end();
});

test("that somebody looked at a lead is told to no screen; what changes it is", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id, { phone: "011 5555-1234" });
  const { heard, end } = await listen(manager);
  const ctx = { ...ctxOf(manager), actor: manager };
  const { lead: shown } = await leadPage(ctx, { number: lead.number, locale: "es" });
  await noteLook(ctx, shown, sensitiveShown(shown));
  expect(await database().event.count({ where: { subjectId: lead.id, name: "lead.viewed" } })).toBe(1);
  await updateLead(ctx, { leadId: lead.id, set: { firm: "Otra" }, seen: { firm: "" }, country: "AR" });
  await until(() => heard.some(({ id, name }) => `${name} ${id}` === `lead.updated ${lead.id}`));
  expect(heard.map(({ name }) => name)).not.toContain("lead.viewed");
  await end();
});
