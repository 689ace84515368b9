import { GET as readEvents } from "@/app/api/v1/events/route";
import { GET as readTasks } from "@/app/api/v1/tasks/route";
import { GET as readUsers } from "@/app/api/v1/users/route";
import { ENDPOINTS } from "@/lib/api/schema";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { updateUser } from "@/lib/users/editing/commands";
import { readCursor } from "@/lib/webhooks/reading/cursor";
import { ask, makeKey } from "@/tests/support/api";
import { eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { z } from "zod";

const HANDLERS = { users: readUsers, tasks: readTasks, events: readEvents };
type Room = keyof typeof HANDLERS;

async function house(more: Parameters<typeof makeKey>[0] = {}) {
  const company = await makeCompany();
  const { key } = await makeKey({ companyIds: [company.id], ...more });
  const list = (room: Room, query = "") => ask(HANDLERS[room], `/api/v1/${room}${query}`, { key });
  return { company, key, list };
}

const rowsIn = (body: Record<string, unknown>, room: Room) => body[room] as Record<string, unknown>[];
const idsIn = (body: Record<string, unknown>, room: Room) => rowsIn(body, room).map(({ id }) => id);

function schemaOf(room: Room): z.ZodType {
  const schema = ENDPOINTS.find(({ id }) => id.toLowerCase() === `list${room}`)?.answers[200]?.schema;
  if (!schema) throw new Error(`${room} isn't documented`);
  return schema;
}

async function taskOn(leadId: string | null, assigneeId: string, more: object = {}) {
  const data = { leadId, assigneeId, title: "Llamar", dueAt: new Date("2026-12-01T12:00:00Z"), ...more };
  return (await database().task.create({ data })).id;
}

test("users come by pages and are those of the key's companies, who has no access any more too", async () => {
  const { company, list } = await house();
  const elsewhere = await makeCompany();
  await makeUser("employee", [elsewhere.id]);
  const ids = [];
  for (const role of ["employee", "manager", "employee"]) ids.push((await makeUser(role, [company.id])).id);
  await database().user.update({ where: { id: String(ids[0]) }, data: { deactivatedAt: new Date() } });
  await database().user.update({ where: { id: String(ids[1]) }, data: { outAt: new Date() } });
  const first = await list("users", "?limit=2");
  expect(schemaOf("users").parse(first.body)).toStrictEqual(first.body);
  expect(JSON.stringify(first.body)).not.toMatch(/password|secret/i);
  const second = await list("users", `?limit=2&cursor=${String(first.body["next"])}`);
  expect([...idsIn(first.body, "users"), ...idsIn(second.body, "users")]).toStrictEqual(ids);
  expect(second.body["next"]).toBeNull();
  expect(idsIn((await list("users", "?active=no")).body, "users")).toStrictEqual([ids[0], ids[1]]);
  expect(idsIn((await list("users", "?active=yes")).body, "users")).toStrictEqual([ids[2]]);
  expect(idsIn((await list("users", `?company=${elsewhere.id}`)).body, "users")).toStrictEqual([]);
});

test("of who works for several companies, a key learns those it reaches: neither the others' names nor by asking for them", async () => {
  const { company, list } = await house();
  const elsewhere = await makeCompany("Elsewhere");
  const shared = await makeUser("employee", [company.id, elsewhere.id]);
  const { body } = await list("users");
  expect(rowsIn(body, "users")).toMatchObject([{ id: shared.id, companies: [{ id: company.id }] }]);
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`Elsewhere|${elsewhere.id}`));
  expect(idsIn((await list("users", `?company=${elsewhere.id}`)).body, "users")).toStrictEqual([]);
  expect(idsIn((await list("users", `?company=${company.id}`)).body, "users")).toStrictEqual([shared.id]);
});

test("tasks are those on the leads that the key reaches", async () => {
  const { company, list } = await house();
  const [lead, other] = [await makeLead(company.id), await makeLead((await makeCompany()).id)];
  const [ana, beto] = [await makeUser("employee", [company.id]), await makeUser("employee", [company.id])];
  const ids = [await taskOn(lead.id, ana.id), await taskOn(lead.id, beto.id, { doneAt: new Date(), doneById: ana.id })];
  await taskOn(other.id, ana.id);
  await taskOn(null, ana.id);
  const all = await list("tasks");
  expect(schemaOf("tasks").parse(all.body)).toStrictEqual(all.body);
  expect(idsIn(all.body, "tasks")).toStrictEqual(ids);
  const first = await list("tasks", "?limit=1");
  expect(idsIn((await list("tasks", `?cursor=${String(first.body["next"])}`)).body, "tasks")).toStrictEqual([ids[1]]);
  const filtered = async (query: string) => idsIn((await list("tasks", query)).body, "tasks");
  await expect(filtered("?done=no")).resolves.toStrictEqual([ids[0]]);
  await expect(filtered(`?assignee=${beto.id}`)).resolves.toStrictEqual([ids[1]]);
  await expect(filtered(`?lead=${lead.id}&dueBefore=2026-12-01T12:00:00Z`)).resolves.toStrictEqual([]);
  await expect(filtered(`?lead=${other.id}`)).resolves.toStrictEqual(await filtered(`?lead=${newId()}`));
});

/** All that a key is told from a place on, and where that ends. */
async function readOn(list: (room: Room, query: string) => ReturnType<typeof ask>, from: string, more = "") {
  const told: Record<string, unknown>[] = [];
  for (let after = from, isMore = true; ;) {
    const { body } = await list("events", `?after=${after}${more}`);
    told.push(...rowsIn(body, "events"));
    [after, isMore] = [String(body["next"]), body["more"] === true];
    if (!isMore) return { told, next: after };
  }
}
const seqOf = (event: Record<string, unknown>) => (event["data"] as { seq: string }).seq;

/** Tests beside this one hold transactions open on the same server, and a reader waits for whoever began earlier. */
async function nobodyEarlier(): Promise<void> {
  const waits = `select 1 from "Event" where xid >= pg_snapshot_xmin(pg_current_snapshot())`;
  while ((await pool().query(waits)).rows.length > 0) await new Promise((done) => setTimeout(done, 20));
}

test("events go on where they ended, by pages, and only of the key's companies", async () => {
  const { company, list } = await house();
  const { body } = await list("events", "?after=now");
  expect(body).toMatchObject({ events: [], more: false });
  const [lead] = [await makeLead(company.id), await makeLead((await makeCompany()).id)];
  await makeLead(company.id, { history: true });
  await nobodyEarlier();
  const { told, next } = await readOn(list, String(body["next"]), "&type=lead.created&limit=1");
  expect(told).toMatchObject([
    { type: "lead.created", data: { subject: { id: lead.id, number: lead.number }, history: false } },
    { data: { history: true } },
  ]);
  expect((await readOn(list, next)).told).toStrictEqual([]);
  const after = await makeLead(company.id);
  await nobodyEarlier();
  const later = await list("events", `?after=${next}`);
  expect(schemaOf("events").parse(later.body)).toStrictEqual(later.body);
  expect(rowsIn(later.body, "events").map(seqOf)).toStrictEqual(
    (await eventsOf(after.id)).map(({ seq }) => String(seq)),
  );
});

test("what is committed late is told late, and not skipped", async () => {
  const { company, list } = await house();
  const { body } = await list("events", "?after=now");
  const client = await pool().connect();
  const early = newId();
  await client.query("begin");
  await client.query(
    `insert into "Event" (name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", "companyIds", "occurredAt", "requestId")
     values ('lead.updated', 'system', 't', 'lead', $1, 'T', array[$2::uuid], now(), 'test')`,
    [early, company.id],
  );
  const late = await makeLead(company.id);
  const before = await readOn(list, String(body["next"]));
  expect(before.told).toStrictEqual([]);
  await client.query("commit");
  client.release();
  await nobodyEarlier();
  const { told } = await readOn(list, before.next);
  const subjects = told.map((event) => (event["data"] as { subject: { id: string } }).subject.id);
  expect(subjects.filter((id) => id === early)).toHaveLength(1);
  expect(subjects).toContain(late.id);
});

test("a key is told of what it may read, and of nothing else", async () => {
  const { company, list } = await house({ permissions: ["user.read"] });
  const { body } = await list("events", "?after=now");
  await makeLead(company.id);
  await nobodyEarlier();
  expect((await readOn(list, String(body["next"]))).told).toStrictEqual([]);
  const { list: sender } = await house({ permissions: ["lead.create"] });
  await expect(sender("events")).resolves.toMatchObject({ status: 403 });
});

test.each<[Room, string, string]>([
  ["users", "?colour=red", "colour"],
  ["users", "?limit=201", "limit"],
  ["users", "?cursor=x", "cursor"],
  ["users", "?active=perhaps", "active"],
  ["users", "?updatedSince=yesterday", "updatedSince"],
  ["tasks", "?colour=red", "colour"],
  ["tasks", "?lead=10234", "lead"],
  ["tasks", "?dueBefore=2026-12-01", "dueBefore"],
  ["events", "?colour=red", "colour"],
  ["events", "?after=x", "after"],
  ["events", "?type=user.signedIn", "type"],
  ["events", "?limit=0", "limit"],
])("%s%s is refused by its name", async (room, query, field) => {
  const { list } = await house();
  const answer = await list(room, query);
  expect(answer).toMatchObject({ status: 422, body: { code: "INVALID" } });
  expect(Object.keys(answer.body["fields"] as object)).toStrictEqual([field]);
});

test.each(["", "1", "1.2.3", "-1.2", "9999999999999999999.1", "1.9999999999999999999", "1.2; drop"])(
  "%j is no place in the log",
  (text) => {
    expect(readCursor(Buffer.from(text).toString("base64url"))).toBeUndefined();
  },
);

test.each([
  ["tasks", "?dueBefore=0000-01-01T00:00:00Z", "dueBefore"],
  ["tasks", "?dueBefore=9999-12-31T23:59:59-12:00", "dueBefore"],
  ["users", "?updatedSince=0000-01-01T00:00:00Z", "updatedSince"],
  ["tasks", "?done=", "done"],
] as const)("%s%s is refused by its name", async (room, query, field) => {
  const { list } = await house();
  const { status, body } = await list(room, query);
  expect([status, Object.keys(body["fields"] as object)]).toStrictEqual([422, [field]]);
});

test("an event tells of no company that the key doesn't reach, neither that it was its nor that it became it", async () => {
  const { company, list } = await house();
  const other = await makeCompany();
  const user = await makeUser("employee", [company.id]);
  const companyIds = [company.id, other.id];
  await updateUser(systemCtx("test"), { userId: user.id, set: { companyIds }, seen: { companyIds: [company.id] } });
  await nobodyEarlier();
  const ofUser = (body: Record<string, unknown>) =>
    rowsIn(body, "events").filter((event) => JSON.stringify(event).includes(user.id));
  const { key } = await makeKey();
  const all = ofUser((await ask(readEvents, "/api/v1/events?type=user.updated&limit=200", { key })).body);
  expect(all).toMatchObject([{ data: { companies: expect.arrayContaining(companyIds) as string[] } }]);
  const told = ofUser((await list("events", "?type=user.updated&limit=200")).body);
  expect(told).toMatchObject([{ data: { companies: [company.id] } }]);
  expect(JSON.stringify(told)).not.toContain(other.id);
});
