import { pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { announce, leave, onPresence, presentAt, stopPresence } from "@/lib/core/presence";
import type { PresenceChange } from "@/lib/core/presence";

const heard: PresenceChange[] = [];
/** A window's own clock. */
let clock = 1000;
beforeAll(async () => {
  // Only what tells the time: the database's own waiting goes on.
  jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
  onPresence((change) => heard.push(change));
  // What is said before this process listens is lost to it, until the next beat.
  const probe = newId();
  for (let tries = 0; presentAt(probe).length === 0 && tries < 400; tries++) {
    await elsewhere({ ...somebody(probe), at: ++clock });
    await new Promise((next) => setTimeout(next, 25));
  }
});
beforeEach(() => {
  heard.length = 0;
});
afterAll(() => {
  stopPresence();
  jest.useRealTimers();
});

const REAL = [
  ...(["nextTick", "queueMicrotask", "setImmediate", "clearImmediate", "setTimeout", "clearTimeout"] as const),
  ...(["hrtime", "performance"] as const),
];

const somebody = (subjectId: string, more: { key?: string; doing?: string | null; personId?: string } = {}) => ({
  ...{ subjectId, key: "ana:1", personId: "ana", name: "Ana", doing: null, companyIds: ["c"], ownerIds: [] },
  ...more,
});
const namesAt = (subjectId: string) => presentAt(subjectId).map(({ key, doing }) => ({ key, doing }));

/** As another process says it. */
const elsewhere = (said: object) => pool().query("select pg_notify('presence', $1)", [JSON.stringify(said)]);

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 200; tries++) await new Promise((next) => setTimeout(next, 25));
  expect(holds()).toBe(true);
}

test("coming, beginning to edit and leaving are told; being there still isn't", async () => {
  const lead = newId();
  const told = () => heard.filter(({ subjectId }) => subjectId === lead).length;
  await announce(somebody(lead), ++clock);
  expect(told()).toBe(1);
  await announce(somebody(lead), ++clock);
  expect(told()).toBe(1);
  await announce(somebody(lead, { doing: "email" }), ++clock);
  expect([told(), namesAt(lead)]).toStrictEqual([2, [{ key: "ana:1", doing: "email" }]]);
  await leave(lead, "ana:1", ++clock);
  expect([told(), namesAt(lead)]).toStrictEqual([3, []]);
});

test("who isn't heard of any more is gone within half a minute, and that is told", async () => {
  const lead = newId();
  await announce(somebody(lead), ++clock);
  jest.advanceTimersByTime(24_000);
  expect(namesAt(lead)).toHaveLength(1);
  await announce(somebody(lead), ++clock);
  jest.advanceTimersByTime(24_000);
  expect(namesAt(lead)).toHaveLength(1);
  heard.length = 0;
  jest.advanceTimersByTime(6000);
  expect(namesAt(lead)).toStrictEqual([]);
  expect(heard).toStrictEqual([{ subjectId: lead, companyIds: ["c"], ownerIds: [] }]);
});

test("a word that comes after its window left doesn't bring it back", async () => {
  const lead = newId();
  await announce(somebody(lead), ++clock);
  const late = ++clock;
  await leave(lead, "ana:1", ++clock);
  await announce(somebody(lead), late);
  expect(namesAt(lead)).toStrictEqual([]);
  await announce(somebody(lead), ++clock);
  expect(namesAt(lead)).toHaveLength(1);
});

test("what another process heard is known here", async () => {
  const lead = newId();
  const said = { ...somebody(lead, { key: "eva:1", personId: "eva" }), at: ++clock };
  await announce(somebody(newId()), ++clock);
  await elsewhere(said);
  await until(() => namesAt(lead).length === 1);
  await elsewhere({ subjectId: lead, key: "eva:1", at: ++clock });
  await until(() => namesAt(lead).length === 0);
  expect(namesAt(lead)).toStrictEqual([]);
});

test("an older word that comes late changes nothing", async () => {
  const lead = newId();
  await announce(somebody(lead, { doing: "email" }), ++clock);
  const late = { ...somebody(lead), at: clock - 500 };
  await elsewhere(late);
  // The next word on the same channel comes after it.
  const other = newId();
  await elsewhere({ ...somebody(other), at: ++clock });
  await until(() => namesAt(other).length === 1);
  expect(namesAt(lead)).toStrictEqual([{ key: "ana:1", doing: "email" }]);
});

test("a program that invents windows fills no memory and pushes nobody else out", async () => {
  const lead = newId();
  await announce(somebody(lead, { key: "eva:1", personId: "eva" }), ++clock);
  for (let window = 0; window < 50; window++) await announce(somebody(lead, { key: `ana:${window}` }), ++clock);
  const keys = namesAt(lead).map(({ key }) => key);
  expect(keys).toHaveLength(9);
  expect(keys).toContain("eva:1");
  expect(keys).toContain("ana:49");
});
