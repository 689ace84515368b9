import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";

/** A pull that hasn't got on for this long was killed. */
const STALE_MS = 5 * 60_000;
/** Every few minutes there is one. The watch looks back sixteen weeks, longer than any screen. */
const KEPT_DAYS = 120;

/** One pull of a source at a time, across all processes. Those of long ago go. */
export async function beginPull(sourceId: string, { asked }: { asked: boolean }): Promise<string | undefined> {
  const id = newId();
  const now = new Date();
  const begun = await database().$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe(`select id from "Source" where id = $1::uuid for update`, sourceId);
      const stale = new Date(now.getTime() - STALE_MS);
      const running = { sourceId, state: "running" };
      const alive = [{ beatAt: { gt: stale } }, { beatAt: null, startedAt: { gt: stale } }];
      if ((await tx.pull.count({ where: { ...running, OR: alive } })) > 0) return false;
      await tx.pull.updateMany({
        where: running,
        data: { state: "failed", reason: "interrupted", finishedAt: now },
      });
      const kept = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
      await tx.pull.deleteMany({ where: { sourceId, startedAt: { lt: kept } } });
      await tx.pull.create({ data: { id, sourceId, asked, state: "running", startedAt: now, beatAt: now } });
      return true;
    },
    { maxWait: 20_000, timeout: 60_000 },
  );
  return begun ? id : undefined;
}

type Counts = { id: string; pages: number; seen: number; fresh: number; unread: number; total: number | null };

/** Says how far it is, and hears whether somebody wants it to stop. */
export async function beat({ id, pages, seen, fresh, unread, total }: Counts): Promise<boolean> {
  const pull = await database().pull.update({
    where: { id },
    data: { beatAt: new Date(), pages, seen, fresh, unread, total },
    select: { stopAsked: true },
  });
  return pull.stopAsked;
}
