import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

/** What must be remembered of the cluster between two starts. */
export type ClusterRecord = { password: string; port: number };

export async function loadRecord(home: string): Promise<ClusterRecord> {
  const file = recordFile(home);
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8")) as ClusterRecord;
  const record = { password: randomBytes(24).toString("base64url"), port: await freePort() };
  saveRecord(home, record);
  return record;
}

/** By rename, so that a crash leaves the old file or the new one: without the password the data can't be opened. */
export function saveRecord(home: string, record: ClusterRecord): void {
  const file = recordFile(home);
  fs.writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
}

export function recordFile(home: string): string {
  return path.join(home, "postgres.json");
}

export function clusterUrl(record: ClusterRecord, database: string): string {
  return `postgresql://app:${record.password}@127.0.0.1:${record.port}/${database}`;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
