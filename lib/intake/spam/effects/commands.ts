import { precondition } from "@/lib/core/errors";
import { removeLeads } from "@/lib/leads/bulk/commands";
import { lockLeads, touchedByPeople } from "@/lib/leads/bulk/queries";
import { takeBackChanges } from "@/lib/leads/correcting/commands";
import { sayTakenBack } from "@/lib/leads/merging/words/commands";
import { putTouchBack, withdrawTouch } from "@/lib/leads/touchpoints/withdrawing/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Withdrawn } from "@/lib/leads/touchpoints/withdrawing/commands";

type Read = {
  id: string;
  outcome: string;
  leadId: string | null;
  entryId: string | null;
  requestId: string;
  source: { defaultCountry: string };
};

/** What an arrival had done to a lead, as it is put back; nothing where it had made the lead, which is gone for good. */
export type Taken = { touch: Withdrawn } | { leadId: string; changes: Changes };

/**
 * Takes off a lead what an arrival did to it: the lead it made goes, as long as nobody here did anything with it; what it
 * added to another goes alone, and what it changed on one is as before, where nobody changed it since.
 */
export async function takeOffLead(ctx: Ctx, tx: Tx, read: Read): Promise<Taken | null> {
  const { id, outcome, leadId, entryId, source } = read;
  if (leadId === null) throw precondition("worked");
  if (outcome === "created") {
    await removeUntouched(ctx, tx, leadId);
    return null;
  }
  if (outcome === "touched") {
    const touch = await withdrawTouch(ctx, id, source.defaultCountry);
    // Read once more, it is looked at as if it came for the first time.
    if (entryId) await tx.entry.updateMany({ where: { id: entryId, leadId }, data: { leadId: null } });
    return { touch };
  }
  const told = await changesBy(tx, leadId, read.requestId || id);
  return { leadId, changes: await takeBackChanges(ctx, leadId, told, source.defaultCountry) };
}

/** Does it to the lead again. Answers whose it is now. */
export async function putOnLead(ctx: Ctx, tx: Tx, { id, entryId, source }: Read, taken: Taken | null): Promise<string> {
  if (!taken) throw precondition("leadGone");
  if ("touch" in taken) {
    const leadId = await putTouchBack(ctx, taken.touch, source.defaultCountry);
    if (entryId) await tx.entry.updateMany({ where: { id: entryId, leadId: null }, data: { leadId } });
    return leadId;
  }
  // Its lead may have been merged or parted meanwhile: it is whose the entry is.
  const entry = entryId ? await tx.entry.findUnique({ where: { id: entryId }, select: { leadId: true } }) : null;
  const leadId = entry?.leadId ?? taken.leadId;
  if ((await tx.lead.count({ where: { id: leadId } })) === 0) throw precondition("leadGone");
  if (entryId === null || leadId === taken.leadId)
    await takeBackChanges(ctx, leadId, [taken.changes], source.defaultCountry);
  else await sayTakenBack(ctx, tx, { leadId, entryId, deliveryId: id }, taken.changes, source.defaultCountry);
  return leadId;
}

async function removeUntouched(ctx: Ctx, tx: Tx, leadId: string): Promise<void> {
  const [lead] = await lockLeads(tx, [leadId]);
  if (!lead || (await touchedByPeople(tx, [leadId])).has(leadId)) throw precondition("worked");
  await removeLeads(ctx, [lead]);
}

/** What an arrival changed on a lead, the last first. */
async function changesBy(tx: Tx, leadId: string, requestId: string): Promise<Changes[]> {
  const rows = await tx.$queryRawUnsafe<{ changes: Changes }[]>(
    `select changes from "Event" where "subjectType" = 'lead' and "subjectId" = $1::uuid and name = 'lead.updated'
        and "requestId" = $2 and "actorType" <> 'user' order by seq desc`,
    leadId,
    requestId,
  );
  return rows.map(({ changes }) => changes);
}
