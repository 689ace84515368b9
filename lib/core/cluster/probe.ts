import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import type { ClusterRecord } from "@/lib/core/cluster/record";
import { clusterUrl, recordFile } from "@/lib/core/cluster/record";

const INVALID_PASSWORD = "28P01";

/** Does the server on our port answer, and is it the one of this data folder? */
export async function probe(record: ClusterRecord, data: string): Promise<"ready" | "silent"> {
  const client = new pg.Client({
    connectionString: clusterUrl(record, "postgres"),
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    const folder = rows[0]?.folder;
    return folder !== undefined && path.resolve(folder) === fs.realpathSync(data) ? "ready" : "silent";
  } catch (error) {
    if ((error as { code?: string }).code === INVALID_PASSWORD && servesFolder(data, record.port)) {
      throw new Error(
        `The database in ${data} does not take the password in ${path.basename(recordFile(""))} of the data folder. Restore that file from a backup.`,
        { cause: error },
      );
    }
    return "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function servesFolder(data: string, port: number): boolean {
  const file = path.join(data, "postmaster.pid");
  return fs.existsSync(file) && Number(fs.readFileSync(file, "utf8").split("\n")[3]) === port;
}
