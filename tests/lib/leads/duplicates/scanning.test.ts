import { database } from "@/lib/core/db";
import { updateLead } from "@/lib/leads/commands";
import { dismissPairs } from "@/lib/leads/duplicates/pairs/commands";
import { pairPage } from "@/lib/leads/duplicates/pairs/queries";
import { compareWaiting } from "@/lib/leads/duplicates/scanning/commands";
import { waitingScans } from "@/lib/leads/duplicates/scanning/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

async function compareAll(): Promise<void> {
  while ((await waitingScans({})) > 0) await compareWaiting();
}

const duplicatesOf = async (actor: UserActor, { number }: { number: number }) =>
  (await leadPage(ctxOf(actor), { number, locale: "en" })).duplicates;

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const employee = await makeUser("employee", [company.id]);
  const one = await makeLead(company.id, { contactName: "Juan Pérez", email: "juan@norte.test" });
  const other = await makeLead(company.id, { contactName: "Juan Peres", email: "jperez@norte.test" });
  const stranger = await makeLead(company.id, { contactName: "Sofía Castro", email: "sofia@norte.test" });
  const elsewhere = await makeLead((await makeCompany()).id, { contactName: "Juan Pérez", email: "jp@norte.test" });
  await compareAll();
  return { company, manager, employee, one, other, stranger, elsewhere };
}

const all = { band: undefined, after: undefined };

test("arrivals are compared: who is near is suggested once, within the company, with the reasons", async () => {
  const { manager, employee, one, other, stranger } = await house();
  const { pairs, counts } = await pairPage(ctxOf(manager), all);
  expect(pairs).toMatchObject([
    { a: { number: one.number }, b: { number: other.number }, reasons: [{ kind: "domain" }, { kind: "nearName" }] },
  ]);
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(1);
  expect(await duplicatesOf(manager, other)).toMatchObject([{ other: { number: one.number } }]);
  expect(await duplicatesOf(manager, stranger)).toStrictEqual([]);
  await expect(pairPage(ctxOf(employee), all)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const elsewhere = await makeUser("manager", [(await makeCompany()).id]);
  expect((await pairPage(ctxOf(elsewhere), all)).pairs).toStrictEqual([]);
});

test("a correction is compared anew, and takes away what isn't alike any more", async () => {
  const { manager, other } = await house();
  const rename = (contactName: string, seen: string) =>
    updateLead(ctxOf(manager), { leadId: other.id, set: { contactName }, seen: { contactName: seen }, country: "AR" });
  await rename("Rosa Ibarra", "Juan Peres");
  await compareAll();
  expect((await pairPage(ctxOf(manager), all)).pairs).toStrictEqual([]);
  await rename("Juan Perez", "Rosa Ibarra");
  await compareAll();
  expect((await pairPage(ctxOf(manager), all)).pairs).toMatchObject([
    { reasons: [{ kind: "domain" }, { kind: "name" }] },
  ]);
});

test("what was dismissed doesn't come back, whoever is compared again", async () => {
  const { manager, employee, one, other } = await house();
  const input = { pairIds: (await pairPage(ctxOf(manager), all)).pairs.map(({ id }) => id) };
  await expect(dismissPairs(ctxOf(employee), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  await expect(dismissPairs(ctxOf(stranger), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const before = await eventsOf(one.id);
  expect(await dismissPairs(ctxOf(manager), input)).toStrictEqual({ dismissed: 1 });
  expect((await eventsOf(one.id)).slice(before.length)).toMatchObject([{ name: "lead.duplicateDismissed" }]);
  await database().duplicateScan.createMany({ data: [{ leadId: one.id }, { leadId: other.id }] });
  await compareAll();
  expect((await pairPage(ctxOf(manager), all)).pairs).toStrictEqual([]);
});

test("merged they leave the inbox, and parted again they aren't suggested once more", async () => {
  const { company, manager, one, other } = await house();
  const third = await makeLead(company.id, { contactName: "J. Pérez", email: "compras@norte.test" });
  await compareAll();
  const seen = { survivor: {}, other: {} };
  const merged = await mergeLeads(ctxOf(manager), { survivorId: one.id, otherId: other.id, take: [], seen });
  await compareAll();
  const numbers = async () =>
    (await pairPage(ctxOf(manager), all)).pairs.map(({ a, b }) => [a.number, b.number].toSorted((x, y) => x - y));
  expect(await numbers()).toStrictEqual([[one.number, third.number]]);
  await unmergeLeads(ctxOf(manager), { mergeId: merged.mergeId, touchpointIds: [] });
  await compareAll();
  expect(await numbers()).not.toContainEqual([one.number, other.number]);
  expect(await numbers()).toContainEqual([other.number, third.number]);
});

test("the strongest stand first, a page at a time, and a strength can be asked for alone", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  for (let index = 0; index < 8; index++) await makeLead(company.id, { contactName: "", phone: "011 4321-7777" });
  await compareAll();
  const first = await pairPage(ctxOf(manager), all);
  expect(first.pairs).toHaveLength(25);
  const second = await pairPage(ctxOf(manager), { band: "strong", after: String(first.next) });
  expect(second.pairs).toHaveLength(3);
  expect(second.next).toBeNull();
  const ids = [...first.pairs, ...second.pairs].map(({ id }) => id);
  expect(new Set(ids).size).toBe(28);
  expect((await pairPage(ctxOf(manager), { band: "possible", after: undefined })).pairs).toStrictEqual([]);
});

test("a domain that very many share says no more of who somebody is than a free mail", async () => {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const first = await makeLead(company.id, { contactName: "Juan Pérez", email: "juan@provider.test" });
  const others = Array.from(
    { length: 40 },
    (_, index) => `Q${"abcdefghij"[index % 10]}${"klmnopqrst"[Math.floor(index / 10)]}x Zu${index}`,
  );
  for (const [index, contactName] of others.entries())
    await makeLead(company.id, { contactName, email: `p${index}@provider.test` });
  const last = await makeLead(company.id, { contactName: "Juan Pérez", email: "otro@provider.test" });
  await compareAll();
  expect(await duplicatesOf(manager, last)).toStrictEqual([]);
  expect(await duplicatesOf(manager, first)).toStrictEqual([]);
});
