import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { serverAccount } from "@/lib/core/cluster/account";
import { createDataFolder } from "@/lib/core/cluster/data-folder";
import { LEAST_MEMORY } from "@/lib/core/cluster/memory";
import { choosePlace } from "@/lib/core/cluster/place";
import type { Launch } from "@/lib/core/cluster/postmaster";
import { findPostmaster, launch, removeForeignPidFile, stopPostmaster } from "@/lib/core/cluster/postmaster";
import { probe } from "@/lib/core/cluster/probe";
import type { ClusterRecord } from "@/lib/core/cluster/record";
import { clusterUrl, freePort, loadRecord, saveRecord } from "@/lib/core/cluster/record";
import { withStartLock } from "@/lib/core/cluster/start-lock";

/** The PostgreSQL that comes with the product, running. */
export type Cluster = {
  /** Of the database `app`. */
  url: string;
  /** Of the database `postgres`, for work on the server itself. */
  serverUrl: string;
  pid: number;
  /** It was running already, started by an earlier process. */
  adopted: boolean;
  dataFolder: string;
  stop: () => Promise<void>;
};

type StartOptions = {
  home: string;
  log: (line: string) => void;
  /** Server settings beyond the usual ones. */
  settings?: Readonly<Record<string, string>>;
};

/** Starts the cluster in `home`, or takes over the one that still runs there. */
export async function startCluster({ home: folder, log, settings = {} }: StartOptions): Promise<Cluster> {
  const home = path.resolve(folder);
  fs.mkdirSync(home, { recursive: true });
  const account = serverAccount();
  const place = choosePlace(home, account, log);
  return withStartLock(home, async () => {
    const record = await loadRecord(home);
    createDataFolder(place, account, record.password);
    const adopted = await adopt(home, place.data, record, log);
    const pid = adopted ?? (await launchOnFreePort({ home, place, account, record, settings }, log));
    await createDatabase(record, "app");
    return {
      url: clusterUrl(record, "app"),
      serverUrl: clusterUrl(record, "postgres"),
      pid,
      adopted: adopted !== undefined,
      dataFolder: place.data,
      stop: () => stopPostmaster(place, pid),
    };
  });
}

async function adopt(home: string, data: string, record: ClusterRecord, log: StartOptions["log"]) {
  const found = findPostmaster(data);
  if (!found) return undefined;
  if (record.port !== found.port) {
    record.port = found.port;
    saveRecord(home, record);
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    if ((await probe(record, data)) === "ready") return found.pid;
    if (removeForeignPidFile(data, found.pid)) {
      log(`process ${found.pid} is not PostgreSQL any more; its stale postmaster.pid was removed`);
      return undefined;
    }
    await sleep(100);
  }
  return undefined;
}

async function launchOnFreePort(options: Launch, log: StartOptions["log"]): Promise<number> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const launched = await launch(options);
    if (launched.state === "ready") return launched.pid;
    if (launched.state === "no-memory") {
      log("this machine doesn't give the database the memory that suits its size; it runs with less");
      options = { ...options, settings: { ...options.settings, ...LEAST_MEMORY } };
      continue;
    }
    log(`the database's port ${options.record.port} is taken by another program; choosing another`);
    options.record.port = await freePort();
    saveRecord(options.home, options.record);
  }
  throw new Error("PostgreSQL found no free port on 127.0.0.1.");
}

async function createDatabase(record: ClusterRecord, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(record, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
