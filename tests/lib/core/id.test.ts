import { firstIdOf, isId, newId } from "@/lib/core/id";

const MANY = 5000;

afterEach(() => {
  jest.useRealTimers();
});

test("ids are uuid v7, each another, and each larger than the one before, also within one millisecond", () => {
  jest.useFakeTimers({ now: new Date("2026-03-04T05:06:07.089Z") });
  const ids = Array.from({ length: MANY }, newId);
  expect(new Set(ids.map((id) => `${isId(id)} ${id[14]}`))).toStrictEqual(new Set(["true 7"]));
  expect(new Set(ids).size).toBe(MANY);
  expect([...ids].sort()).toStrictEqual(ids);
  // What makes them hard to guess is drawn for each: of two that follow each other the end has nothing in common.
  expect(new Set(ids.map((id) => id.slice(24))).size).toBe(MANY);
});

test("an id says when it was made, and none is smaller than the first of its moment", () => {
  const moment = new Date("2026-03-04T05:06:07.089Z");
  jest.useFakeTimers({ now: moment });
  const id = newId();
  expect(id > firstIdOf(moment)).toBe(true);
  expect(id < firstIdOf(new Date(moment.getTime() + 1000))).toBe(true);
});

test("a clock that is put back makes none that is smaller", () => {
  jest.useFakeTimers({ now: new Date("2026-03-04T05:06:07.089Z") });
  const before = newId();
  jest.setSystemTime(new Date("2026-03-04T05:00:00Z"));
  expect(newId() > before).toBe(true);
});

test("what isn't written as a key is none", () => {
  expect([isId("0197"), isId(""), isId(newId().toUpperCase())]).toStrictEqual([false, false, true]);
});
