import { isFiltered, leadsHref, listQuery, readList, withoutFilters } from "@/lib/leads/list/schema";
import type { LeadList } from "@/lib/leads/list/schema";

const read = (query: string) => {
  const params: Record<string, string> = Object.fromEntries(new URLSearchParams(query));
  return readList(params);
};

describe("the list's address", () => {
  test("says again what was read from it", () => {
    const list: Partial<LeadList> = {
      q: "pérez & cía",
      status: ["pending", "quoted"],
      owner: ["me", "none"],
      campaign: ["a, b", "back\\slash"],
      received: "7d",
      contacted: "no",
      filter: '{"field":"number","op":"is","value":1}',
      sort: "name",
      dir: "desc",
    };
    const address = listQuery(list);
    const { list: again, problems } = read(address);
    expect(again).toMatchObject(list);
    expect(problems).toStrictEqual([]);
    expect(listQuery(again)).toBe(address);
  });

  test("is bare when nothing is asked for", () => {
    expect(leadsHref(read("").list)).toBe("/leads?view=all");
    expect(leadsHref()).toBe("/leads?view=all");
  });

  test.each([
    ["sort=salary", "sort"],
    ["dir=sideways", "dir"],
    ["received=soon", "received"],
    ["from=2026-02-31x", "from"],
    ["from=yesterday", "from"],
    ["to=0000-00-00", "to"],
    ["phase=cold,warm", "phase"],
    ["priority=huge", "priority"],
    ["contacted=maybe", "contacted"],
    ["q=%00abc", "q"],
  ])("leaves out what it can't read, and names it: %s", (query, param) => {
    const { list, problems } = read(query);
    expect(problems).toStrictEqual([param]);
    expect(list.sort).toBe("received");
    expect(list.from).toBe("");
  });

  test("keeps the rest of a filter that names one unknown value", () => {
    expect(read("phase=cold,warm").list.phase).toStrictEqual(["cold"]);
  });

  test("keeps the order when filters are cleared", () => {
    const { list } = read("sort=firm&dir=desc&status=pending&q=x");
    expect(isFiltered(list)).toBe(true);
    const cleared = withoutFilters(list);
    expect(isFiltered(cleared)).toBe(false);
    expect(cleared).toMatchObject({ sort: "firm", dir: "desc", status: [], q: "" });
  });

  test("takes repeated parameters without failing", () => {
    expect(readList({ sort: ["name", "firm"], status: ["pending", "quoted,negative"] }).list).toMatchObject({
      sort: "name",
      status: ["pending", "quoted", "negative"],
    });
  });
});
