import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { boardAgain, boardNow, boardTotals, cardsNow, furtherCards, totalsNow } from "@/lib/leads/board/queries";
import { FIRST_CARDS, NOBODY, directionIn, standsAbove } from "@/lib/leads/board/schema";
import { listQuery } from "@/lib/leads/list/schema";
import { LIST_SORTS } from "@/lib/leads/list/sorts/schema";
import { listView, shownView } from "@/lib/leads/list/view/queries";
import { changeStatus } from "@/lib/leads/status/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { statementsOf } from "@/tests/support/statements";
import type { UserActor } from "@/lib/core/ctx";
import type { BoardBy, BoardCard, CardPage } from "@/lib/leads/board/schema";
import type { LeadList } from "@/lib/leads/list/schema";

const paramsOf = (list: Partial<LeadList>) => Object.fromEntries(new URLSearchParams(listQuery(list)));

async function board(actor: UserActor, by: BoardBy = "status", list: Partial<LeadList> = {}) {
  const ctx = ctxOf(actor);
  const view = await listView(ctx, paramsOf(list), "en");
  const [now, totals] = await Promise.all([boardNow(ctx, view, by), boardTotals(ctx, view, by)]);
  const ids = Object.values(now.pages).flatMap(({ cards }) => cards.map(({ id }) => id));
  return { ...now, totals, ids, view };
}

async function house() {
  const company = await makeCompany("Here");
  const other = await makeCompany("There");
  const employee = await makeUser("employee", [company.id], { firstName: "Ema" });
  const manager = await makeUser("manager", [company.id], { firstName: "Max" });
  const mine = await makeLead(company.id, { defaultOwnerId: employee.id });
  const unowned = await makeLead(company.id);
  const elsewhere = await makeLead(other.id);
  return { company, other, employee, manager, mine, unowned, elsewhere };
}

async function priced(leadId: string, cents: number, currency = "ARS") {
  await database().lead.update({ where: { id: leadId }, data: { amountCents: BigInt(cents), currency } });
}

describe("a board", () => {
  test("shows what resembles what was typed where nothing is as typed, as often as it is asked, and else only that", async () => {
    const { manager, company, other } = await house();
    const { id } = await makeLead(company.id, { contactName: "Verónica Villalba" });
    await makeLead(other.id, { contactName: "Verónica Villalba" });
    const seen = async (q: string) => {
      const ctx = ctxOf(manager);
      const view = await shownView(ctx, await listView(ctx, { q }, "en"));
      const [now, again, cards, totals] = await Promise.all([
        boardNow(ctx, view, "status"),
        boardAgain(ctx, { by: "status", params: { q } }),
        cardsNow(ctx, { by: "status", ids: [id], params: { q } }),
        totalsNow(ctx, { by: "status", params: { q } }),
      ]);
      const idsOf = ({ pages }: typeof now) =>
        Object.values(pages).flatMap((page) => page.cards.map((card) => card.id));
      const counts = Object.values(totals).map(({ count }) => count);
      return [idsOf(now), idsOf(again), cards.matching, counts, view.similar.length];
    };
    expect(await seen("veronica vilalba")).toStrictEqual([[id], [id], [id], [1], 1]);
    expect(await seen("villalba")).toStrictEqual([[id], [id], [id], [1], 0]);
    expect(await seen("zzzzqqqq")).toStrictEqual([[], [], [], [], 0]);
  });

  test("has a column for each status in their order, and what is closed folded and unread", async () => {
    const { manager } = await house();
    const { columns, pages } = await board(manager);
    const statuses = await database().status.findMany({ where: { active: true }, orderBy: { position: "asc" } });
    expect(columns.map(({ key }) => key)).toStrictEqual(statuses.map(({ id }) => id));
    const closed = statuses.filter(({ phase }) => phase === "closed").map(({ id }) => id);
    expect(columns.filter(({ folded }) => folded).map(({ key }) => key)).toStrictEqual(closed);
    expect(Object.keys(pages)).toHaveLength(statuses.length - closed.length);
    const found = await board(manager, "status", { q: "zzzz" });
    expect(found.columns.some(({ folded }) => folded)).toBe(false);
  });

  test("has the columns that its filters leave; closed ones that were asked for aren't folded", async () => {
    const { manager } = await house();
    const { columns } = await board(manager, "status", { status: ["negative", "new-customer"] });
    expect(columns.map(({ key }) => key).sort()).toStrictEqual(
      [await statusId("negative"), await statusId("new-customer")].sort(),
    );
    expect(columns.some(({ folded }) => folded)).toBe(false);
    const both = (await board(manager, "status", { status: ["pending", "negative"] })).columns;
    expect(both.filter(({ folded }) => folded).map(({ key }) => key)).toStrictEqual([await statusId("negative")]);
  });

  test("shows an employee their own leads, a manager those of their companies, whatever the filter", async () => {
    const { employee, manager, mine, unowned, elsewhere, other } = await house();
    expect((await board(employee)).ids).toStrictEqual([mine.id]);
    expect((await board(manager)).ids.sort()).toStrictEqual([mine.id, unowned.id].sort());
    const widened = await board(employee, "status", { q: `L-${elsewhere.number}`, company: [other.id] });
    expect(widened.ids).toStrictEqual([]);
    expect(widened.totals).toStrictEqual({});
    const rows = await cardsNow(ctxOf(employee), {
      by: "status",
      ids: [mine.id, unowned.id, elsewhere.id, newId()],
      params: {},
    });
    expect(rows.cards.map(({ id }) => id)).toStrictEqual([mine.id]);
    expect(rows.matching).toStrictEqual([mine.id]);
  });

  test("by owner has nobody's first, then who can be given leads; an employee is told of nobody else", async () => {
    const { employee, manager, mine, unowned, company } = await house();
    const executive = await makeUser("executive", [company.id], { firstName: "Eva" });
    const seen = await board(manager, "owner");
    const keys = seen.columns.map(({ key }) => key);
    expect(keys[0]).toBe(NOBODY);
    expect(keys).toStrictEqual(expect.arrayContaining([employee.id, manager.id]));
    expect(keys).not.toContain(executive.id);
    expect(seen.pages[employee.id]?.cards.map(({ id }) => id)).toStrictEqual([mine.id]);
    expect(seen.pages[NOBODY]?.cards.map(({ id }) => id)).toStrictEqual([unowned.id]);
    expect((await board(employee, "owner")).columns.map(({ key }) => key)).toStrictEqual([employee.id]);
    const named = await board(manager, "owner", { owner: ["none", employee.id] });
    expect(named.columns.map(({ key }) => key)).toStrictEqual([NOBODY, employee.id]);
  });

  test("shows the leads of whoever left, and gives them no more", async () => {
    const { employee, manager } = await house();
    await database().user.update({ where: { id: employee.id }, data: { deactivatedAt: new Date() } });
    const { columns } = await board(manager, "owner");
    expect(columns.find(({ key }) => key === employee.id)).toMatchObject({ label: "Ema Tester", companyIds: [] });
  });

  test("refuses who may read no lead", async () => {
    const { employee } = await house();
    const nobody = { ...employee, permissions: {} };
    await expect(board(nobody)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(totalsNow(ctxOf(nobody), { by: "status", params: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const column = { by: "owner", key: NOBODY, after: undefined, params: {} } as const;
    await expect(furtherCards(ctxOf(nobody), column)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("refuses a filter that can't be read, where a program asks", async () => {
    const { manager } = await house();
    const asked = boardAgain(ctxOf(manager), { by: "status", params: { status: "nonsense" } });
    await expect(asked).rejects.toMatchObject({ code: "INVALID", fields: { status: "notValid" } });
  });
});

describe("a column", () => {
  test("counts all its leads and adds up their amounts by currency, of what its reader may see", async () => {
    const { manager, employee, company, mine, unowned, elsewhere } = await house();
    const third = await makeLead(company.id);
    await priced(mine.id, 100_50);
    await priced(unowned.id, 200_00);
    await priced(third.id, 70_00, "USD");
    await priced(elsewhere.id, 999_99);
    const pending = await statusId("pending");
    const { totals } = await board(manager);
    expect(totals[pending]?.count).toBe(3);
    expect(totals[pending]?.value).toStrictEqual(
      expect.arrayContaining([
        { currency: "ARS", cents: 300_50 },
        { currency: "USD", cents: 70_00 },
      ]),
    );
    expect((await board(employee)).totals).toStrictEqual({
      [pending]: { count: 1, value: [{ currency: "ARS", cents: 100_50 }] },
    });
    const owners = (await board(manager, "owner")).totals;
    expect(owners[NOBODY]?.count).toBe(2);
    expect(owners[employee.id]?.count).toBe(1);
  });

  test("is read on page by page, each lead once, in the order asked for", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const total = FIRST_CARDS + 60;
    for (let n = 0; n < total; n++)
      await makeLead(company.id, { contactName: `P ${n % 7}`, at: new Date(Date.UTC(2026, 0, 1, 0, n % 9)) });
    const pending = await statusId("pending");
    for (const list of [{}, { sort: "name" }, { sort: "priority", dir: "asc" }] as Partial<LeadList>[]) {
      const { pages } = await board(manager, "status", list);
      const page = pageOf(pages, pending);
      expect(page.cards).toHaveLength(FIRST_CARDS);
      const read = [...page.cards, ...(await restOf(manager, pending, list, page.next))];
      expect(new Set(read.map(({ id }) => id)).size).toBe(total);
      expect(read).toHaveLength(total);
    }
  }, 60_000);

  test("gives each card a place by which a browser sorts as the database does, for every order", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const leads = await variousLeads(company.id);
    const pending = await statusId("pending");
    for (const sort of LIST_SORTS)
      for (const dir of ["asc", "desc"] as const) {
        const { pages } = await board(manager, "status", { sort, dir });
        const { cards } = pageOf(pages, pending);
        expect(cards).toHaveLength(leads.length);
        expect({ sort, dir, cards: cards.map(labelOf) }).toStrictEqual({
          sort,
          dir,
          cards: sorted(cards, directionIn({ sort, dir })).map(labelOf),
        });
        // Read one by one they have the same places.
        const again = await cardsNow(ctxOf(manager), {
          by: "status",
          ids: leads.map(({ id }) => id),
          params: paramsOf({ sort, dir }),
        });
        const placeOf = (all: BoardCard[]) => Object.fromEntries(all.map(({ id, place }) => [id, place]));
        expect(placeOf(again.cards)).toStrictEqual(placeOf(cards));
      }
  }, 60_000);

  test("has its first leads in any order, whether it has many of the first of all or none", async () => {
    const { company, employee, manager, mine, unowned } = await house();
    const dear = [];
    for (let at = 0; at < FIRST_CARDS + 3; at++) {
      const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
      await priced(lead.id, 1000 + at);
      dear.unshift(lead.id);
    }
    await priced(unowned.id, 1);
    const { pages, view } = await board(manager, "owner", {
      ...{ sort: "amount", dir: "desc", owner: [NOBODY, employee.id] },
    });
    const idsIn = (page: CardPage | undefined) => page?.cards.map(({ id }) => id);
    expect(idsIn(pages[NOBODY])).toStrictEqual([unowned.id]);
    expect(idsIn(pages[employee.id])).toStrictEqual(dear.slice(0, FIRST_CARDS));
    const params = paramsOf(view.list);
    const after = String(pages[employee.id]?.next);
    const rest = await furtherCards(ctxOf(manager), { by: "owner", key: employee.id, after, params });
    expect(idsIn(rest)).toStrictEqual([...dear.slice(FIRST_CARDS), mine.id]);
    expect(rest.next).toBeNull();
  });

  test("has a lead that was moved there, and no longer where it was", async () => {
    const { manager, unowned } = await house();
    const [pending, quote] = [await statusId("pending"), await statusId("to-quote")];
    await changeStatus(ctxOf(manager), { leadId: unowned.id, statusId: quote, seenStatusId: pending });
    const { pages, totals } = await board(manager);
    expect(pages[quote]?.cards.map(({ id }) => id)).toStrictEqual([unowned.id]);
    expect(pages[pending]?.cards.map(({ id }) => id)).not.toContain(unowned.id);
    expect(totals[quote]?.count).toBe(1);
    const left = await cardsNow(ctxOf(manager), { by: "status", ids: [unowned.id], params: { status: "pending" } });
    expect(left.cards).toHaveLength(1);
    expect(left.matching).toStrictEqual([]);
  });
});

test("a board costs the same few statements however many leads and columns", async () => {
  const { manager, company } = await house();
  const few = [await statements(manager, "status"), await statements(manager, "owner")];
  for (let n = 0; n < 30; n++) await makeLead(company.id);
  for (let n = 0; n < 5; n++) await makeUser("employee", [company.id]);
  const many = [await statements(manager, "status"), await statements(manager, "owner")];
  // The session's and the views' stand beside these.
  expect(Math.max(...few)).toBeLessThanOrEqual(7);
  expect(Math.min(...few)).toBeGreaterThan(1);
  expect(many).toStrictEqual(few);
});

const pageOf = (pages: Record<string, CardPage>, key: string) => pages[key] ?? { cards: [], next: null };

/** What a column has after its first page. */
async function restOf(actor: UserActor, key: string, list: Partial<LeadList>, from: string | null) {
  const read: BoardCard[] = [];
  for (let after = from; after !== null;) {
    const page = await furtherCards(ctxOf(actor), { by: "status", key, after, params: paramsOf(list) });
    read.push(...page.cards);
    after = page.next;
  }
  return read;
}

/** Names with and without accents, empty values, and moments, amounts and priorities that several share. */
async function variousLeads(companyId: string) {
  const names = ["ñandú", "", "Álvarez", "zoe", "Beto 2", "beto", "", "ana"];
  for (const [n, contactName] of names.entries()) {
    const at = new Date(Date.UTC(2026, 1, 1, 0, 0, 0, (n % 3) * 10));
    const lead = await makeLead(companyId, {
      contactName,
      firm: names.at(-n) ?? "",
      at,
      subChannel: n % 2 ? "Feria" : "",
    });
    const priority = ["low", "urgent", "normal"][n % 3] ?? "normal";
    const amountCents = n % 2 ? BigInt(n * 700) : null;
    await database().lead.update({ where: { id: lead.id }, data: { priority, amountCents } });
  }
  return database().lead.findMany({ where: { companyId } });
}

const labelOf = ({ label, place }: BoardCard) => `${label} ${place.part} ${place.value}`;

function sorted(cards: BoardCard[], dir: "asc" | "desc"): BoardCard[] {
  return cards.toSorted((one, other) => (standsAbove(one, other, dir) ? -1 : 1));
}

/** How many statements reading the board sends to the database. */
async function statements(actor: UserActor, by: BoardBy): Promise<number> {
  return (await statementsOf(() => board(actor, by))).sent.length;
}
