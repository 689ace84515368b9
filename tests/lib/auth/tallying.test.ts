import { GET } from "@/app/api/v1/leads/route";
import { signIn } from "@/lib/auth/commands";
import { tellCounted } from "@/lib/auth/tallying/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { countUp, putBack, takeCounted } from "@/lib/core/tally";
import { ask, makeKey } from "@/tests/support/api";
import { makeCompany, makeLead } from "@/tests/support/house";
import { makePerson } from "@/tests/support/people";

const home = { via: "door", address: "203.0.113.200", userAgent: "Test" } as const;
const told = (name: string) => database().event.findMany({ where: { name }, orderBy: { seq: "asc" } });

test("attempts that weren't looked at are one event with their number, and from where", async () => {
  const ana = await makePerson("employee");
  const visitor = systemCtx("sign-in", { from: home });
  const wrong = () => signIn(visitor, { login: ana.email, password: "not mine at all" }, home).catch(() => undefined);
  for (let times = 0; times < 12; times++) await wrong();
  expect(await told("user.signInFailed")).toHaveLength(5);
  await tellCounted();
  expect(await told("user.signInsBlocked")).toHaveLength(0);
  await tellCounted({ all: true });
  const [event, ...others] = await told("user.signInsBlocked");
  expect(others).toHaveLength(0);
  expect(event).toMatchObject({ subjectId: ana.id, payload: { attempts: 7 } });
  expect(await database().origin.findUnique({ where: { id: String(event?.originId) } })).toMatchObject(home);
  await tellCounted({ all: true });
  expect(await told("user.signInsBlocked")).toHaveLength(1);
});

test("what programs read, and keys that open nothing, are counted by key and place", async () => {
  const company = await makeCompany();
  await makeLead(company.id);
  const { key, id } = await makeKey({ companyIds: [company.id] });
  for (let times = 0; times < 3; times++) await ask(GET, "/api/v1/leads", { key });
  await ask(GET, "/api/v1/leads", { key: `${key.slice(0, -4)}AAAA` });
  await ask(GET, "/api/v1/leads", {});
  await tellCounted({ all: true });
  const [used, ...more] = await told("apiKey.used");
  expect(more).toHaveLength(0);
  expect(used).toMatchObject({ subjectId: id, actorType: "apiKey", actorId: id, payload: { requests: 3, leads: 3 } });
  expect((await told("apiKey.refused")).map(({ payload }) => payload)).toMatchObject([{ requests: 1 }]);
});

describe("a count", () => {
  afterEach(() => takeCounted(new Date(Date.now() + 1)));

  test("is of what is alike, and taken out once", () => {
    countUp("test", { who: "a" }, { times: 1 });
    countUp("test", { who: "b" }, { times: 1 });
    countUp("test", { who: "a" }, { times: 2 });
    expect(takeCounted(new Date(Date.now() - 60_000))).toStrictEqual([]);
    const taken = takeCounted(new Date());
    expect(taken.map(({ about, sums }) => [about["who"], sums["times"]])).toStrictEqual([
      ["a", 3],
      ["b", 1],
    ]);
    expect(takeCounted(new Date())).toStrictEqual([]);
  });

  test("that couldn't be told goes on counting from when it began", () => {
    countUp("test", { who: "a" }, { times: 1 });
    const first = new Date(Date.now() - 1000);
    for (const taken of takeCounted(new Date())) putBack({ ...taken, first });
    countUp("test", { who: "a" }, { times: 1 });
    expect(takeCounted(new Date())).toMatchObject([{ first, sums: { times: 2 } }]);
  });

  test("of a program that reads is drowned by no flood of keys that open nothing, nor by its own other names", () => {
    for (let n = 0; n < 1010; n++) countUp("refused", { address: `r${n}` }, { requests: 1 });
    for (let n = 0; n < 1010; n++) countUp("used", { address: `u${n}`, id: "k1", name: "Key" }, { requests: 1 });
    countUp("used", { address: "u", id: "k2", name: "Other" }, { requests: 1 });
    const used = takeCounted(new Date()).filter(({ kind }) => kind === "used");
    expect(used.every(({ about }) => about["id"] !== "")).toBe(true);
    expect(used.find(({ about }) => about["id"] === "k2")?.sums["requests"]).toBe(1);
  });

  test("takes no more memory for whoever always calls themselves otherwise", () => {
    for (let n = 0; n < 5000; n++) countUp("test", { who: `w${n}` }, { times: 1 });
    const taken = takeCounted(new Date());
    expect(taken.length).toBeLessThanOrEqual(1001);
    expect(taken.reduce((sum, { sums }) => sum + Number(sums["times"]), 0)).toBe(5000);
    expect(taken.find(({ about }) => about["who"] === "")?.sums["times"]).toBe(4000);
  });
});
