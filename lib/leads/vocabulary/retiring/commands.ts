import { actorOfUser } from "@/lib/auth/queries";
import { actorId, authorize, systemCtx } from "@/lib/core/ctx";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadStatusChanged, leadUpdated } from "@/lib/leads/events";
import { leadLabel } from "@/lib/leads/schema";
import { dayOf } from "@/lib/leads/status/answers";
import { leadTypeRetired, leadTypeRevived, statusRetired, statusRevived } from "@/lib/leads/vocabulary/events";
import { countLeads, lockMoving, retiredWithLeads } from "@/lib/leads/vocabulary/retiring/queries";
import { aboutTerm, lockTerms, requireTerm } from "@/lib/leads/vocabulary/terms/commands";
import { moveSpans } from "@/lib/leads/spans/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Emit } from "@/lib/core/mutate";
import type { MovingLead } from "@/lib/leads/vocabulary/retiring/queries";
import type { MovedKind, RetireInput, ReviveInput } from "@/lib/leads/vocabulary/schema";

/** Leads a transaction: whoever works one of them waits as long. */
const BATCH = 500;

const RETIRED = { status: statusRetired, leadType: leadTypeRetired };
const REVIVED = { status: statusRevived, leadType: leadTypeRevived };

/**
 * Takes a status or a lead type out of use for another one. From now on it is offered nowhere and what names it means the
 * other; its leads are moved by `stepRetired`.
 */
export async function retire(ctx: Ctx, { kind, id, successorId }: RetireInput): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, kind);
    const term = requireTerm(terms, id);
    if (!term.active) throw precondition("retiredAlready");
    if (id === successorId || !terms.some((one) => one.id === successorId && one.active))
      throw invalid({ successorId: "notValid" });
    await waitForMovers(tx, kind, id);
    if (kind === "status" && (await tx.status.findUniqueOrThrow({ where: { id } })).part !== null)
      throw precondition("partFirst");
    const leads = await countLeads(tx, kind, id);
    const data = { active: false, successorId, retiredAt: ctx.now(), retiredById: actorId(ctx.actor), toMove: leads };
    // What named one that it took the place of means the other now.
    if (kind === "status") {
      await tx.status.update({ where: { id }, data });
      await tx.status.updateMany({ where: { successorId: id }, data: { successorId } });
    } else {
      await tx.leadType.update({ where: { id }, data });
      await tx.leadType.updateMany({ where: { successorId: id }, data: { successorId } });
    }
    emit(RETIRED[kind], {
      ...aboutTerm(term),
      payload: { successorId, leads },
      changes: { active: { from: true, to: false } },
    });
    return { leads };
  });
}

/** Whoever has begun to move a lead there comes to an end first, and their lead is among those that leave. */
async function waitForMovers(tx: Tx, kind: MovedKind, id: string): Promise<void> {
  const table = kind === "status" ? `"Status"` : `"LeadType"`;
  await tx.$queryRawUnsafe(`select 1 from ${table} where id = $1::uuid for update`, id);
}

/** Back in use. Leads that were moved stay where they are now; those that weren't yet stay here. */
export async function revive(ctx: Ctx, { kind, id }: ReviveInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, kind);
    const term = requireTerm(terms, id);
    if (term.active) throw precondition("unchanged");
    const likeIt = terms.find((one) => one.active && (one.labelEn === term.labelEn || one.labelEs === term.labelEs));
    if (likeIt) throw precondition("labelTaken", { label: likeIt.labelEs });
    const data = { active: true, successorId: null, retiredAt: null, retiredById: null, toMove: 0 };
    const row =
      kind === "status"
        ? await tx.status.findUniqueOrThrow({ where: { id } })
        : await tx.leadType.findUniqueOrThrow({ where: { id } });
    await (kind === "status" ? tx.status.update({ where: { id }, data }) : tx.leadType.update({ where: { id }, data }));
    emit(REVIVED[kind], {
      ...aboutTerm(term),
      payload: { successorId: row.successorId },
      changes: { active: { from: false, to: true } },
    });
  });
}

/**
 * Moves the next leads of each retired status and type: a transaction with so many, each lead with its event. What comes to
 * one later (a lead that is taken apart again, an undo) is moved on as well. Answers whether there may be more.
 */
export async function stepRetired(): Promise<boolean> {
  const waiting = await retiredWithLeads();
  for (const { kind, id, retiredById } of waiting) await moveBatch(await ctxOf(retiredById), kind, id);
  return waiting.length > 0;
}

/** In the name of who retired it, as long as they are there. */
async function ctxOf(userId: string | null): Promise<Ctx> {
  const actor = userId === null ? undefined : await actorOfUser(userId);
  return systemCtx("retiring", actor ? { actor } : {});
}

class NothingLeft extends Error {}

async function moveBatch(ctx: Ctx, kind: MovedKind, id: string): Promise<void> {
  try {
    await mutate(ctx, async (tx, emit) => {
      // Held against whoever brings it back; of two processes one waits and finds other leads.
      const [term] = await tx.$queryRawUnsafe<{ successorId: string | null }[]>(
        `select "successorId"::text from ${kind === "status" ? `"Status"` : `"LeadType"`} where id = $1::uuid and not active for no key update`,
        id,
      );
      const leads = term?.successorId ? await lockMoving(tx, kind, id, BATCH) : [];
      if (!term?.successorId || leads.length === 0) throw new NothingLeft();
      if (kind === "status") await moveStatus(ctx, tx, emit, leads, { id, to: term.successorId });
      else await moveType(ctx, tx, emit, leads, { id, to: term.successorId });
    });
  } catch (error) {
    if (!(error instanceof NothingLeft)) throw error;
  }
}

type Way = { id: string; to: string };

async function moveType(ctx: Ctx, tx: Tx, emit: Emit, leads: MovingLead[], { id, to }: Way): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "Lead" set "leadTypeId" = $2::uuid, "updatedAt" = $3 where id = any($1::uuid[])`,
    leads.map((lead) => lead.id),
    to,
    ctx.now(),
  );
  for (const lead of leads)
    emit(leadUpdated, { ...aboutLead(lead), payload: {}, changes: { leadTypeId: { from: id, to } } });
}

/** A reason and a day stay where the successor asks for them too. It is nobody's activity. */
async function moveStatus(ctx: Ctx, tx: Tx, emit: Emit, leads: MovingLead[], { id, to }: Way): Promise<void> {
  const now = ctx.now();
  const successor = await tx.status.findUnique({ where: { id: to } });
  if (!successor) throw notFound();
  const keeps = { reason: successor.asksReason !== "no", until: successor.asksDate !== "no" };
  const ids = leads.map((lead) => lead.id);
  await tx.$executeRawUnsafe(
    `update "Lead" set "statusId" = $2::uuid, "statusChangedAt" = $3, "updatedAt" = $3,
            "lostReasonId" = case when $4 then "lostReasonId" end, "holdUntil" = case when $5 then "holdUntil" end
      where id = any($1::uuid[])`,
    ids,
    to,
    now,
    keeps.reason,
    keeps.until,
  );
  await moveSpans(ctx, tx, "status", new Map(ids.map((leadId) => [leadId, to])), now);
  for (const lead of leads) {
    const changes: Changes = { status: { from: id, to } };
    if (!keeps.reason && lead.lostReasonId) changes["lostReason"] = { from: lead.lostReasonId, to: null };
    if (!keeps.until && lead.holdUntil) changes["holdUntil"] = { from: dayOf(lead.holdUntil), to: null };
    const payload = { statusId: to, previousStatusId: id, because: "retired" as const };
    emit(leadStatusChanged, { ...aboutLead(lead), payload, changes });
  }
}

function aboutLead(lead: MovingLead) {
  return { subjectId: lead.id, subjectLabel: leadLabel(lead.number), ...audienceOf(lead) };
}
