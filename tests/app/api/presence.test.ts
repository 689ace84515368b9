import { GET } from "@/app/api/live/route";
import { POST } from "@/app/api/live/presence/route";
import { currentActor } from "@/lib/auth/session";
import { database } from "@/lib/core/db";
import { stopLive } from "@/lib/core/live";
import { stopPresence } from "@/lib/core/presence";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { heardOn } from "@/tests/support/live-stream";
import type { UserActor } from "@/lib/core/ctx";

jest.mock("@/lib/auth/session", () => ({ currentActor: jest.fn() }));
jest.setTimeout(30_000);
afterAll(async () => {
  stopPresence();
  await stopLive();
});

const WINDOW = "0123456789abcdef";
let clock = 0;

async function say(actor: UserActor | undefined, said: object) {
  jest.mocked(currentActor).mockResolvedValueOnce(actor);
  const request = new Request("http://server/api/live/presence", {
    method: "POST",
    body: JSON.stringify({ at: ++clock, ...said }),
  });
  const answer = await POST(request, { params: Promise.resolve({}) });
  const body = answer.status === 205 ? {} : ((await answer.json()) as { people?: object[] });
  return { status: answer.status, body };
}

async function listen(actor: UserActor) {
  jest.mocked(currentActor).mockResolvedValueOnce(actor);
  return heardOn(GET);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 200; tries++) await new Promise((next) => setTimeout(next, 25));
  expect(holds()).toBe(true);
}

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const colleague = await makeUser("employee", [company.id]);
  const elsewhere = await makeCompany();
  const stranger = await makeUser("manager", [elsewhere.id]);
  const executive = await makeUser("executive", []);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  return { manager, employee, colleague, stranger, executive, lead, elsewhere };
}

/** Whoever may see the lead is here and sees who is; for all others there is no such lead. */
const RIGHTS = [
  { who: "employee", status: 200 },
  { who: "manager", status: 200 },
  { who: "executive", status: 200 },
  { who: "colleague", status: 205 },
  { who: "stranger", status: 205 },
] as const;

test.each(RIGHTS)("$who is answered $status", async ({ who, status }) => {
  const all = await house();
  expect((await say(all[who], { leadId: all.lead.id, window: WINDOW })).status).toBe(status);
});

test("one sees the others and what they edit, each once, and not oneself", async () => {
  const { manager, employee, lead } = await house();
  await say(employee, { leadId: lead.id, window: WINDOW, field: "email" });
  await say(employee, { leadId: lead.id, window: WINDOW.replaceAll("0", "1"), field: "phone" });
  const seen = await say(manager, { leadId: lead.id, window: WINDOW });
  expect(seen.body.people).toStrictEqual([{ id: employee.id, name: "Emilio Tester", fields: ["email", "phone"] }]);
  await say(employee, { leadId: lead.id, window: WINDOW, leaves: true });
  const after = await say(manager, { leadId: lead.id, window: WINDOW });
  expect(after.body.people).toMatchObject([{ fields: ["phone"] }]);
});

test("nobody speaks for another's window, and nonsense is refused", async () => {
  const { manager, employee, executive, lead } = await house();
  await say(employee, { leadId: lead.id, window: WINDOW });
  await say(executive, { leadId: lead.id, window: WINDOW, leaves: true });
  expect((await say(manager, { leadId: lead.id, window: WINDOW })).body.people).toHaveLength(1);
  for (const said of [{ window: "x" }, { field: "<b>" }, { field: "x".repeat(500) }, { leadId: "1" }, { at: -1 }]) {
    const answer = await say(manager, { leadId: lead.id, window: WINDOW, ...said });
    expect(answer.status).toBe(422);
  }
  expect((await say(undefined, { leadId: lead.id, window: WINDOW })).status).toBe(205);
});

test("whoever lost sight of a lead hears no more of who is there", async () => {
  const { manager, employee, lead } = await house();
  await say(manager, { leadId: lead.id, window: WINDOW });
  await database().lead.update({ where: { id: lead.id }, data: { ownerId: manager.id } });
  expect((await say(employee, { leadId: lead.id, window: WINDOW })).status).toBe(205);
});

test("the stream says that somebody came, to those who may see the lead, and names nobody", async () => {
  const { manager, employee, stranger, lead, elsewhere } = await house();
  const [toManager, toStranger] = [await listen(manager), await listen(stranger)];
  await say(employee, { leadId: lead.id, window: WINDOW });
  await until(() => toManager.heard.some(({ id }) => id === lead.id));
  expect(toManager.heard.filter(({ id }) => id === lead.id)).toStrictEqual([
    { name: "presence.lead", id: lead.id, actorId: null },
  ]);
  // What comes after it on the stranger's own stream shows that it isn't merely late.
  const own = await makeLead(elsewhere.id);
  await say(stranger, { leadId: own.id, window: WINDOW });
  await until(() => toStranger.heard.some(({ id }) => id === own.id));
  expect(toStranger.heard.filter(({ id }) => id === lead.id)).toStrictEqual([]);
  await toManager.end();
  await toStranger.end();
});
