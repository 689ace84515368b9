import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { startBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkProgress, previewBulk, skippedLeads } from "@/lib/leads/bulk/changing/queries";
import { stepBulkChanges } from "@/lib/leads/bulk/changing/stepping/commands";
import { stepWordMoves } from "@/lib/leads/renaming/stepping/commands";
import { mergeTags, tagLead, updateTag } from "@/lib/leads/tags/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { waiting } from "@/tests/support/waiting";
import type { Ctx } from "@/lib/core/ctx";

let companyId: string;
let ctx: Ctx;
let admin: Ctx;

beforeEach(async () => {
  companyId = (await makeCompany()).id;
  ctx = ctxOf(await makeUser("manager", [companyId]));
  admin = ctxOf(await makeUser("admin"));
});

const word = (text: string) => `${text} ${newId().slice(-8)}`;
const tagsOf = async (id: string) => (await database().lead.findUniqueOrThrow({ where: { id } })).tags;

async function tagged(tags: string[] = []): Promise<string> {
  const { id } = await makeLead(companyId);
  if (tags.length > 0) await database().lead.update({ where: { id }, data: { tags } });
  return id;
}

const start = (ids: string[], add: string[], remove: string[] = []) =>
  startBulk(ctx, { selection: { ids }, set: { kind: "tags", add, remove } });

async function run(): Promise<void> {
  while (await stepBulkChanges());
}

async function moveWords(): Promise<void> {
  // What is on its way a moment longer isn't waited for.
  await database().wordMove.updateMany({ data: { createdAt: new Date(0) } });
  while ((await database().wordMove.count({ where: { state: "working" } })) > 0) await stepWordMoves();
}

describe("a tag that is renamed while many leads are tagged", () => {
  test("is given by its new name to those whose turn comes later", async () => {
    const [a, b, other] = [word("a"), word("b"), word("other")];
    const id = await tagged([other]);
    await start([id], [a]);
    await updateTag(admin, { name: a, set: { name: b } });
    await moveWords();
    await run();
    expect(await tagsOf(id)).toStrictEqual([other, b]);
  });

  test("is taken from those that got the new name before their turn, and from no others", async () => {
    const [a, b, other] = [word("a"), word("b"), word("other")];
    const [had, both, hadNot] = [await tagged([a, other]), await tagged([a, b]), await tagged([b])];
    await database().tag.createMany({ data: [{ name: a }, { name: b }] });
    const { changeId } = await start([had, both, hadNot], [], [a]);
    await mergeTags(admin, { name: a, into: b });
    await moveWords();
    await run();
    expect(await tagsOf(had)).toStrictEqual([other]);
    expect([await tagsOf(both), await tagsOf(hadNot)]).toStrictEqual([[b], [b]]);
    expect(await bulkProgress(ctx, { changeId })).toMatchObject({ changed: 1, same: 2, skipped: [] });
  });

  test("is renamed once the step that gives it is over", async () => {
    const [a, b] = [word("a"), word("b")];
    const id = await tagged();
    await start([id], [a]);
    const { step, renaming } = await database().$transaction(
      async (tx) => {
        // The step has read what the tag is called, and waits for its lead.
        await tx.$queryRawUnsafe(`select 1 from "Lead" where id = $1::uuid for update`, id);
        const giving = stepBulkChanges();
        await waiting('"Lead"%for update', giving);
        const renamed = updateTag(admin, { name: a, set: { name: b } });
        await waiting("pg_advisory_xact_lock(hashtext('tags'))", renamed);
        return { step: giving, renaming: renamed };
      },
      { timeout: 30_000 },
    );
    await Promise.all([step, renaming]);
    await run();
    await moveWords();
    expect(await tagsOf(id)).toStrictEqual([b]);
  });

  test("leaves no lead with its former name that got it behind the move's back", async () => {
    const [a, b] = [word("a"), word("b")];
    const [first, last] = [await tagged(), await tagged([a])];
    await updateTag(admin, { name: a, set: { name: b } });
    await stepWordMoves();
    expect(await tagsOf(last)).toStrictEqual([b]);
    await database().lead.update({ where: { id: first }, data: { tags: [a] } });
    await moveWords();
    expect(await tagsOf(first)).toStrictEqual([b]);
  });
});

test("no lead gets more than fifty tags; the preview counts those that would, and who has more may lose some", async () => {
  const many = Array.from({ length: 49 }, (_, at) => `t${at}`);
  const [room, full, over] = [await tagged(many.slice(1)), await tagged(many), await tagged([...many, "x", "y", "z"])];
  const set = { kind: "tags" as const, add: ["one", "two"], remove: ["x"] };
  const ids = [room, full, over];
  expect(await previewBulk(ctx, { selection: { ids }, set })).toMatchObject({ change: 1, tooManyTags: 2 });
  const { changeId } = await start(ids, set.add, set.remove);
  await run();
  expect([await tagsOf(room), await tagsOf(full)]).toStrictEqual([[...many.slice(1), "one", "two"], many]);
  expect(await skippedLeads(ctx, { changeId })).toMatchObject([{ reason: "tooManyTags" }, { reason: "tooManyTags" }]);
  await start([over], [], ["x"]);
  await run();
  expect(await tagsOf(over)).toStrictEqual([...many, "y", "z"]);
  await tagLead(ctx, { leadId: over, add: [], remove: ["y"] });
  await expect(tagLead(ctx, { leadId: full, add: ["one", "two"], remove: [] })).rejects.toMatchObject({
    fields: { add: "tooMany" },
  });
});

test("tags that read alike are one, given to many", async () => {
  const tag = word("Run b");
  const [one, other] = [await tagged(), await tagged()];
  await start([one], [tag]);
  await start([other], [tag.toUpperCase()]);
  await run();
  expect([await tagsOf(one), await tagsOf(other)]).toStrictEqual([[tag], [tag]]);
});
