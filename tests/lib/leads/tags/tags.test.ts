import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { loadKeys } from "@/lib/intake/processing/queries";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { resumeMove, stopMove } from "@/lib/leads/renaming/commands";
import { openMoves } from "@/lib/leads/renaming/queries";
import { stepWordMoves } from "@/lib/leads/renaming/stepping/commands";
import { addTag, deleteTag, mergeTags, reviveTag, tagLead, updateTag } from "@/lib/leads/tags/commands";
import { tagTerms } from "@/lib/leads/tags/queries";
import { addTagInput, tagLeadInput } from "@/lib/leads/tags/schema";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { cameTo } from "@/tests/support/came-to";
import { the } from "@/tests/support/custom-fields";
import type { Ctx } from "@/lib/core/ctx";

const word = (text: string) => `${text} ${newId().slice(-8)}`;

/** A lead with these tags, and who may do what with them. */
async function house(tags: string[] = []) {
  const company = await makeCompany();
  const admin = ctxOf(await makeUser("admin"));
  const manager = ctxOf(await makeUser("manager", [company.id]));
  const { id, number } = await makeLead(company.id);
  if (tags.length > 0) await tagLead(admin, { leadId: id, add: tags, remove: [] });
  const tagsOf = async () => (await database().lead.findUniqueOrThrow({ where: { id } })).tags;
  return { company, admin, manager, leadId: id, number, tagsOf };
}

async function toTheEnd(): Promise<void> {
  // What is on its way a moment longer isn't waited for: nothing is.
  await database().wordMove.updateMany({ data: { createdAt: new Date(0) } });
  while ((await database().wordMove.count({ where: { state: "working" } })) > 0) await stepWordMoves();
}

describe("a tag of a lead", () => {
  test("is given and taken with one event; two who do at once both have their way", async () => {
    const { manager, leadId, tagsOf } = await house();
    const [one, two] = [word("uno"), word("dos")];
    const give = (tag: string) => tagLead(manager, { leadId, add: [tag], remove: [] });
    await Promise.all([give(one), give(two)]);
    expect((await tagsOf()).sort()).toStrictEqual([two, one].sort());
    await tagLead(manager, { leadId, add: [], remove: [one] });
    expect(await tagsOf()).toStrictEqual([two]);
    expect((await eventsOf(leadId)).filter(({ name }) => name === "lead.updated")).toHaveLength(3);
    await expect(tagLead(manager, { leadId, add: [two], remove: [] })).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("is made by whoever assigns; who only works leads chooses among those there are", async () => {
    const { admin, company, leadId, tagsOf } = await house();
    const employee = await makeUser("employee", [company.id]);
    await database().lead.update({ where: { id: leadId }, data: { ownerId: employee.id } });
    const known = word("conocida");
    await addTag(admin, { name: known, tone: "red" });
    await expect(tagLead(ctxOf(employee), { leadId, add: [word("nueva")], remove: [] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await tagLead(ctxOf(employee), { leadId, add: [known], remove: [] });
    expect(await tagsOf()).toStrictEqual([known]);
  });
});

describe("tags that read alike", () => {
  test("are one: the one that is there, for two who make it at the same moment too", async () => {
    const { manager, leadId, tagsOf } = await house();
    const tag = word("Run b");
    const give = (add: string[], remove: string[] = []) => tagLead(manager, { leadId, add, remove });
    await give([tag, tag.toUpperCase()]);
    expect(await tagsOf()).toStrictEqual([tag]);
    await expect(give([tag.toUpperCase()])).rejects.toMatchObject({ code: "PRECONDITION" });
    await give([], [tag]);
    await give([` ${tag.toLowerCase()}`]);
    expect(await tagsOf()).toStrictEqual([tag]);
    const { leadId: second, tagsOf: others } = await house();
    const fresh = word("nueva");
    const admin = ctxOf(await makeUser("admin"));
    await Promise.all([
      tagLead(admin, { leadId, add: [fresh], remove: [] }),
      tagLead(admin, { leadId: second, add: [fresh.toUpperCase()], remove: [] }),
    ]);
    expect((await tagsOf()).at(-1)).toBe((await others())[0]);
    // Who reads otherwise is another one.
    await give([`${tag}s`]);
    expect(await tagsOf()).toContain(`${tag}s`);
  });

  test("signs that nobody sees are no part of one", () => {
    const { add } = tagLeadInput.parse({ leadId: newId(), add: ["run\u200bb", "run b"] });
    expect(add).toStrictEqual(["runb", "run b"]);
    expect(addTagInput.safeParse({ name: "\u200b" }).success).toBe(false);
  });
});

describe("a tag of all", () => {
  test("renamed, leads get the new name with an event each, and what names the old one means the new", async () => {
    const [from, to] = [word("vip"), word("VIP grande")];
    const { admin, leadId, number, tagsOf } = await house([from, "otra"]);
    expect(await updateTag(admin, { name: from, set: { name: to, tone: "amber" } })).toStrictEqual({ leads: 1 });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([to, "otra"]);
    expect((await eventsOf(leadId)).at(-1)).toMatchObject({
      name: "lead.updated",
      actorLabel: "admin Tester",
      changes: { tags: { from: [from, "otra"], to: [to, "otra"] } },
    });
    expect(await tagTerms(admin)).toContainEqual(expect.objectContaining({ name: to, tone: "amber", leads: 1 }));
    // A link from before, and a rule from before.
    const filter = JSON.stringify({ field: "tags", op: "hasAny", value: [from] });
    const { rows } = await viewPage(admin, await listView(admin, { filter }, "es"));
    expect(rows.map((row) => row.number)).toStrictEqual([number]);
    const { tags } = await loadKeys(database(), { sources: new Map() });
    expect(tagsNow([from, "otra", to], tags)).toStrictEqual([to, "otra"]);
    // Given by its old name it is the new one.
    await tagLead(admin, { leadId, add: [], remove: [to] });
    await tagLead(admin, { leadId, add: [from], remove: [] });
    expect(await tagsOf()).toStrictEqual(["otra", to]);
  });

  test("merged, a lead that had both has one; deleted, nobody has it, and a rule that gives it gives nothing", async () => {
    const [one, two] = [word("urgente"), word("apurado")];
    const { admin, tagsOf } = await house([one, two]);
    await mergeTags(admin, { name: two, into: one });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([one]);
    await deleteTag(admin, { name: one });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([]);
    const { tags } = await loadKeys(database(), { sources: new Map() });
    expect(tagsNow([one, two], tags)).toStrictEqual([]);
    await reviveTag(admin, { name: one });
    expect(tagsNow([one], (await loadKeys(database(), { sources: new Map() })).tags)).toStrictEqual([one]);
  });

  test("renamed there and back, and on while it is under way, every lead ends with the last name", async () => {
    const [a, b, c] = [word("a"), word("b"), word("c")];
    const { admin, tagsOf } = await house([a]);
    await updateTag(admin, { name: a, set: { name: b } });
    await updateTag(admin, { name: b, set: { name: c } });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([c]);
    await updateTag(admin, { name: c, set: { name: a } });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([a]);
  });

  test("can't be called like another one; a move is stopped and gone on with", async () => {
    const [one, two] = [word("una"), word("dos")];
    const { admin, tagsOf } = await house([one, two]);
    await expect(updateTag(admin, { name: one, set: { name: two.toUpperCase() } })).rejects.toMatchObject({
      fields: { name: "taken" },
    });
    await mergeTags(admin, { name: one, into: two });
    const [move] = (await openMoves(admin, "tag")).filter(({ from }) => from.includes(one));
    const moveId = the(move).id;
    await stopMove(admin, { moveId });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([one, two]);
    await resumeMove(admin, { moveId });
    await toTheEnd();
    expect(await tagsOf()).toStrictEqual([two]);
  });
});

const ACTS: Record<string, (ctx: Ctx, target: { tag: string; other: string; leadId: string }) => Promise<unknown>> = {
  list: (ctx) => tagTerms(ctx),
  add: (ctx) => addTag(ctx, { name: word("x"), tone: "red" }),
  rename: (ctx, { tag }) => updateTag(ctx, { name: tag, set: { name: word("x") } }),
  merge: (ctx, { tag, other }) => mergeTags(ctx, { name: tag, into: other }),
  delete: (ctx, { tag }) => deleteTag(ctx, { name: tag }),
  "tag a lead": (ctx, { leadId, other }) => tagLead(ctx, { leadId, add: [], remove: [other] }),
};

// Written by hand from the domain's table of roles; the lead is of the actor's company, and nobody's.
// prettier-ignore
const RIGHTS: [act: string, admin: string, manager: string, employee: string, executive: string][] = [
  ["list",       "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["add",        "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["rename",     "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["merge",      "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["delete",     "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["tag a lead", "yes", "yes",       "NOT_FOUND", "FORBIDDEN"],
];

test.each(RIGHTS)("who may: %s", async (act, ...expected) => {
  for (const [place, roleKey] of (["admin", "manager", "employee", "executive"] as const).entries()) {
    const [tag, other] = [word("t"), word("o")];
    const { company, leadId } = await house([tag, other]);
    const ctx = ctxOf(await makeUser(roleKey, [company.id]));
    const came = await cameTo(ACTS[act], ctx, { tag, other, leadId });
    expect([roleKey, came]).toStrictEqual([roleKey, expected[place]]);
  }
});
