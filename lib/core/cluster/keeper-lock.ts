import pg from "pg";

const KEEPER_LOCK = 724520;

export type KeeperLock = {
  /** From now on the end of the connection is no surprise; the lock is still held. */
  retire: () => void;
  release: () => Promise<void>;
};

/**
 * Whoever holds this lock keeps the cluster: it alone may stop it. A lock in the database dies with its holder, even
 * by kill -9, and leaves no stale file. Answers undefined when somebody else holds it.
 */
export async function takeKeeperLock(serverUrl: string, onLost: () => void): Promise<KeeperLock | undefined> {
  const client = new pg.Client({ connectionString: serverUrl, application_name: "keeper", keepAlive: true });
  let retired = false;
  client.on("error", () => undefined);
  client.on("end", () => {
    if (!retired) onLost();
  });
  await client.connect();
  const retire = () => {
    retired = true;
  };
  const release = async () => {
    retire();
    await client.end().catch(() => undefined);
  };
  const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${KEEPER_LOCK}) as mine`);
  if (rows[0]?.mine) return { retire, release };
  await release();
  return undefined;
}
