import { classify, OTHERWISE } from "@/lib/intake/classification";
import { differences } from "@/lib/intake/rules/preview/comparison";
import { readDate, readNumber } from "@/lib/core/quantities";
import type { Condition } from "@/lib/core/condition/schema";
import type { RuleEffect, RuleList } from "@/lib/intake/rules/schema";
import type { Understood } from "@/lib/intake/schema";

const AT = { now: new Date("2026-11-23T12:00:00Z"), timeZone: "America/Argentina/Buenos_Aires" };

function facts(item: Partial<Understood>, submittedAt = "2026-11-23T12:00:00Z") {
  const whole = { form: { id: null, name: null }, utm: {}, extra: {}, ...item } as Understood;
  const place = { sourceId: "0190a000-0000-7000-8000-00000000000a", companyId: "0190a000-0000-7000-8000-00000000000b" };
  return { ...place, item: whole, submittedAt: new Date(submittedAt), timeZone: AT.timeZone };
}

const rule = (name: string, condition: Condition, effect: RuleEffect, stop = false) => ({
  ...{ id: name, name, condition, effect, stop },
});
const list = (rules: RuleList["rules"] = [], otherwise: RuleEffect = {}, version = 1): RuleList => ({
  ...{ version, rules, otherwise },
});
const ALWAYS: Condition = { all: [] };

const said = (own: RuleList, item: Partial<Understood> = {}, shared = list(), submittedAt?: string) =>
  classify(facts(item, submittedAt), { own, shared }, AT);

describe("the first look", () => {
  test("lets the earlier rule decide, adds up tags and points, and says what each decided", () => {
    const own = list([
      rule("first", ALWAYS, { priority: "high", tags: ["a"], points: 30 }),
      rule("second", ALWAYS, { priority: "low", statusKey: "negative", tags: ["a", "b"], points: -5 }),
    ]);
    expect(said(own)).toStrictEqual({
      score: 25,
      effect: { priority: "high", statusKey: "negative", tags: ["a", "b"] },
      rules: [
        { id: "first", name: "first", version: 1, decided: ["priority", "tags"], points: 30 },
        { id: "second", name: "second", version: 1, decided: ["status", "tags"], points: -5 },
      ],
    });
  });

  test("asks the source's rules first and those for every source after them, each with its version", () => {
    const own = list([rule("own", ALWAYS, { priority: "high" })], {}, 4);
    const shared = list([rule("shared", ALWAYS, { priority: "low", points: 10 })], {}, 9);
    const { effect, rules } = said(own, {}, shared);
    expect(effect.priority).toBe("high");
    expect(rules.map(({ id, version }) => [id, version])).toStrictEqual([
      ["own", 4],
      ["shared", 9],
    ]);
  });

  test("stops where a rule that matched says so, and not where it didn't match", () => {
    const stop = (condition: Condition) => list([rule("stop", condition, {}, true), rule("after", ALWAYS, {})]);
    const shared = list([rule("shared", ALWAYS, {})]);
    expect(said(stop(ALWAYS), {}, shared).rules.map(({ id }) => id)).toStrictEqual(["stop"]);
    const other = said(stop({ field: "service", op: "is", value: "x" }), {}, shared);
    expect(other.rules.map(({ id }) => id)).toStrictEqual(["after", "shared"]);
  });

  test("says the else only of what no rule matched; the source's own before that for every source", () => {
    const never: Condition = { field: "service", op: "is", value: "x" };
    const shared = list([], { priority: "low" }, 2);
    const silent = said(list([rule("never", never, {})], { priority: "urgent" }, 7), {}, shared);
    expect(silent.effect.priority).toBe("urgent");
    expect(silent.rules).toMatchObject([{ id: OTHERWISE, version: 7 }]);
    expect(said(list(), {}, shared).effect.priority).toBe("low");
    expect(said(list([rule("always", ALWAYS, {})], { priority: "urgent" }), {}, shared).effect).toStrictEqual({});
  });

  test.each([
    [[80, 40], 100],
    [[-30], 0],
    [[90, 40, -40], 90],
    [[], 0],
  ])("of points %p makes the score %i", (points, score) => {
    expect(said(list(points.map((one, index) => rule(`r${index}`, ALWAYS, { points: one })))).score).toBe(score);
  });

  test.each<[Condition, Partial<Understood>, number]>([
    [{ field: "extra.Rubro", op: "isEmpty" }, {}, 1],
    [{ field: "extra.Rubro", op: "startsWith", value: "vin" }, { extra: { Rubro: "Vinos" } }, 1],
    [{ field: "extra.Rubro", op: "in", value: ["agro", "vinos"] }, { extra: { Rubro: ["Vinos", "Agro"] } }, 0],
    [{ field: "number.Pallets", op: "gte", value: 40 }, { extra: { Pallets: "1.200 pallets" } }, 1],
    [{ field: "number.Pallets", op: "gte", value: 40 }, { extra: { Pallets: "muchos" } }, 0],
    [{ field: "date.Desde", op: "onOrAfter", value: "2026-12-01" }, { extra: { Desde: "05/12/2026" } }, 1],
    [{ field: "date.Desde", op: "onOrAfter", value: "2026-12-01" }, { extra: { Desde: "30/11/2026" } }, 0],
    [{ field: "consent", op: "is", value: true }, { consent: true }, 1],
    [{ not: { any: [{ field: "email", op: "matches", value: "*@gmail.*" }] } }, { email: "a@firma.com" }, 1],
    [{ field: "source", op: "is", value: "0190A000-0000-7000-8000-00000000000a" }, {}, 1],
    [{ field: "company", op: "is", value: "0190a000-0000-7000-8000-00000000000c" }, {}, 0],
  ])("understands %j", (condition, item, expected) => {
    expect(said(list([rule("r", condition, {})]), item).rules).toHaveLength(expected);
  });

  test("reads weekday and hour in the source's zone", () => {
    // A Sunday evening here, Monday in UTC.
    const at = "2026-11-23T01:30:00Z";
    const weekday = (value: string) => list([rule("r", { field: "weekday", op: "in", value: [value] }, {})]);
    const hour = (value: number) => list([rule("r", { field: "hour", op: "is", value }, {})]);
    expect(said(weekday("7"), {}, list(), at).rules).toHaveLength(1);
    expect(said(weekday("1"), {}, list(), at).rules).toHaveLength(0);
    expect(said(hour(22), {}, list(), at).rules).toHaveLength(1);
    expect(said(hour(1), {}, list(), at).rules).toHaveLength(0);
  });
});

test.each([
  ["1500", 1500],
  ["1.500", 1500],
  ["1.500,50", 1500.5],
  ["1,500.50", 1500.5],
  ["2,5 tn", 2.5],
  ["$ 300", 300],
  ["1.250.000", 1_250_000],
  ["-4", -4],
  ["entre 10 y 20", null],
  ["L-10234", null],
  ["", null],
])("reads %p as the number %p", (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});

test.each([
  ["2026-12-05", "2026-12-05"],
  ["5/12/2026", "2026-12-05"],
  ["05-12-2026 10:30", "2026-12-05"],
  ["31/02/2026", null],
  ["mañana", null],
])("reads %p as the day %p", (typed, day) => {
  expect(readDate(typed)).toBe(day);
});

test("what two lists say of one lead is compared as it would stand on the lead", () => {
  const defaults = { statusKey: "pending", leadTypeKey: "other", companyKey: "a", ownerId: "" };
  const before = { effect: {}, score: 0 };
  const after = { effect: { statusKey: "negative", leadTypeKey: "other", tags: ["x"] }, score: 10 };
  expect(differences(before, after, defaults)).toStrictEqual([
    { field: "status", from: "pending", to: "negative" },
    { field: "tags", from: "", to: "x" },
    { field: "score", from: "0", to: "10" },
  ]);
  expect(differences(before, { effect: { priority: "normal" }, score: 0 }, defaults)).toStrictEqual([]);
});
