import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { listChoices } from "@/lib/leads/list/choices/queries";
import { countLeads, leadPage } from "@/lib/leads/list/queries";
import { LIST_SORTS } from "@/lib/leads/list/sorts/schema";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { Ctx } from "@/lib/core/ctx";
import type { Direction, ListSort } from "@/lib/leads/list/sorts/schema";

const ZONE = "America/Argentina/Buenos_Aires";
const everything = { condition: { all: [] }, timeZone: ZONE };

/** All pages of a walk; `between` runs after each page. */
async function walk(
  ctx: Ctx,
  sort: ListSort,
  dir: Direction,
  between: () => Promise<unknown> = () => Promise.resolve(),
) {
  const { orders } = await listChoices(ctx, "en");
  const ids: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 20; pages++) {
    const page = await leadPage(ctx, { ...everything, order: { sort, dir }, orders, after });
    ids.push(...page.rows.map((row) => row.id));
    if (page.next === null) return ids;
    after = page.next;
    await between();
  }
  throw new Error("the walk didn't end");
}

/** Many leads that are equal in whatever is sorted by: finished rows, because only their order matters here. */
async function makeEqualLeads(companyId: string, count: number) {
  const owner = await makeUser("employee", [companyId]);
  const lead = await makeLead(companyId, { contactName: "Eva", firm: "" });
  const statuses = [await statusId("quoted"), await statusId("pending"), await statusId("negative")];
  const {
    searchText: _text,
    number: _number,
    ...row
  } = await database().lead.findUniqueOrThrow({ where: { id: lead.id } });
  await database().lead.createMany({
    data: Array.from({ length: count - 1 }, (_, index) => ({
      ...row,
      classification: {},
      extra: {},
      id: newId(),
      statusId: statuses[index % 3] ?? row.statusId,
      ownerId: [owner.id, null][index % 2] ?? null,
      contactNameKey: ["eva", ""][index % 2] ?? "",
    })),
  });
}

describe("a walk through all pages", () => {
  let ctx: Ctx;
  let companyId: string;
  const COUNT = 130;

  beforeAll(async () => {
    companyId = (await makeCompany()).id;
    await makeEqualLeads(companyId, COUNT);
    ctx = ctxOf(await makeUser("admin"));
  });

  const walks = LIST_SORTS.flatMap((sort) => (["asc", "desc"] as const).map((dir) => [sort, dir] as const));

  test.each(walks)("gives every lead exactly once, sorted by %s %s, though many are equal", async (sort, dir) => {
    const ids = await walk(ctx, sort, dir);
    expect(ids).toHaveLength(COUNT);
    expect(new Set(ids).size).toBe(COUNT);
  });

  test("gives every lead that was there exactly once while others arrive", async () => {
    const before = await walk(ctx, "received", "desc");
    const during = await walk(ctx, "received", "desc", () => makeLead(companyId));
    const arrived = during.filter((id) => !before.includes(id));
    expect(arrived).toStrictEqual([]);
    expect(during).toStrictEqual(before);
  });

  test("stands in the statuses' order, the newest of each first", async () => {
    const { orders } = await listChoices(ctx, "en");
    const { rows } = await leadPage(ctx, { ...everything, order: { sort: "status", dir: "asc" }, orders });
    const positions = rows.map((row) => orders.status.indexOf(row.statusId));
    expect(positions).toStrictEqual(positions.toSorted((a, b) => a - b));
  });

  test("puts leads without a name last, whichever way names are sorted", async () => {
    const { orders } = await listChoices(ctx, "en");
    const page = (dir: Direction) => leadPage(ctx, { ...everything, order: { sort: "name", dir }, orders });
    const first = await Promise.all([page("asc"), page("desc")]);
    const names = await database().lead.findMany({ where: { contactNameKey: "" }, select: { id: true } });
    const unnamed = new Set(names.map((lead) => lead.id));
    expect(first.flatMap((one) => one.rows).filter((row) => unnamed.has(row.id))).toStrictEqual([]);
  });

  test("starts at the beginning when the place to go on from can't be read", async () => {
    const { orders } = await listChoices(ctx, "en");
    const input = { ...everything, order: { sort: "received", dir: "desc" } as const, orders };
    const first = await leadPage(ctx, input);
    for (const after of ["", "x", "W10", Buffer.from(`["","now","${newId()}"]`).toString("base64url")]) {
      expect(await leadPage(ctx, { ...input, after })).toStrictEqual(first);
    }
  });

  test.each(walks)("answers whatever place nobody gave out, sorted by %s %s", async (sort, dir) => {
    const { orders } = await listChoices(ctx, "en");
    const made = ["", "none", "without"].flatMap((group) =>
      ["", "-1", "9".repeat(18), "-infinity", "9999-12-31 23:59:59.999+00", "z".repeat(500)].map((value) => [
        group,
        value,
      ]),
    );
    for (const [group, value] of made) {
      const after = Buffer.from(JSON.stringify([group, value, newId()])).toString("base64url");
      const { rows } = await leadPage(ctx, { ...everything, order: { sort, dir }, orders, after });
      expect(rows.length).toBeLessThanOrEqual(50);
    }
  });

  test("counts what it walks", async () => {
    const total = await database().lead.count();
    expect(await countLeads(systemCtx("test"), everything)).toStrictEqual({ total, more: false });
  });
});
