import { database } from "@/lib/core/db";
import { sweepArrivals } from "@/lib/core/files/arrival";
import { lockDigests } from "@/lib/core/files/holding";
import { fileStore } from "@/lib/core/files/store";

/** Longer than an upload may wait for the note it belongs to. */
const ORPHAN_MS = 86_400_000;

/** Takes bytes away that no row names. Whoever wants to name them meanwhile waits, and then learns that they went. */
export async function dropUnnamed(digest: string): Promise<void> {
  await database().$transaction(async (tx) => {
    await lockDigests(tx, [digest]);
    const where = { digest };
    const named = (await tx.leadFile.count({ where })) + (await tx.userPhoto.count({ where }));
    if (named === 0) await fileStore().remove(digest);
  });
}

/** What was sent and belongs to no lead and nobody after a day: a note that was never saved, a process that was killed. */
export async function sweepFiles(now: Date): Promise<void> {
  await sweepArrivals(now);
  for await (const { digest, at } of fileStore().all()) {
    if (now.getTime() - at.getTime() > ORPHAN_MS) await dropUnnamed(digest);
  }
}
