import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startCluster } from "@/lib/core/cluster/cluster";
import { keepCluster } from "@/lib/core/cluster/keeper";
import { loadRecord } from "@/lib/core/cluster/record";
import { removeCluster } from "@/lib/core/cluster/removal";

jest.setTimeout(120_000);

let home: string;
let said: string[];
const log = (line: string) => void said.push(line);

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "cluster-"));
  said = [];
});

afterEach(async () => {
  await removeCluster(home);
});

async function ask(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
  await client.end();
  return String(rows[0]?.folder);
}

test("two starts at once make one cluster, a later one takes it over, and none is entered without the password", async () => {
  const [first, second] = await Promise.all([startCluster({ home, log }), startCluster({ home, log })]);
  const third = await startCluster({ home, log });
  expect(new Set([first.pid, second.pid, third.pid]).size).toBe(1);
  expect([first.adopted, second.adopted].sort()).toStrictEqual([false, true]);
  expect(await ask(third.url)).toBe(fs.realpathSync(first.dataFolder));
  const url = new URL(third.url);
  url.password = "wrong";
  await expect(ask(url.href)).rejects.toThrow("password authentication failed");
});

test("what was stored is there after a stop and a start, and the password is for the owner's eyes", async () => {
  const first = await startCluster({ home, log });
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  await client.query("create table kept as select 42 as answer");
  await client.end();
  await first.stop();
  await expect(ask(first.url)).rejects.toThrow("ECONNREFUSED");
  const again = new pg.Client({ connectionString: (await startCluster({ home, log })).url });
  await again.connect();
  expect((await again.query("select answer from kept")).rows).toStrictEqual([{ answer: 42 }]);
  await again.end();
  expect(fs.statSync(path.join(home, "postgres.json")).mode & 0o777).toBe(0o600);
});

test("a port that another program took is left to it", async () => {
  const record = await loadRecord(home);
  const squatter = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => squatter.listen(record.port, "127.0.0.1", resolve));
  const cluster = await startCluster({ home, log });
  expect(new URL(cluster.url).port).not.toBe(String(record.port));
  expect(said).toStrictEqual([`the database's port ${record.port} is taken by another program; choosing another`]);
  await new Promise((resolve) => squatter.close(resolve));
});

test("a pid file whose number belongs to another program by now does not stop the start", async () => {
  const first = await startCluster({ home, log });
  const pidFile = path.join(first.dataFolder, "postmaster.pid");
  const content = fs.readFileSync(pidFile, "utf8");
  await first.stop();
  const other = spawn("sleep", ["60"]);
  fs.writeFileSync(pidFile, content.replace(/^\d+/, String(other.pid)));
  const second = await startCluster({ home, log });
  other.kill();
  expect(second.adopted).toBe(false);
  expect(said.join()).toContain("its stale postmaster.pid was removed");
});

test("one keeps the cluster, the others use it; whoever comes after may keep it", async () => {
  const lost = () => undefined;
  const first = await keepCluster(home, { log, onDatabaseLost: lost });
  const second = await keepCluster(home, { log, onDatabaseLost: lost });
  expect([first.keeps, second.keeps]).toStrictEqual([true, false]);
  await second.close();
  expect(await ask(first.cluster.url)).toContain(path.basename(home));
  await first.close();
  const third = await keepCluster(home, { log, onDatabaseLost: lost });
  expect(third.keeps).toBe(true);
  await third.close();
});

test("its keeper starts it again when it is killed", async () => {
  const kept = await keepCluster(home, { log, onDatabaseLost: log });
  process.kill(kept.cluster.pid, "SIGKILL");
  while (!said.includes("the database is back")) await sleep(50);
  expect(said.at(-1)).toBe("the database is back");
  expect(await ask(kept.cluster.url)).toContain(path.basename(home));
  await kept.close();
});

test("it starts with settings of the machine's size, not with PostgreSQL's own", async () => {
  const { url } = await startCluster({ home, log });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ cost: string; jit: string }>(
    "select current_setting('random_page_cost') as cost, current_setting('jit') as jit",
  );
  await client.end();
  expect(rows).toStrictEqual([{ cost: "1.1", jit: "off" }]);
});

test("where the machine doesn't give that memory it runs with less, and says so", async () => {
  const { url } = await startCluster({ home, log, settings: { shared_buffers: "6TB" } });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  expect((await client.query("show shared_buffers")).rows).toStrictEqual([{ shared_buffers: "128MB" }]);
  await client.end();
  expect(said.join()).toContain("it runs with less");
});
