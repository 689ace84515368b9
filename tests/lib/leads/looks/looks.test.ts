import { auditPage } from "@/lib/audit/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { noteLook } from "@/lib/leads/looks/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { sensitiveShown } from "@/lib/leads/sensitive/schema";
import { timeline } from "@/lib/leads/timeline/queries";
import { isWanted } from "@/lib/webhooks/reach";
import { EVERYTHING_HIDDEN, makeReader, plant } from "@/tests/rights/planted";
import { ctxOf, eventsOf, makeCompany, makeLead } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";

const MINUTE_MS = 60_000;

/** Opens the lead's page and, once it is answered, tells so. */
async function look(actor: UserActor, { number }: Lead, at = new Date()): Promise<void> {
  const ctx = { ...ctxOf(actor, { now: () => at }), actor };
  const { lead } = await leadPage(ctx, { number, locale: "es" });
  await noteLook(ctx, lead, sensitiveShown(lead));
}

const looksAt = async ({ id }: Lead) => (await eventsOf(id)).filter(({ name }) => name === "lead.viewed");

test("a look is told with who looked and what they were shown, once an hour for each of them", async () => {
  const lead = await plant((await makeCompany()).id, null);
  const [ana, eva] = [await makeReader({}), await makeReader({ phone: "hidden", message: "read" })];
  const start = Date.now();
  const at = (minutes: number) => new Date(start + minutes * MINUTE_MS);
  await look(ana, lead, at(0));
  await look(ana, lead, at(59));
  await look(eva, lead, at(1));
  expect((await looksAt(lead)).map(({ actorId, payload }) => ({ actorId, payload }))).toStrictEqual([
    { actorId: ana.id, payload: { fields: ["phone", "email", "amount", "message"] } },
    { actorId: eva.id, payload: { fields: ["email", "amount", "message"] } },
  ]);
  await look(ana, lead, at(61));
  expect(await looksAt(lead)).toHaveLength(3);
});

test("what is shown for the first time since the last look was told is a look of its own, also within the hour", async () => {
  const lead = await plant((await makeCompany()).id, null);
  const reader = await makeReader({ phone: "hidden", email: "hidden", amount: "hidden" });
  const start = Date.now();
  await look(reader, lead, new Date(start));
  await look({ ...reader, fields: { email: "hidden" } }, lead, new Date(start + MINUTE_MS));
  await look({ ...reader, fields: { email: "hidden", amount: "hidden" } }, lead, new Date(start + 2 * MINUTE_MS));
  expect((await looksAt(lead)).map(({ payload }) => payload)).toStrictEqual([
    { fields: ["message"] },
    { fields: ["phone", "amount", "message"] },
  ]);
});

test("many windows at once, and processes that know nothing of each other, tell one look", async () => {
  const lead = await plant((await makeCompany()).id, null);
  const reader = await makeReader({});
  await Promise.all([look(reader, lead), look(reader, lead), look(reader, lead)]);
  // As another process would.
  await jest.isolateModulesAsync(async () => {
    const other = await import("@/lib/leads/looks/commands");
    const ctx = { ...ctxOf(reader), actor: reader };
    const { lead: shown } = await leadPage(ctx, { number: lead.number, locale: "es" });
    await other.noteLook(ctx, shown, sensitiveShown(shown));
  });
  expect(await looksAt(lead)).toHaveLength(1);
});

test("who was shown nothing of the kind isn't told to have looked", async () => {
  const { id } = await makeCompany();
  const lead = await plant(id, null);
  await look(await makeReader(EVERYTHING_HIDDEN), lead);
  expect(await looksAt(lead)).toStrictEqual([]);
  const bare = await makeLead(id, { contactName: "Ana" });
  await look(await makeReader({}), bare);
  expect(await looksAt(bare)).toStrictEqual([]);
});

test("it stands in the log under a kind of its own, and nowhere else", async () => {
  const lead = await plant((await makeCompany()).id, null);
  const reader = await makeReader({});
  await look(reader, lead);
  const { entries } = await auditPage(ctxOf(reader), { what: "looks", about: `L-${lead.number}` });
  expect(entries.map(({ name, actorId }) => ({ name, actorId }))).toStrictEqual([
    { name: "lead.viewed", actorId: reader.id },
  ]);
  const asked = { leadId: lead.id, filter: "all", before: null, locale: "es" } as const;
  const told = await timeline(systemCtx("test"), asked);
  expect(JSON.stringify(told)).not.toContain("viewed");
  const wanting = { events: ["lead.*", "lead.viewed"], everyCompany: true, companyIds: [], keeper: null };
  const event = (name: string) => ({ name, subjectType: "lead", companyIds: [lead.companyId] });
  expect(isWanted(wanting, event("lead.viewed"))).toBe(false);
  expect(isWanted(wanting, event("lead.updated"))).toBe(true);
});

test("looks are kept for a year unless somebody says otherwise", async () => {
  expect(await database().auditRetention.findMany()).toStrictEqual([{ kind: "looks", months: 12 }]);
});
