import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { openDemo, startDemo } from "@/lib/demo/commands";
import { firstSteps, loadStage } from "@/lib/demo/queries";
import { tellDemo } from "@/lib/demo/telling/commands";
import { ctxOf, makeUser } from "@/tests/support/house";

jest.setTimeout(120_000);

const NOW = new Date("2026-11-20T18:00:00Z");
const SCALE = { leads: 60, days: 365, now: NOW };

beforeAll(async () => {
  await database().organisation.upsert({
    where: { id: 1 },
    create: { id: 1, name: "Grupo", setUpAt: NOW },
    update: {},
  });
});

test("whoever has no leads yet is offered what they may do, the demo as long as it isn't loaded", async () => {
  const stepsOf = async (role: string) => firstSteps(ctxOf(await makeUser(role, [])));
  expect(await stepsOf("admin")).toStrictEqual(["connect", "import", "create", "demo"]);
  expect(await stepsOf("manager")).toStrictEqual(["import", "create"]);
  expect(await stepsOf("employee")).toStrictEqual(["create"]);
});

test("is refused to whoever doesn't manage the settings, and told once", async () => {
  const manager = await makeUser("manager", []);
  await expect(startDemo(ctxOf(manager), { leads: 60 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await startDemo(systemCtx("test"), { leads: 60 });
  await expect(startDemo(systemCtx("test"), { leads: 60 })).rejects.toMatchObject({ code: "PRECONDITION" });
});

test("a demo that is there already isn't offered any more", async () => {
  expect(await firstSteps(ctxOf(await makeUser("admin", [])))).toStrictEqual(["connect", "import", "create"]);
});

test("its people can be entered as by a link each, who has a password or is somebody real by none", async () => {
  const real = await makeUser("employee", []);
  const manager = await makeUser("manager", []);
  await expect(openDemo(ctxOf(manager))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await database().user.update({ where: { userName: "ana.ledesma" }, data: { passwordHash: "hers" } });
  const { people } = await openDemo(systemCtx("test"));
  expect(people).toHaveLength(6);
  expect(people.map(({ userName }) => userName)).not.toContain(real.id);
  expect(people.filter(({ linkToken }) => linkToken === null).map(({ userName }) => userName)).toStrictEqual([
    "ana.ledesma",
  ]);
  const links = await database().oneTimeToken.findMany({ include: { user: true } });
  expect(links.every(({ user }) => user.email.endsWith("@equipo.example"))).toBe(true);
  expect(await database().event.count({ where: { name: "demo.opened" } })).toBe(1);
});

test("tells a year of leads through intake and the team's own commands, as history at its own times", async () => {
  const stage = await loadStage(systemCtx("test"));
  await tellDemo(stage, { ...SCALE, now: NOW });
  const told = await database().delivery.groupBy({ by: ["state"], where: { via: "demo" }, _count: true });
  expect(told.reduce((sum, { _count }) => sum + _count, 0)).toBe(60);
  const states = told.map(({ state }) => state);
  expect(states).not.toContain("failed");
  expect(states).toContain("spam");
  const events = await database().event.findMany({ where: { subjectType: "lead" } });
  expect([...new Set(events.map(({ name }) => name))]).toStrictEqual(
    expect.arrayContaining([
      "lead.created",
      "lead.classified",
      "lead.statusChanged",
      "lead.assigned",
      "lead.contactLogged",
      "lead.noteAdded",
    ]),
  );
  expect(events.filter(({ history }) => !history)).toStrictEqual([]);
  expect(events.filter(({ occurredAt }) => occurredAt >= NOW)).toStrictEqual([]);
  expect(await database().lead.count({ where: { receivedAt: { gte: NOW } } })).toBe(0);
});

test("told again after a stop goes on where it was and tells nothing twice", async () => {
  const before = await database().event.count();
  await tellDemo(await loadStage(systemCtx("test")), SCALE);
  expect(await database().event.count()).toBe(before);
  expect(await database().delivery.count({ where: { via: "demo" } })).toBe(60);
});
