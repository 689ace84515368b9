import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { closeDatabase, database } from "@/lib/core/db";
import { drainSpool } from "@/lib/intake/receiving/commands";
import { MOST_SPOOLED_BYTES, MOST_UNKNOWN, spoolState } from "@/lib/intake/receiving/gateway";
import { ownDataFolder, wireDatabase } from "@/tests/support/database-switch";
import { makeSource, openDoor, requestBytes, sendBytes } from "@/tests/support/intake";
import type { DatabaseSwitch } from "@/tests/support/database-switch";
import type { DoorServer, TestSource } from "@/tests/support/intake";

jest.setTimeout(30_000);

const folder = path.join(ownDataFolder(), "spool");
let wire: DatabaseSwitch;
let server: DoorServer;

beforeAll(async () => {
  wire = await wireDatabase();
  server = await openDoor();
});
afterAll(async () => {
  await server.close();
  await closeDatabase();
  await wire.close();
  fs.rmSync(path.dirname(folder), { recursive: true });
});

const waiting = () =>
  fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".delivery")) : [];
const send = (source: TestSource, body: string, address = source.path) =>
  sendBytes(server.port, requestBytes(address, body));
const stored = (source: TestSource) =>
  database().delivery.findMany({ where: { sourceId: source.id }, orderBy: { id: "asc" } });

/** The door leaves a database that failed in peace for a second. */
const rest = () => new Promise((done) => setTimeout(done, 1100));

async function drained(): Promise<void> {
  await wire.on();
  // A connection that was cut may still lie in the pool and fail once.
  for (let tried = 0; tried < 5 && waiting().length > 0; tried++) await drainSpool();
  await rest();
}

test("without its database the door keeps what comes on disk and answers 200; it comes in once, in order", async () => {
  const source = await makeSource();
  await send(source, "first=1");
  await wire.off();
  const replies = [];
  for (const name of ["ana", "bruno", "carla"]) replies.push(await send(source, `nombre=${name}`));
  const wrong = await send(source, "a=b", `/api/intake/${source.id}/wrong`);
  expect(replies.map(({ status }) => status)).toStrictEqual([200, 200, 200]);
  expect(wrong.status).toBe(401);
  expect(waiting()).toHaveLength(4);
  const onDisk = waiting().map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
  expect(onDisk.join()).not.toContain(source.token);

  await drained();
  const kept = await stored(source);
  expect(kept.map(({ body, state }) => `${state} ${Buffer.from(body).toString()}`)).toStrictEqual([
    "received first=1",
    "received nombre=ana",
    "received nombre=bruno",
    "received nombre=carla",
    "quarantined a=b",
  ]);
  const answered = replies.map(({ body }) => (JSON.parse(body) as { delivery: string }).delivery);
  expect(kept.slice(1, 4).map(({ id }) => id)).toStrictEqual(answered);
  expect(waiting()).toStrictEqual([]);
});

test("killed in the middle of draining, it begins again and makes no double", async () => {
  const source = await makeSource();
  await wire.off();
  await send(source, "nombre=ana");
  await send(source, "nombre=bruno");
  const copies = waiting().map((name) => ({ name, bytes: fs.readFileSync(path.join(folder, name)) }));
  await drained();
  // As if it had been killed after the database took them and before the files went.
  for (const { name, bytes } of copies) fs.writeFileSync(path.join(folder, name), bytes);
  fs.writeFileSync(path.join(folder, "half-written.draft"), "{");
  await drainSpool();
  expect(await stored(source)).toHaveLength(2);
  expect(waiting()).toStrictEqual([]);
});

test("a source that isn't known yet is believed until the database can be asked", async () => {
  const [good, bad] = [await makeSource(), await makeSource()];
  await wire.off();
  expect((await send(good, "nombre=ana")).status).toBe(200);
  expect((await send(bad, "nombre=eva", `/api/intake/${bad.id}/wrong`)).status).toBe(200);
  expect((await send(bad, "a=b", "/api/intake/00000000-0000-7000-8000-000000000000/x")).status).toBe(200);
  await drained();
  expect((await stored(good)).map(({ state }) => state)).toStrictEqual(["received"]);
  expect((await stored(bad)).map(({ state }) => state)).toStrictEqual(["quarantined"]);
  expect(fs.readdirSync(path.join(folder, "refused"))).toHaveLength(1);
});

test("its state says how many wait, how much and for how long; a file that can't be read holds up nobody", async () => {
  expect(await spoolState()).toMatchObject({ waiting: 0, bytes: 0, oldestSeconds: 0 });
  const source = await makeSource();
  await wire.off();
  await send(source, `nombre=${"a".repeat(5000)}`);
  const old = new Date(Date.now() - 90_000);
  for (const name of waiting()) fs.utimesSync(path.join(folder, name), old, old);
  const before = await spoolState();
  expect(before).toMatchObject({ waiting: 1, oldestSeconds: 90 });
  expect(before.bytes).toBeGreaterThan(5000);
  fs.writeFileSync(path.join(folder, "00000000-broken.delivery"), "no head at all");
  const { refused } = before;
  await drained();
  expect(await stored(source)).toHaveLength(1);
  expect(await spoolState()).toStrictEqual({ waiting: 0, bytes: 0, oldestSeconds: 0, refused: refused + 1 });
});

test("what a killed process had begun to write is cleared away later, and not while it may still be written", async () => {
  fs.mkdirSync(folder, { recursive: true });
  const [fresh, dead] = ["fresh.draft", "dead.draft"].map((name) => path.join(folder, name));
  for (const file of [fresh, dead]) fs.writeFileSync(String(file), "{");
  const long = new Date(Date.now() - 2 * 3_600_000);
  fs.utimesSync(String(dead), long, long);
  await drainSpool();
  expect([fs.existsSync(String(fresh)), fs.existsSync(String(dead))]).toStrictEqual([true, false]);
});

test("a full spool takes nothing more, and says so", async () => {
  const source = await makeSource();
  await wire.off();
  const kept = globalThis as { leadsSpooledBytes?: number };
  kept.leadsSpooledBytes = MOST_SPOOLED_BYTES;
  expect((await send(source, "nombre=ana")).status).toBe(503);
  delete kept.leadsSpooledBytes;
  expect((await send(source, "nombre=ana")).status).toBe(200);
  await drained();
  expect(await stored(source)).toHaveLength(1);
});

test("anybody can make up sources: what is kept for them is bounded, and a known one isn't held up by it", async () => {
  const source = await makeSource();
  expect((await send(source, "first=1")).status).toBe(200);
  await wire.off();
  const kept = globalThis as { leadsSpooledUnknown?: { count: number; bytes: number } };
  kept.leadsSpooledUnknown = { count: MOST_UNKNOWN - 1, bytes: 0 };
  const strange = () => send(source, "a=b", `/api/intake/${randomUUID()}/x`);
  expect([(await strange()).status, (await strange()).status]).toStrictEqual([200, 503]);
  expect((await send(source, "nombre=ana")).status).toBe(200);
  await drained();
  expect(await stored(source)).toHaveLength(2);
  expect(kept.leadsSpooledUnknown).toBeUndefined();
});

test("with neither database nor disk it says so, so that the plugin tells somebody", async () => {
  const source = await makeSource();
  await wire.off();
  fs.renameSync(folder, `${folder}-gone`);
  fs.writeFileSync(folder, "");
  expect((await send(source, "nombre=ana")).status).toBe(503);
  fs.rmSync(folder);
  fs.renameSync(`${folder}-gone`, folder);
  await drained();
  expect((await send(source, "nombre=ana")).status).toBe(200);
});
