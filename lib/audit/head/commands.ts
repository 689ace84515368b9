import { logBegunAgain } from "@/lib/audit/events";
import { readHead, writeHead } from "@/lib/audit/head/gateway";
import { headFindings, isInChain } from "@/lib/audit/head/queries";
import { lastSeal } from "@/lib/audit/sealing/queries";
import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { Head } from "@/lib/audit/head/gateway";
import type { BeginAgainInput } from "@/lib/audit/head/schema";
import type { Ctx } from "@/lib/core/ctx";

/** Notes the end of the chain, unless what was noted before is lost: that has to be found, and not to be written over. */
export async function noteHead(head: Pick<Head, "number" | "hash"> & { check?: string }): Promise<void> {
  const former = await readHead();
  if (former === "damaged" || (former && !(await isInChain(former)))) return;
  const later = former && BigInt(former.number) > BigInt(head.number) ? former : head;
  await writeHead({ number: later.number, hash: later.hash, check: head.check ?? former?.check ?? null });
}

/** Says that the database is meant to be older than what was noted of it, as after a backup was brought back. */
export async function beginAgainFrom(ctx: Ctx, { reason }: BeginAgainInput): Promise<{ head: string }> {
  authorize(ctx, "settings.manage");
  if ((await headFindings()).length === 0) throw precondition("headKnown");
  const last = await lastSeal(database());
  const head = last ? `${last.number}:${last.hash}` : "";
  await mutate(ctx, (_tx, emit) => {
    emit(logBegunAgain, { subjectId: newId(), subjectLabel: "", payload: { reason, head } });
    return Promise.resolve();
  });
  await writeHead(last ? { number: String(last.number), hash: last.hash, check: null } : null);
  return { head };
}
