import { logExported } from "@/lib/audit/events";
import { allEntries } from "@/lib/audit/queries";
import { auditHref } from "@/lib/audit/search-params";
import { authorize } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import type { AuditEntry } from "@/lib/audit/queries";
import type { AuditFilter } from "@/lib/audit/search-params";
import type { Ctx } from "@/lib/core/ctx";

/** Entries to take out, newest first. Who took out which is told before the first row. */
export async function exportLog(ctx: Ctx, filter: AuditFilter): Promise<AsyncGenerator<AuditEntry[]>> {
  authorize(ctx, "audit.read");
  const query = auditHref(filter, {}, "");
  await mutate(ctx, (_tx, emit) => {
    emit(logExported, { subjectId: newId(), subjectLabel: "CSV", payload: { query } });
    return Promise.resolve();
  });
  return allEntries(ctx, filter);
}
