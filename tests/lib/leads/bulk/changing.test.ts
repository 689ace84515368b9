import { database } from "@/lib/core/db";
import { resumeBulk, startBulk, stopBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkOwners, bulkProgress, previewBulk, skippedLeads } from "@/lib/leads/bulk/changing/queries";
import { bulkInput } from "@/lib/leads/bulk/changing/schema";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";

let companyId: string;
let manager: UserActor;
let ctx: Ctx;
let quoted: BulkChangeSet;

beforeEach(async () => {
  companyId = (await makeCompany()).id;
  manager = await makeUser("manager", [companyId], { firstName: "Marta" });
  ctx = ctxOf(manager);
  quoted = { kind: "status", statusId: await statusId("quoted"), amountCents: 90_000 };
});

const nth = (ids: string[], at: number) => String(ids[at]);

async function leads(count: number, more = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) ids.push((await makeLead(companyId, { contactName: `Person ${at}`, ...more })).id);
  return ids;
}

async function run(): Promise<void> {
  while (await stepBulkChanges());
}

async function statusesOf(ids: string[]): Promise<string[]> {
  const rows = await database().lead.findMany({ where: { id: { in: ids } }, include: { status: true } });
  return ids.map((id) => rows.find((row) => row.id === id)?.status.key ?? "");
}

const start = (ids: string[], set = quoted, who = ctx) => startBulk(who, { selection: { ids }, set });

test("whoever can have at least one of them is offered, with how many and what they have open; nobody else is", async () => {
  const other = await makeCompany();
  const admin = await makeUser("admin");
  const [both, ours] = [await makeUser("employee", [companyId, other.id]), await makeUser("employee", [companyId])];
  const stranger = await makeUser("employee", [(await makeCompany()).id]);
  const reader = await makeUser("executive");
  const ids = [...(await leads(2)), (await makeLead(other.id, { defaultOwnerId: both.id })).id];
  const offered = async (who: UserActor) =>
    new Map(
      (await bulkOwners(ctxOf(who), { ids })).map(({ id, takes, among, openLeads }) => [id, [takes, among, openLeads]]),
    );
  const all = await offered(admin);
  expect(all.get(both.id)).toStrictEqual([3, 3, 1]);
  expect(all.get(ours.id)).toStrictEqual([2, 3, 0]);
  expect([all.has(stranger.id), all.has(reader.id)]).toStrictEqual([false, false]);
  // Who assigns in one company is offered its leads alone.
  expect((await offered(manager)).get(both.id)).toStrictEqual([2, 2, 0]);
  await expect(bulkOwners(ctxOf(ours), { ids })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("of all that match those that were unticked are left out of preview, people and change, however many steps it takes", async () => {
  const ids = await leads(4, { contactName: "Ulises Entero" });
  const [out = "", ...others] = ids;
  const selection = { query: "q=entero", except: [out] };
  expect(await previewBulk(ctx, { selection, set: quoted })).toMatchObject({ change: 3 });
  expect((await bulkOwners(ctx, selection)).map(({ among }) => among)).toContain(3);
  const { changeId } = await startBulk(ctx, { selection, set: quoted });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["pending", ...others.map(() => "quoted")]);
  await undoBulk(ctx, { changeId });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(ids.map(() => "pending"));
  // Leaving something out reaches nobody else's leads.
  const elsewhere = await makeLead((await makeCompany()).id, { contactName: "Ulises Entero" });
  expect(
    await previewBulk(ctx, { selection: { query: "q=entero", except: [elsewhere.id] }, set: quoted }),
  ).toMatchObject({ change: 4, notAllowed: 0 });
  const refused = bulkInput.safeParse({ selection: { query: "", except: Array(1001).fill(out) }, set: quoted });
  expect(refused.success).toBe(false);
});

test("the preview says what the change then does", async () => {
  const ids = await leads(3);
  const elsewhere = (await makeLead((await makeCompany()).id)).id;
  await changeStatus(ctx, {
    leadId: nth(ids, 0),
    statusId: await statusId("quoted"),
    seenStatusId: await statusId("pending"),
    amountCents: 50_000,
  });
  const input = { selection: { ids: [...ids, elsewhere] }, set: quoted };
  // What isn't theirs to see isn't counted either.
  expect(await previewBulk(ctx, input)).toStrictEqual({
    change: 2,
    same: 1,
    notAllowed: 0,
    notTheirs: 0,
    ownerFirst: 0,
    wayBarred: 0,
    noAmount: 0,
    tooManyTags: 0,
    from: [{ statusId: await statusId("pending"), goes: 2, stays: 0 }],
  });
  const { changeId } = await startBulk(ctx, input);
  await run();
  expect(await bulkProgress(ctx, { changeId })).toMatchObject({ state: "done", total: 3, changed: 2, same: 1 });
  expect(await statusesOf([...ids, elsewhere])).toStrictEqual(["quoted", "quoted", "quoted", "pending"]);
});

test("each lead changed has its event, its span and its moment, as by the single verb", async () => {
  const [id = ""] = await leads(1);
  await start([id]);
  await run();
  const events = await database().event.findMany({ where: { subjectId: id, name: "lead.statusChanged" } });
  expect(events.map(({ actorId, changes }) => ({ actorId, changes }))).toStrictEqual([
    {
      actorId: manager.id,
      changes: {
        status: { from: await statusId("pending"), to: await statusId("quoted") },
        amount: { from: null, to: 90_000 },
      },
    },
  ]);
  const spans = await database().leadSpan.findMany({ where: { leadId: id, kind: "status" }, orderBy: { from: "asc" } });
  expect(spans.map(({ to }) => to === null)).toStrictEqual([false, true]);
});

test("a lead that somebody changed meanwhile is left, and named", async () => {
  const ids = await leads(2);
  const { changeId } = await start(ids);
  const contacted = await statusId("contacted");
  await changeStatus(ctx, { leadId: nth(ids, 0), statusId: contacted, seenStatusId: await statusId("pending") });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["contacted", "quoted"]);
  const { number } = await database().lead.findUniqueOrThrow({ where: { id: nth(ids, 0) } });
  expect(await skippedLeads(ctx, { changeId })).toStrictEqual([{ number, reason: "moved" }]);
});

test("undone, each lead has what it had; one that was changed since stays", async () => {
  const ids = await leads(3);
  const { changeId } = await start(ids);
  await run();
  const contacted = await statusId("contacted");
  await changeStatus(ctx, { leadId: nth(ids, 2), statusId: contacted, seenStatusId: await statusId("quoted") });
  await undoBulk(ctx, { changeId });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["pending", "pending", "contacted"]);
  expect(await bulkProgress(ctx, { changeId })).toMatchObject({ stage: "undo", state: "done", undone: 2, kept: 1 });
});

test("assigned together, pending leads become assigned; undone, neither remains", async () => {
  const ids = await leads(2);
  const owner = await makeUser("employee", [companyId]);
  const set: BulkChangeSet = { kind: "owner", ownerId: owner.id, reason: "Fair" };
  const { changeId } = await start(ids, set);
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["assigned", "assigned"]);
  const given = await database().assignment.findFirstOrThrow({ where: { leadId: nth(ids, 0) } });
  expect(given).toMatchObject({ ownerId: owner.id, method: "bulk", reason: "Fair", actorId: manager.id });
  await undoBulk(ctx, { changeId });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["pending", "pending"]);
  const rows = await database().lead.findMany({ where: { id: { in: ids } } });
  expect(rows.map(({ ownerId }) => ownerId)).toStrictEqual([null, null]);
});

test("undone, nothing looks as if it had been worked: since when it stands, was active, was given", async () => {
  const ids = await leads(2);
  const owner = await makeUser("employee", [companyId]);
  const standing = async () => {
    const found = await database().lead.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    return found.map(({ statusChangedAt, lastActivityAt, assignedAt }) => ({
      statusChangedAt,
      lastActivityAt,
      assignedAt,
    }));
  };
  const spans = () => database().leadSpan.findMany({ where: { leadId: { in: ids } }, orderBy: { id: "asc" } });
  const before = { standing: await standing(), spans: await spans() };
  const { changeId } = await start(ids, { kind: "owner", ownerId: owner.id, reason: "" });
  await run();
  const touched = new Date();
  await database().lead.update({ where: { id: nth(ids, 0) }, data: { lastActivityAt: touched } });
  expect(await spans()).toHaveLength(6);
  await undoBulk(ctx, { changeId });
  await run();
  // Somebody worked the first meanwhile.
  const [first, second] = before.standing;
  expect(await standing()).toStrictEqual([{ ...first, lastActivityAt: touched }, second]);
  expect((await spans()).filter(({ kind }) => kind === "status")).toStrictEqual(before.spans);
});

test("nobody gets leads of a company they don't work for", async () => {
  const other = await makeCompany();
  const both = ctxOf(await makeUser("manager", [companyId, other.id]));
  const ids = [...(await leads(1)), (await makeLead(other.id)).id];
  const owner = await makeUser("employee", [companyId]);
  const set: BulkChangeSet = { kind: "owner", ownerId: owner.id, reason: "" };
  expect(await previewBulk(both, { selection: { ids }, set })).toMatchObject({ change: 1, notTheirs: 1 });
  const { changeId } = await start(ids, set, both);
  await run();
  const rows = await database().lead.findMany({ where: { id: { in: ids } } });
  expect(ids.map((id) => rows.find((row) => row.id === id)?.ownerId)).toStrictEqual([owner.id, null]);
  expect(await skippedLeads(both, { changeId })).toMatchObject([{ reason: "notTheirs" }]);
});

test("tags are added and taken away, and come back", async () => {
  const [id = ""] = await leads(1);
  const before = await database().lead.update({ where: { id }, data: { tags: ["fair", "old"] } });
  const { changeId } = await start([id], { kind: "tags", add: ["vip"], remove: ["old"] });
  await run();
  const tagged = await database().lead.findUniqueOrThrow({ where: { id } });
  expect(tagged.tags).toStrictEqual(["fair", "vip"]);
  // "No activity for 5 days" goes on holding.
  expect(tagged.lastActivityAt).toStrictEqual(before.lastActivityAt);
  await undoBulk(ctx, { changeId });
  await run();
  expect((await database().lead.findUniqueOrThrow({ where: { id } })).tags).toStrictEqual(["fair", "old"]);
});

test("stopped it changes nothing more, and goes on where it was", async () => {
  const ids = await leads(2);
  const { changeId } = await start(ids);
  await stopBulk(ctx, { changeId });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["pending", "pending"]);
  await resumeBulk(ctx, { changeId });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["quoted", "quoted"]);
});

test("two processes at once change each lead once", async () => {
  const ids = await leads(5);
  await start(ids);
  await Promise.all([stepBulkChanges(), stepBulkChanges()]);
  await run();
  const events = await database().event.count({ where: { subjectId: { in: ids }, name: "lead.statusChanged" } });
  expect(events).toBe(5);
});

test("all of a list are those its filters let through and the one who asks may see", async () => {
  const ids = await leads(2, { contactName: "Zacarías" });
  await leads(1);
  const { changeId } = await startBulk(ctx, { selection: { query: "q=zacarias" }, set: quoted });
  await run();
  expect(await bulkProgress(ctx, { changeId })).toMatchObject({ total: 2, changed: 2 });
  expect(await statusesOf(ids)).toStrictEqual(["quoted", "quoted"]);
});

test("whoever doesn't assign changes no lead together with others", async () => {
  const employee = await makeUser("employee", [companyId]);
  const [id = ""] = await leads(1, { defaultOwnerId: employee.id });
  await expect(start([id], quoted, ctxOf(employee))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("another's change can't be read, stopped or undone", async () => {
  const { changeId } = await start(await leads(1));
  const other = ctxOf(await makeUser("admin"));
  await expect(bulkProgress(other, { changeId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(stopBulk(other, { changeId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await run();
  await expect(undoBulk(other, { changeId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who loses the right meanwhile changes nothing more", async () => {
  const ids = await leads(1);
  const { changeId } = await start(ids);
  await database().user.update({ where: { id: manager.id }, data: { deactivatedAt: new Date() } });
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["pending"]);
  expect(await database().bulkChange.findUniqueOrThrow({ where: { id: changeId } })).toMatchObject({ state: "failed" });
});

test("what a status asks is said once for all of them; undone, each has again what it said before", async () => {
  const [one = "", other = ""] = await leads(2);
  const { id: reason } = await database().lostReason.findUniqueOrThrow({ where: { key: "price" } });
  await start([other], { kind: "status", statusId: await statusId("on-hold"), holdUntil: "2099-05-04" });
  await run();
  const lost = { kind: "status" as const, statusId: await statusId("did-not-advance") };
  await expect(start([one, other], lost)).rejects.toMatchObject({ fields: { lostReasonId: "required" } });
  const { changeId } = await start([one, other], { ...lost, lostReasonId: reason });
  await run();
  const rows = await database().lead.findMany({ where: { id: { in: [one, other] } } });
  expect(rows.map(({ lostReasonId, holdUntil }) => ({ lostReasonId, holdUntil }))).toStrictEqual(
    rows.map(() => ({ lostReasonId: reason, holdUntil: null })),
  );
  await undoBulk(ctx, { changeId });
  await run();
  expect(await statusesOf([one, other])).toStrictEqual(["pending", "on-hold"]);
  const back = await database().lead.findUniqueOrThrow({ where: { id: other } });
  expect(back).toMatchObject({ lostReasonId: null, holdUntil: new Date("2099-05-04") });
});

test("leads that can't go there are counted before and left", async () => {
  const ids = await leads(2);
  await changeStatus(ctx, {
    leadId: nth(ids, 0),
    statusId: await statusId("contacted"),
    seenStatusId: await statusId("pending"),
  });
  const toId = await statusId("quoted");
  await database().barredMove.create({ data: { fromId: await statusId("contacted"), toId } });
  const preview = await previewBulk(ctx, { selection: { ids }, set: quoted });
  expect(preview).toMatchObject({ change: 1, wayBarred: 1 });
  const [pending, contacted] = [await statusId("pending"), await statusId("contacted")];
  expect(new Map(preview.from.map(({ statusId: id, goes, stays }) => [id, [goes, stays]]))).toStrictEqual(
    new Map([
      [pending, [1, 0]],
      [contacted, [0, 1]],
    ]),
  );
  await start(ids);
  await run();
  expect(await statusesOf(ids)).toStrictEqual(["contacted", "quoted"]);
});

test("an amount is for the leads that have none; where it must be said, those without are left", async () => {
  const ids = await leads(2);
  await database().lead.update({ where: { id: nth(ids, 0) }, data: { amountCents: 500n } });
  const unsaid = { kind: "status" as const, statusId: await statusId("quoted") };
  const amounts = async () =>
    (await database().lead.findMany({ where: { id: { in: ids } }, orderBy: { amountCents: "asc" } })).map(
      ({ amountCents }) => amountCents,
    );
  expect(await previewBulk(ctx, { selection: { ids }, set: unsaid })).toMatchObject({ change: 1, noAmount: 1 });
  const { changeId } = await start(ids);
  await run();
  expect(await amounts()).toStrictEqual([500n, 90_000n]);
  await undoBulk(ctx, { changeId });
  await run();
  expect(await amounts()).toStrictEqual([500n, null]);
});
