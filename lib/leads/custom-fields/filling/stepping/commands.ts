import { actorOfUser } from "@/lib/auth/queries";
import { scopeOf } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { fieldFillingFinished, fieldFillingProgressed } from "@/lib/leads/custom-fields/events";
import { pathOf, saidIn } from "@/lib/leads/custom-fields/extra-name";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { fillHints } from "@/lib/leads/custom-fields/filling/hints/queries";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { insertValues } from "@/lib/leads/custom-fields/values/commands";
import { leadUpdated } from "@/lib/leads/events";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldFilling } from "@/lib/core/prisma/client";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ReadingHints } from "@/lib/leads/custom-fields/reading/schema";
import type { Said } from "@/lib/leads/custom-fields/values/commands";

/** Leads a transaction: whoever works one of them waits as long. */
const BATCH = 500;
const MOST_FAILURES = 3;

/**
 * One step of each filling that is at work: a transaction with the values, their events and the lead it came to. A process
 * that dies has done whole steps only, and the next one goes on from there. Answers whether there may be more.
 */
export async function stepFillings(): Promise<boolean> {
  const working = await database().fieldFilling.findMany({
    where: { state: "working" },
    orderBy: { createdAt: "asc" },
    take: 5,
  });
  for (const filling of working) await step(filling);
  return working.length > 0;
}

async function step(filling: FieldFilling): Promise<void> {
  try {
    const actor = await actorOfUser(filling.userId);
    if (!actor || !scopeOf(actor, "settings.manage")) {
      await fail(filling.id, "notAllowed");
      return;
    }
    const ctx: Ctx = { actor, requestId: filling.id, now: () => new Date(), history: false };
    await fillBatch(ctx, filling.id, await fillHints());
  } catch (error) {
    if (error instanceof NoLongerWorking) return;
    if (error instanceof FieldGone) return fail(filling.id, "fieldRetired");
    const failures = filling.failures + 1;
    logger.error({ err: error, filling: filling.id, failures }, "a step of filling a field failed");
    if (failures >= MOST_FAILURES) return fail(filling.id, "failed");
    await database().fieldFilling.updateMany({ where: { id: filling.id, state: "working" }, data: { failures } });
  }
}

/** Stopped a moment ago, or brought to its end by another process. */
class NoLongerWorking extends Error {}
class FieldGone extends Error {}

async function fail(id: string, reason: string): Promise<void> {
  await database().fieldFilling.updateMany({ where: { id, state: "working" }, data: { state: "failed", reason } });
}

async function fillBatch(ctx: Ctx, id: string, hints: ReadingHints): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    await tx.$queryRawUnsafe(`select 1 from "FieldFilling" where id = $1::uuid for update`, id);
    const filling = await tx.fieldFilling.findFirst({ where: { id, state: "working" } });
    if (!filling) throw new NoLongerWorking();
    const field = await fieldOf(tx, filling.fieldId);
    const about = { subjectId: field.id, subjectLabel: field.labelEn };
    const leads = await leadsAfter(tx, filling, BATCH);
    const last = leads.at(-1);
    if (!last) {
      await tx.fieldFilling.update({ where: { id }, data: { state: "done", finishedAt: ctx.now() } });
      emit(fieldFillingFinished, { ...about, payload: { fillingId: id } });
      return;
    }
    const valued = await valuedAmong(tx, field.id, leads);
    const open = leads.filter(({ id: leadId }) => !valued.has(leadId));
    const said = open.flatMap((lead): (Said & { lead: WaitingLead })[] => {
      const words = saidIn(lead.value);
      const value = words === undefined ? undefined : readValue(field, words, { ...hints, currency: lead.currency });
      return value === undefined ? [] : [{ leadId: lead.id, field, value, lead }];
    });
    await insertValues(tx, said);
    await tx.$executeRawUnsafe(
      `update "Lead" set "updatedAt" = $2 where id = any($1::uuid[])`,
      said.map(({ leadId }) => leadId),
      ctx.now(),
    );
    for (const { lead, value } of said) {
      emit(leadUpdated, {
        subjectId: lead.id,
        subjectLabel: leadLabel(lead.number),
        payload: {},
        changes: { [fieldName(field.key)]: { from: "", to: written(value) } },
        ...audienceOf(lead),
      });
    }
    await tx.fieldFilling.update({
      where: { id },
      data: {
        cursor: last.id,
        failures: 0,
        filled: { increment: said.length },
        unreadable: { increment: open.length - said.length },
        kept: { increment: leads.length - open.length },
      },
    });
    emit(fieldFillingProgressed, { ...about, payload: { fillingId: id, leads: leads.length } });
  });
}

/** The field, whose kind and options stay as they are until the transaction ends. */
async function fieldOf(tx: Tx, id: string): Promise<FieldDefinition> {
  await tx.$queryRawUnsafe(`select 1 from "CustomField" where id = $1::uuid for share`, id);
  const field = (await allFields(tx)).find((one) => one.id === id && one.active);
  if (!field) throw new FieldGone();
  return field;
}

type WaitingLead = {
  id: string;
  number: number;
  companyId: string;
  ownerId: string | null;
  currency: string;
  value: unknown;
};

/** Those that say something in the field already, asked once they are locked. */
async function valuedAmong(tx: Tx, fieldId: string, leads: readonly WaitingLead[]): Promise<Set<string>> {
  const rows = await tx.leadValue.findMany({
    where: { fieldId, leadId: { in: leads.map(({ id }) => id) } },
    select: { leadId: true },
  });
  return new Set(rows.map(({ leadId }) => leadId));
}

/** The next leads with the extra value, locked in the order everybody locks many in. */
async function leadsAfter(tx: Tx, { name, cursor }: FieldFilling, take: number): Promise<WaitingLead[]> {
  const path = pathOf(name);
  return tx.$queryRawUnsafe<WaitingLead[]>(
    `select l.id::text, l.number, l."companyId"::text, l."ownerId"::text, l.currency, l.extra #> $1::text[] as value
       from "Lead" l
      where l.extra ? $2 and l.extra #> $1::text[] is not null and ($3::uuid is null or l.id > $3::uuid)
      order by l.id limit $4 for update of l`,
    path,
    path[0],
    cursor,
    take,
  );
}
