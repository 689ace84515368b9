import type { Tx } from "@/lib/core/db";

/** Whether nobody else does this at this moment, in any process; nobody else begins until the transaction ends. */
export async function isAlone(tx: Tx, work: string): Promise<boolean> {
  const [lock] = await tx.$queryRawUnsafe<{ mine: boolean }[]>(
    "select pg_try_advisory_xact_lock(hashtext($1)) as mine",
    work,
  );
  return lock?.mine === true;
}
