import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { shortened } from "@/lib/core/text";
import { api, isDocumented } from "@/lib/intake/connectors/api";
import { inFormOrder } from "@/lib/intake/form-order/schema";
import { visibleSql } from "@/lib/intake/inbox/conditions";
import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { REHEARSED } from "@/lib/intake/rehearsing/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Understood } from "@/lib/intake/schema";

/** Looked through for forms that send seldom. */
const LAST = 400;
/** Of each form, and apart from them of those of which nothing was understood. */
const OF_EACH = 10;
const SAMPLES_FROM = 60;

type Asked = { sourceId?: string; deliveryId?: string | undefined };

/**
 * What the last arrivals of a source, or of all, had in their fields, for the mapping: key → where it went and its newest
 * values. First come the fields of the arrival in question, then those of arrivals in which none was recognised.
 */
export async function fieldSamples(ctx: Ctx, { sourceId, deliveryId }: Asked = {}): Promise<FieldSample[]> {
  authorize(ctx, "intake.read");
  const params = new SqlParams();
  const visible = visibleSql(ctx.actor, params);
  const inSource = sourceId === undefined ? "true" : `d."sourceId" = ${params.add(sourceId, "uuid")}`;
  const newest = sourceId === undefined ? "d.id desc" : `d."receivedAt" desc`;
  const asked = deliveryId === undefined ? "false" : `d.id = ${params.add(deliveryId, "uuid")}`;
  // Our own invented values teach nothing.
  const told = `jsonb_typeof(d.understood) = 'object' and d.reason <> ${params.add(REHEARSED, "text")}`;
  const rows = await reader(ctx).$queryRawUnsafe<{ understood: Understood; asked: boolean }[]>(
    `select understood, bool_or(asked) as asked from (
       select id, understood, reason, false as asked, row_number() over (
                partition by understood->'form'->>'id', reason = 'no_known_field' order by id desc) as nth
         from (select d.id, d.understood, d.reason from "Delivery" d
                where ${visible} and ${inSource} and ${told} order by ${newest} limit ${LAST}) as last
       union all
       select d.id, d.understood, d.reason, true, 1 from "Delivery" d where ${asked} and ${visible} and ${inSource} and ${told}) as found
      where nth <= ${OF_EACH} group by id, understood, reason
      order by 2 desc, reason = 'no_known_field' desc, id desc limit ${SAMPLES_FROM}`,
    ...params.values,
  );
  const read = rows.flatMap(({ understood, asked }) => samplesIn(understood).map((field) => ({ ...field, asked })));
  return [...Map.groupBy(read, ({ key }) => key)].map(([key, all]) => sampleOf(key, all));
}

/** What a program sent under a documented name, and not as documented, is no field to map or to make rules of. */
function samplesIn(understood: Understood): ReturnType<typeof readFields> {
  const read = readFields(understood);
  return understood.plugin === api.key ? read.filter(({ key, target }) => target !== "" || !isDocumented(key)) : read;
}

/** One value that is no phone makes its field no other field: it goes where most of its values went. */
function sampleOf(key: string, read: { target: string; value: string; asked: boolean }[]): FieldSample {
  const byTarget = [...Map.groupBy(read, ({ target }) => target)].sort(([, a], [, b]) => b.length - a.length);
  const [[target, usual] = ["", []], ...others] = byTarget;
  const values = [...new Set(usual.map(({ value }) => value))].slice(0, MOST_VALUES);
  return {
    key,
    target,
    asked: read.some(({ asked }) => asked),
    values,
    exceptions: others.map(([other, all]) => ({ target: other, count: all.length, value: all[0]?.value ?? "" })),
  };
}

const MOST_VALUES = 3;
/** `asked`: the arrival in question has it. `exceptions`: what else some of its values were read as, with one of them. */
export type FieldSample = {
  key: string;
  asked: boolean;
  target: string;
  values: string[];
  exceptions: { target: string; count: number; value: string }[];
};

const LINE = 80;

/** What was read, field by field: where it came from, where it goes and what it says. */
export function readFields(understood: Understood): { key: string; target: string; value: string }[] {
  const known = Object.entries(understood.readFrom).map(([target, key]) => ({
    key,
    target,
    value: valueOf(understood, target),
  }));
  const extra = Object.entries(understood.extra).map(([key, value]) => ({
    key,
    target: "",
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
  return inFormOrder([...known, ...extra], ({ key }) => key, understood.order)
    .filter(({ value }) => value !== "")
    .map((field) => ({ ...field, value: shortened(field.value, LINE) }));
}

function valueOf(understood: Understood, target: string): string {
  const utm = understood.utm as Record<string, string | null | undefined>;
  const values: Record<string, string | null | undefined> = {
    name: understood.name,
    first_name: understood.name,
    last_name: understood.name,
    firm: understood.firm,
    email: understood.email,
    phone: understood.phoneRaw,
    message: understood.message,
    service: understood.service,
    external_id: understood.externalId,
    form_id: understood.form.id,
    form_name: understood.form.name,
    submitted_at: understood.submittedAt?.raw,
    page_url: understood.pageUrl,
    referrer: understood.referrer,
    ip: understood.ip,
    user_agent: understood.userAgent,
    consent: understood.consent === null ? null : String(understood.consent),
  };
  if (isFieldName(target)) return [understood.fields?.[keyOfName(target)] ?? ""].flat().join(", ");
  return (target.startsWith("utm.") ? utm[target.slice(4)] : values[target]) ?? "";
}
