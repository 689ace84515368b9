import { Outcome, precondition } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadViewed } from "@/lib/leads/events";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { SensitiveField } from "@/lib/core/permissions";
import type { LeadView } from "@/lib/leads/page/schema";

const HOUR_MS = 3_600_000;
const MOST_REMEMBERED = 10_000;
/** Whose look at what of which lead this process told when, so that not every look asks the database; another process asks for itself. */
const told = new Map<string, number>();

export type LookedAt = Pick<LeadView, "id" | "number"> & { owner: { id: string } | null; company: { id: string } };
type Looker = Ctx & { actor: UserActor };

/**
 * Tells in the log that somebody looked at what is sensitive of a lead, with all that they were shown: once an hour, and at
 * once where something is shown that wasn't when it was told last. It is done after the page was
 * answered: whoever waits for the page doesn't wait for this, and what can't be told now keeps nobody from the next page.
 */
export async function noteLook(ctx: Looker, lead: LookedAt, fields: readonly SensitiveField[]): Promise<void> {
  const now = ctx.now();
  const key = `${ctx.actor.id} ${lead.id}`;
  const keys = fields.map((field) => `${key} ${field}`);
  if (keys.every((one) => now.getTime() - (told.get(one) ?? 0) < HOUR_MS)) return;
  if (told.size >= MOST_REMEMBERED) told.clear();
  for (const one of keys) told.set(one, now.getTime());
  try {
    await mutate(ctx, async (tx, emit) => {
      await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtext($1))::text", `look ${key}`);
      const before = await tx.$queryRawUnsafe<{ field: string }[]>(
        TOLD,
        lead.id,
        ctx.actor.id,
        new Date(now.getTime() - HOUR_MS),
      );
      if (fields.every((field) => before.some((one) => one.field === field))) throw precondition("unchanged");
      emit(leadViewed, {
        subjectId: lead.id,
        subjectLabel: leadLabel(lead.number),
        payload: { fields: [...fields] },
        ...audienceOf({ companyId: lead.company.id, ownerId: lead.owner?.id ?? null }),
      });
    });
  } catch (error) {
    if (error instanceof Outcome) return;
    for (const one of keys) told.delete(one);
    logger.warn({ err: error }, "that somebody looked at a lead couldn't be written down");
  }
}

const TOLD = `
  select jsonb_array_elements_text(payload -> 'fields') as field from "Event" where "subjectType" = 'lead' and "subjectId" = $1::uuid and name = 'lead.viewed'
     and "actorId" = $2 and "occurredAt" > $3::timestamptz`;
