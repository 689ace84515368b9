import { invalid, notFound, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { columnsOf } from "@/lib/leads/custom-fields/columns";
import { fieldName, isOfType } from "@/lib/leads/custom-fields/field/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { readValue, unreadable } from "@/lib/leads/custom-fields/reading/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { leadUpdated } from "@/lib/leads/events";
import { fieldConflict, lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { ArrivingValue } from "@/lib/leads/custom-fields/arriving/schema";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";
import type { SetValueInput } from "@/lib/leads/custom-fields/values/schema";

/** An edit by hand. What somebody else wrote since it was seen is a conflict, as with every field of a lead. */
export async function setValue(ctx: Ctx, input: SetValueInput): Promise<{ value: string }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, input.leadId, "lead.update");
    const field = await fieldForWriting(tx, input.key);
    const before = (await valuesOf(tx, [lead.id])).get(lead.id)?.[field.key];
    if (before === undefined && !isOfType(field, lead.leadTypeId)) throw notFound();
    const from = written(before);
    if (from !== input.seen) throw await fieldConflict(tx, lead.id, fieldName(field.key), from);
    const value = read(field, input, lead.currency);
    const to = written(value);
    if (to === from) throw precondition("unchanged");
    if (value === undefined)
      await tx.leadValue.delete({ where: { leadId_fieldId: { leadId: lead.id, fieldId: field.id } } });
    else await putValues(tx, [{ leadId: lead.id, field, value }]);
    const lastActivityAt = lead.lastActivityAt > ctx.now() ? lead.lastActivityAt : ctx.now();
    await tx.lead.update({ where: { id: lead.id }, data: { lastActivityAt } });
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes: { [fieldName(field.key)]: { from, to } },
      ...audienceOf(lead),
    });
    return { value: to };
  });
}

/** A field in use, whose kind and options stay as they are until the transaction ends. */
async function fieldForWriting(tx: Tx, key: string): Promise<FieldDefinition> {
  await tx.$queryRawUnsafe(`select 1 from "CustomField" where key = $1 for share`, key);
  const field = (await allFields(tx)).find((one) => one.key === key && one.active);
  if (!field) throw notFound();
  return field;
}

function read(field: FieldDefinition, { said, decimal }: SetValueInput, currency: string): FieldValue | undefined {
  const isNothing = typeof said === "string" ? said.trim() === "" : said.length === 0;
  if (isNothing) return undefined;
  const hints = { currency, ...(decimal && { decimal }) };
  const value = readValue(field, said, hints);
  if (value === undefined) throw invalid({ said: unreadable(field, said, hints) });
  return value;
}

/** A lead's value in a field. */
export type Said = { leadId: string; field: Pick<FieldDefinition, "id" | "key" | "kind">; value: FieldValue };

const COLUMNS = `"leadId", "fieldId", "text", "textKey", "number", cents, currency, day, flag, options`;
const INSERT = `insert into "LeadValue" (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::"LeadValue", $1::jsonb)`;
const REPLACE = COLUMNS.split(", ")
  .slice(2)
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/** Many values in one statement, in the place of what was there. Who calls it has locked the leads and tells of it. */
export async function putValues(tx: Tx, said: readonly Said[]): Promise<void> {
  if (said.length === 0) return;
  await tx.$executeRawUnsafe(`${INSERT} on conflict ("leadId", "fieldId") do update set ${REPLACE}`, rowsOf(said));
}

/** Values of leads that are being made. */
export async function insertValues(tx: Tx, said: readonly Said[]): Promise<void> {
  if (said.length > 0) await tx.$executeRawUnsafe(INSERT, rowsOf(said));
}

export async function removeValues(tx: Tx, gone: readonly { leadId: string; fieldId: string }[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.$executeRawUnsafe(
    `delete from "LeadValue" v using unnest($1::uuid[], $2::uuid[]) as n(lead, field)
      where v."leadId" = n.lead and v."fieldId" = n.field`,
    gone.map(({ leadId }) => leadId),
    gone.map(({ fieldId }) => fieldId),
  );
}

function rowsOf(said: readonly Said[]): string {
  return JSON.stringify(
    said.map(({ leadId, field, value }) => ({ leadId, fieldId: field.id, ...columnsOf(field.kind, value) })),
  );
}

/**
 * What arrives later of a lead: fills the fields in which it says nothing, and corrects those that still say what the
 * same entry said before. `before` is that, by the fields' keys. Answers what it changed.
 */
export async function fillFromArrival(
  ctx: Ctx,
  leadId: string,
  values: readonly ArrivingValue[],
  before: readonly Readonly<Record<string, string>>[] = [],
): Promise<Changes> {
  if (values.length === 0) return {};
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const standing = (await valuesOf(tx, [leadId])).get(leadId) ?? {};
    const changes: Changes = {};
    const said = values.filter(({ field, value }) => {
      const [from, to] = [written(standing[field.key]), written(value)];
      if (from === to || (from !== "" && !before.some((word) => word[field.key] === from))) return false;
      changes[fieldName(field.key)] = { from, to };
      return true;
    });
    if (said.length === 0) return {};
    await putValues(
      tx,
      said.map((one) => ({ leadId, ...one })),
    );
    await tx.lead.update({ where: { id: leadId }, data: { updatedAt: ctx.now() } });
    emit(leadUpdated, {
      subjectId: leadId,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes,
      ...audienceOf(lead),
    });
    return changes;
  });
}
