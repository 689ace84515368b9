import pg from "pg";

const KEEPER_LOCK = 724520;

export type Keeper = {
  /** From now on the end of the connection is no surprise; the lock is still held. */
  retire: () => void;
  release: () => Promise<void>;
};

/**
 * Whoever holds this lock keeps the cluster: it alone may stop it. A lock in the database dies with its holder, even
 * by kill -9, and leaves no stale file. Answers undefined when somebody else keeps it.
 */
export async function becomeKeeper(serverUrl: string, onLost: () => void): Promise<Keeper | undefined> {
  const client = new pg.Client({
    connectionString: serverUrl,
    application_name: "leads-manager keeper",
    keepAlive: true,
  });
  let retired = false;
  client.on("error", () => undefined);
  client.on("end", () => {
    if (!retired) onLost();
  });
  await client.connect();
  const keeper = {
    retire: () => {
      retired = true;
    },
    release: async () => {
      keeper.retire();
      await client.end().catch(() => undefined);
    },
  };
  const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${KEEPER_LOCK}) as mine`);
  if (rows[0]?.mine) return keeper;
  await keeper.release();
  return undefined;
}
