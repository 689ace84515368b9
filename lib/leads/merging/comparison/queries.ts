import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { formatMoney } from "@/lib/core/format";
import { pairOf } from "@/lib/leads/duplicates/pairs/queries";
import { saidIn } from "@/lib/leads/merging/fields";
import { MERGE_FIELDS } from "@/lib/leads/merging/schema";
import { requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { masked } from "@/lib/leads/sensitive/policy";
import { vocabulary } from "@/lib/leads/vocabulary/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { Locale } from "@/lib/i18n/locale";
import type { Compared, ComparedField, ComparedLead } from "@/lib/leads/merging/comparison/schema";
import type { MergeField } from "@/lib/leads/merging/schema";
import type { Vocabulary } from "@/lib/leads/page/schema";

/** Two leads side by side, for whoever may make one of them. */
export async function compareLeads(
  ctx: Ctx,
  input: { numbers: readonly [number, number]; locale: Locale },
): Promise<Compared> {
  authorize(ctx, "lead.merge");
  const [a, b, words] = await Promise.all([
    leadNumbered(ctx, input.numbers[0]),
    leadNumbered(ctx, input.numbers[1]),
    vocabulary(input.locale),
  ]);
  if (a.id === b.id) throw notFound();
  const names = await namesOf(ctx, [a, b]);
  const pair = await pairOf(ctx, a.id, b.id);
  const hung = await hangingOn(ctx, [a.id, b.id]);
  return {
    a: toCompared(a, words, hung),
    b: toCompared(b, words, hung),
    fields: MERGE_FIELDS.map((field): ComparedField => {
      const say = (lead: Lead) => ({
        value: saidIn(lead, field),
        text: worded(lead, field, words, names, input.locale),
      });
      return { field, a: say(a), b: say(b) };
    }),
    suggests: better(a, b, hung) ? "a" : "b",
    sameCompany: a.companyId === b.companyId,
    pair,
  };
}

async function leadNumbered(ctx: Ctx, number: number): Promise<Lead> {
  const found = await reader(ctx).lead.findUnique({ where: { number }, select: { id: true } });
  if (!found) throw notFound();
  return masked(ctx.actor, await requireLead(ctx, found.id, "lead.merge"));
}

async function namesOf(ctx: Ctx, leads: Lead[]): Promise<Map<string, string>> {
  const owners = await reader(ctx).user.findMany({
    where: { id: { in: leads.flatMap(({ ownerId }) => ownerId ?? []) } },
    select: { id: true, firstName: true, lastName: true },
  });
  return new Map(owners.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
}

function worded(row: Lead, field: MergeField, words: Vocabulary, names: Map<string, string>, locale: Locale): string {
  if (field === "statusId") return statusOf(row, words)?.label ?? "";
  if (field === "leadTypeId") return words.types.find(({ id }) => id === row.leadTypeId)?.label ?? "";
  if (field === "ownerId") return names.get(row.ownerId ?? "") ?? "";
  if (field === "amountCents")
    return row.amountCents === null ? "" : formatMoney(row.amountCents, row.currency, { locale });
  return row[field].slice(0, 2000);
}

function statusOf(row: Lead, words: Vocabulary) {
  return words.groups.flatMap((group) => group.statuses).find(({ id }) => id === row.statusId);
}

type Hung = Map<string, { notes: number; attempts: number }>;

async function hangingOn(ctx: Ctx, ids: string[]): Promise<Hung> {
  const rows = await reader(ctx).$queryRawUnsafe<{ id: string; notes: number; attempts: number }[]>(
    `select i.id::text, (select count(*)::int from "Note" where "leadId" = i.id and "deletedAt" is null) as notes,
            (select count(*)::int from "ContactAttempt" where "leadId" = i.id) as attempts from unnest($1::uuid[]) i(id)`,
    ids,
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

function toCompared(row: Lead, words: Vocabulary, hung: Hung): ComparedLead {
  const status = statusOf(row, words);
  return {
    id: row.id,
    number: row.number,
    label: leadLabel(row.number),
    title: row.contactName || row.firm || row.email || row.phone || leadLabel(row.number),
    firm: row.contactName === "" ? "" : row.firm,
    status: { label: status?.label ?? "", tone: status?.tone ?? "gray" },
    receivedAt: row.receivedAt.toISOString(),
    touchCount: row.touchCount,
    notes: hung.get(row.id)?.notes ?? 0,
    attempts: hung.get(row.id)?.attempts ?? 0,
  };
}

/** Whether the first is rather the one to go on with: it has been worked more, or else it came first. */
function better(a: Lead, b: Lead, hung: Hung): boolean {
  const worked = ({ id, firstResponseAt }: Lead) =>
    (hung.get(id)?.notes ?? 0) + (hung.get(id)?.attempts ?? 0) + (firstResponseAt ? 1 : 0);
  return worked(a) === worked(b) ? a.receivedAt <= b.receivedAt : worked(a) > worked(b);
}
