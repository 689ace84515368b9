import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkProgress, skippedLeads } from "@/lib/leads/bulk/changing/queries";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { stepWordMoves } from "@/lib/leads/renaming/stepping/commands";
import { tagLead, updateTag } from "@/lib/leads/tags/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { waiting } from "@/tests/support/waiting";
import type { Ctx } from "@/lib/core/ctx";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";

let companyId: string;
let ctx: Ctx;

beforeEach(async () => {
  companyId = (await makeCompany()).id;
  ctx = ctxOf(await makeUser("manager", [companyId], { firstName: "Marta" }));
});

async function run(): Promise<void> {
  while (await stepBulkChanges());
}

async function change(ids: string[], set: BulkChangeSet): Promise<string> {
  const { changeId } = await startBulk(ctx, { selection: { ids }, set });
  await run();
  return changeId;
}

async function undo(changeId: string): Promise<void> {
  await undoBulk(ctx, { changeId });
  await run();
}

const lead = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });

describe("a lead given to somebody goes back to whoever had it", () => {
  /** A lead of each of these people, given to another one. */
  async function given(...owners: { id: string }[]) {
    const ids: string[] = [];
    for (const { id } of owners) ids.push((await makeLead(companyId, { defaultOwnerId: id })).id);
    const taker = await makeUser("employee", [companyId]);
    const changeId = await change(ids, { kind: "owner", ownerId: taker.id, reason: "" });
    return { ids, taker, changeId };
  }
  const employee = () => makeUser("employee", [companyId]);

  test("but not to who was deactivated, lost the company or works no leads now", async () => {
    const people = [await employee(), await employee(), await employee(), await employee()] as const;
    const [stays, gone, elsewhere, reads] = people;
    const { ids, taker, changeId } = await given(...people);
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    await database().userCompany.deleteMany({ where: { userId: elsewhere.id } });
    const { id: roleId } = await database().role.findFirstOrThrow({ where: { key: "executive" } });
    await database().user.update({ where: { id: reads.id }, data: { roleId } });
    await undo(changeId);
    const owners = await Promise.all(ids.map(async (id) => (await lead(id)).ownerId));
    expect(owners).toStrictEqual([stays.id, taker.id, taker.id, taker.id]);
    expect(await bulkProgress(ctx, { changeId })).toMatchObject({ state: "done", undone: 1, kept: 3 });
    const why = await skippedLeads(ctx, { changeId });
    expect(why.map(({ reason }) => reason)).toStrictEqual(["ownerLost", "ownerLost", "ownerLost"]);
  });

  test("a status that came with the owner stays with them", async () => {
    const former = await employee();
    const { id } = await makeLead(companyId, { defaultOwnerId: former.id });
    await database().lead.update({ where: { id }, data: { statusId: await statusId("pending") } });
    const taker = await employee();
    const changeId = await change([id], { kind: "owner", ownerId: taker.id, reason: "" });
    await database().user.update({ where: { id: former.id }, data: { deactivatedAt: new Date() } });
    await undo(changeId);
    expect(await lead(id)).toMatchObject({ ownerId: taker.id, statusId: await statusId("assigned") });
  });

  test("who is being deactivated at that moment gets none", async () => {
    const former = await employee();
    const { ids, taker, changeId } = await given(former);
    await undoBulk(ctx, { changeId });
    const { step } = await database().$transaction(
      async (tx) => {
        await tx.user.update({ where: { id: former.id }, data: { deactivatedAt: new Date() } });
        const undoing = stepBulkChanges();
        await waiting('"User"%for share', undoing);
        return { step: undoing };
      },
      { timeout: 30_000 },
    );
    await step;
    await run();
    expect((await lead(String(ids[0]))).ownerId).toBe(taker.id);
  });
});

describe("tags given and taken together", () => {
  const word = (text: string) => `${text} ${newId().slice(-8)}`;
  const tagged = async (tags: string[]) => {
    const { id } = await makeLead(companyId);
    await database().lead.update({ where: { id }, data: { tags } });
    return id;
  };
  const tagsOf = async (id: string) => (await lead(id)).tags;
  const give = (leadId: string, add: string[], remove: string[] = []) => tagLead(ctx, { leadId, add, remove });

  test("are undone each for itself; what others gave and took since stays", async () => {
    const [old, fair, vip, mine] = [word("old"), word("fair"), word("vip"), word("mine")];
    const ids = [await tagged([old, fair]), await tagged([old, fair])] as const;
    const changeId = await change([...ids], { kind: "tags", add: [vip], remove: [old] });
    await give(ids[0], [mine], [fair]);
    await undo(changeId);
    expect(await tagsOf(ids[0])).toStrictEqual([mine, old]);
    expect(await tagsOf(ids[1])).toStrictEqual([old, fair]);
    expect(await bulkProgress(ctx, { changeId })).toMatchObject({ undone: 2, kept: 0 });
  });

  test("a tag that was renamed since comes back, or goes, by its new name", async () => {
    const [old, now, vip, best] = [word("old"), word("now"), word("vip"), word("best")];
    const admin = ctxOf(await makeUser("admin"));
    await database().tag.create({ data: { name: old } });
    const id = await tagged([old]);
    const changeId = await change([id], { kind: "tags", add: [vip], remove: [old] });
    await updateTag(admin, { name: old, set: { name: now } });
    await updateTag(admin, { name: vip, set: { name: best } });
    await database().wordMove.updateMany({ data: { createdAt: new Date(0) } });
    while ((await database().wordMove.count({ where: { state: "working" } })) > 0) await stepWordMoves();
    expect(await tagsOf(id)).toStrictEqual([best]);
    await undo(changeId);
    expect(await tagsOf(id)).toStrictEqual([now]);
  });

  test("what would have more than fifty stays, and is named", async () => {
    const id = await tagged(["one"]);
    const changeId = await change([id], { kind: "tags", add: [], remove: ["one"] });
    const many = Array.from({ length: 50 }, (_, at) => `t${at}`);
    await database().lead.update({ where: { id }, data: { tags: many } });
    await undo(changeId);
    expect(await tagsOf(id)).toStrictEqual(many);
    expect(await skippedLeads(ctx, { changeId })).toMatchObject([{ reason: "changed" }]);
  });
});
