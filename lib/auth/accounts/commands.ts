import type { Tx } from "@/lib/core/db";

/** Until the transaction ends nobody else changes how this person comes in, and whoever is signing in was before it or finds it done. */
export async function holdAccount(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRawUnsafe(`select 1 from "User" where id = $1::uuid for update`, userId);
}
