import { Outcome, precondition } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadViewed } from "@/lib/leads/events";
import { leadLabel } from "@/lib/leads/schema";
import { sensitiveShown } from "@/lib/leads/sensitive/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { LeadView } from "@/lib/leads/page/schema";

const HOUR_MS = 3_600_000;
const MOST_REMEMBERED = 10_000;
/** Whose look at which lead this process told when, so that not every look asks the database; another process asks for itself. */
const told = new Map<string, number>();

type Looked = Pick<LeadView, "id" | "number" | "phone" | "email" | "message" | "amountCents"> & {
  owner: { id: string } | null;
  company: { id: string };
};

/**
 * Tells in the log that somebody looked at what is sensitive of a lead, once an hour. It is done after the page was
 * answered: whoever waits for the page doesn't wait for this, and what can't be told now keeps nobody from the next page.
 */
export async function noteLook(ctx: Ctx & { actor: UserActor }, lead: Looked): Promise<void> {
  const fields = sensitiveShown(lead);
  const now = ctx.now();
  const key = `${ctx.actor.id} ${lead.id}`;
  if (fields.length === 0 || now.getTime() - (told.get(key) ?? 0) < HOUR_MS) return;
  if (told.size >= MOST_REMEMBERED) told.clear();
  told.set(key, now.getTime());
  try {
    await mutate(ctx, async (tx, emit) => {
      await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtext($1))::text", `look ${key}`);
      const [before] = await tx.$queryRawUnsafe<object[]>(
        TOLD,
        lead.id,
        ctx.actor.id,
        new Date(now.getTime() - HOUR_MS),
      );
      if (before) throw precondition("unchanged");
      emit(leadViewed, {
        subjectId: lead.id,
        subjectLabel: leadLabel(lead.number),
        payload: { fields },
        ...audienceOf({ companyId: lead.company.id, ownerId: lead.owner?.id ?? null }),
      });
    });
  } catch (error) {
    if (error instanceof Outcome) return;
    told.delete(key);
    logger.warn({ err: error }, "that somebody looked at a lead couldn't be written down");
  }
}

const TOLD = `
  select 1 from "Event" where "subjectType" = 'lead' and "subjectId" = $1::uuid and name = 'lead.viewed'
     and "actorId" = $2 and "occurredAt" > $3::timestamptz limit 1`;
