import { z } from "zod";
import { defineJob } from "@/lib/core/queue";
import type { Tx } from "@/lib/core/db";

/** Bytes whose row went: they go too, unless another row names them. */
export const dropFileJob = defineJob("files.drop", z.object({ digest: z.string() }));

/** Until the transaction ends nobody else names these bytes or takes them away. In order, so that two never wait for each other. */
export async function lockDigests(tx: Tx, digests: readonly string[]): Promise<void> {
  for (const digest of [...new Set(digests)].sort())
    await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtextextended($1, 0))::text", `file:${digest}`);
}
