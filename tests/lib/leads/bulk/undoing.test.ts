import { database } from "@/lib/core/db";
import { startBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkProgress, skippedLeads } from "@/lib/leads/bulk/changing/queries";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
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
    await database()
      .$transaction(async (tx) => {
        await tx.user.update({ where: { id: former.id }, data: { deactivatedAt: new Date() } });
        const step = stepBulkChanges();
        await waiting("User");
        return { step };
      })
      .then(async ({ step }) => step);
    await run();
    expect((await lead(String(ids[0]))).ownerId).toBe(taker.id);
  });
});

/** Until somebody waits for a row of this table. */
async function waiting(table: string): Promise<void> {
  const blocked = async () =>
    database().$queryRawUnsafe<unknown[]>(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
      `%"${table}"%for share%`,
    );
  while ((await blocked()).length === 0);
}
