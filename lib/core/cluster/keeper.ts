import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "@/lib/core/cluster/cluster";
import { startCluster } from "@/lib/core/cluster/cluster";
import { takeKeeperLock } from "@/lib/core/cluster/keeper-lock";

const RESTART_AFTER_MS = 500;

type KeepOptions = {
  log: (line: string) => void;
  onDatabaseLost: (message: string) => void;
};

type KeptCluster = {
  cluster: Cluster;
  /** False: another process keeps it, we only use it. */
  keeps: boolean;
  close: () => Promise<void>;
};

/** Starts the cluster, starts it again should it die, and stops it at the end; unless another process does so already. */
export async function keepCluster(home: string, { log, onDatabaseLost }: KeepOptions): Promise<KeptCluster> {
  let cluster = await startCluster({ home, log });
  let closed = false;
  let lock = await takeKeeperLock(cluster.serverUrl, revive);
  const keeps = lock !== undefined;
  return { cluster, keeps, close };

  function revive(): void {
    restart().catch((error: unknown) => {
      onDatabaseLost(`The database ended and could not be started again: ${String(error)}`);
    });
  }

  async function restart(): Promise<void> {
    log("the database ended; starting it again");
    await sleep(RESTART_AFTER_MS);
    if (closed) return;
    const again = await startCluster({ home, log });
    // The product knows the old address and would never find it.
    if (again.url !== cluster.url) throw new Error("its port was taken meanwhile");
    cluster = again;
    lock = await takeKeeperLock(cluster.serverUrl, revive);
    log("the database is back");
  }

  async function close(): Promise<void> {
    closed = true;
    if (!lock) return;
    lock.retire();
    await cluster.stop();
    await lock.release();
  }
}
