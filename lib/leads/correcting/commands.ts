import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { writeOwn } from "@/lib/leads/bulk/own/commands";
import { extraIn, extraName, extraSaid, isExtraName, withExtra } from "@/lib/leads/bulk/extra-values/schema";
import { ownIn } from "@/lib/leads/bulk/own-values/schema";
import { isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { valuesOf } from "@/lib/leads/custom-fields/values/queries";
import { leadUpdated } from "@/lib/leads/events";
import { derivedColumns, furtherKeys } from "@/lib/leads/person";
import { lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { searchTextOf } from "@/lib/leads/search-text";
import { writeFields } from "@/lib/leads/writing/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Lead, Prisma } from "@/lib/core/prisma/client";
import type { LeadFields } from "@/lib/leads/schema";

/*
 * What an arrival says anew of a lead that is there: its own keys, its entry's later word, and taking that back.
 */

/** A person wrote with a mail or phone that their lead doesn't have: it finds the lead from now on, and is searched. */
export async function rememberKeys(
  ctx: Ctx,
  leadId: string,
  person: { email: string; phone: string; country: string },
): Promise<void> {
  await mutate(ctx, async (tx) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const nobody = { contactName: "", firm: "", service: "" };
    const otherKeys = furtherKeys(lead, derivedColumns({ ...nobody, ...person }, person.country));
    if (otherKeys.length === lead.otherKeys.length) return;
    await tx.lead.update({
      where: { id: leadId },
      data: { otherKeys, searchText: searchTextOf({ ...lead, otherKeys }) },
    });
  });
}

/** What one sending of an entry says of its lead: in fields, and beyond them under the form's own labels. */
export type EntryWord = { fields: Partial<LeadFields>; extra: Readonly<Record<string, unknown>> };

/**
 * A form's later word on the same entry (a draft's final version, a correction): fills what nobody at this end changed.
 * `before` is what the entry said so far. Answers what it changed.
 */
export async function updateFromEntry(
  ctx: Ctx,
  leadId: string,
  before: readonly EntryWord[],
  after: EntryWord,
  country: string,
): Promise<Changes> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const set: LeadFields = {};
    const changes: Changes = {};
    for (const [field, to] of Object.entries(after.fields) as [keyof LeadFields, string][]) {
      const from = lead[field];
      const untouched = from === "" || before.some(({ fields }) => fields[field] === from);
      if (to !== "" && to !== from && untouched) {
        Object.assign(set, { [field]: to });
        changes[field] = { from, to };
      }
    }
    const further = Object.entries(after.extra).filter(([label]) => {
      const name = extraName(label);
      const [from, to] = [extraSaid(lead.extra, name), extraSaid(after.extra, name)];
      const untouched = from === "" || before.some((word) => extraSaid(word.extra, name) === from);
      if (to === "" || to === from || !untouched) return false;
      changes[name] = { from, to };
      return true;
    });
    if (Object.keys(changes).length === 0) return {};
    await writeFields(ctx, tx, lead, set, country, formerOf(lead, set));
    await addExtra(tx, lead, further);
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes,
      ...audienceOf(lead),
    });
    return changes;
  });
}

/**
 * Takes changes back that a form made by mistake, the last first, where the lead still says what they made of it. Answers
 * what it changed, which taken back does them again.
 */
export async function takeBackChanges(
  ctx: Ctx,
  leadId: string,
  told: readonly Changes[],
  country: string,
): Promise<Changes> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const changes = await setBack(ctx, tx, lead, told, country);
    if (Object.keys(changes).length === 0) return {};
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: { because: "takenBack" },
      changes,
      ...audienceOf(lead),
    });
    return changes;
  });
}

/** The same without telling of it. */
export async function setBack(
  ctx: Ctx,
  tx: Tx,
  lead: Lead,
  told: readonly Changes[],
  country: string,
): Promise<Changes> {
  const stands = await standsIn(tx, lead);
  const set: Record<string, string> = {};
  for (const [field, change] of told.flatMap((one) => Object.entries(one))) {
    // The last change comes first: what it began with is what the one before ended with.
    if (typeof change.from !== "string" || (set[field] ?? stands(field)) !== change.to) continue;
    set[field] = change.from;
  }
  if (Object.keys(set).length === 0) return {};
  const changes = Object.fromEntries(Object.entries(set).map(([field, to]) => [field, { from: stands(field), to }]));
  const words = Object.fromEntries(Object.entries(set).filter(([field]) => !isFieldName(field) && !isExtraName(field)));
  if (Object.keys(words).length > 0) await writeFields(ctx, tx, lead, words, country);
  await writeOwn(tx, new Map([[lead.id, Object.fromEntries(ownIn(set))]]));
  const extra = extraIn(set).reduce<unknown>((said, [name, to]) => withExtra(said, name, to), lead.extra);
  if (extra !== lead.extra)
    await tx.lead.update({ where: { id: lead.id }, data: { extra: extra as Prisma.InputJsonObject } });
  return changes;
}

/** What a lead says, by the name that changes have for it. */
export async function standsIn(tx: Tx, lead: Lead): Promise<(field: string) => string | undefined> {
  const own = (await valuesOf(tx, [lead.id])).get(lead.id) ?? {};
  return (field) => {
    if (isFieldName(field)) return written(own[keyOfName(field)]);
    if (isExtraName(field)) return extraSaid(lead.extra, field);
    const worded = WORDED.find((name) => name === field);
    return worded && lead[worded];
  };
}

/** What a form says in fields. */
export const WORDED = ["contactName", "firm", "email", "phone", "message", "service"] as const;

/** What nobody here replaced is still searched by: the former name, and a phone that is no number; what is one stays a key. */
async function addExtra(tx: Tx, lead: Lead, entries: readonly [string, unknown][]): Promise<void> {
  if (entries.length === 0) return;
  const extra = { ...(lead.extra as Prisma.JsonObject), ...Object.fromEntries(entries) };
  await tx.lead.update({ where: { id: lead.id }, data: { extra: extra as Prisma.InputJsonObject } });
}

function formerOf(lead: Lead, set: LeadFields): string[] {
  const name = set.contactName === undefined ? "" : lead.contactNameKey;
  const digits = set.phone === undefined || lead.phoneKey !== "" ? "" : lead.phone.replaceAll(/\D/g, "");
  return [name, digits].filter((word) => word !== "");
}

/**
 * A mail or phone that only an arrival gave which is gone: it finds the lead no more. What another arrival, a lead that was
 * merged into it or a person here gave stays.
 */
export async function forgetKeys(tx: Tx, leadId: string, person: Reached, country: string): Promise<void> {
  const lead = await tx.lead.findUniqueOrThrow({ where: { id: leadId } });
  const keysIn = ({ email = "", phone = "" }: Reached): string[] => {
    const { emailKey, phoneKey } = derivedColumns({ contactName: "", firm: "", service: "", email, phone }, country);
    return [emailKey, phoneKey];
  };
  const rows = await tx.$queryRawUnsafe<{ person: Reached | null; keys: string[] | null }[]>(OTHERS_GAVE, leadId);
  const given = new Set(rows.flatMap((row) => [...keysIn(row.person ?? {}), ...(row.keys ?? [])]));
  const gone = keysIn(person).filter((key) => !given.has(key));
  const otherKeys = lead.otherKeys.filter((key) => !gone.includes(key));
  if (otherKeys.length === lead.otherKeys.length) return;
  await tx.lead.update({
    where: { id: leadId },
    data: { otherKeys, searchText: searchTextOf({ ...lead, otherKeys }) },
  });
}

export type Reached = { email?: string; phone?: string };

const OTHERS_GAVE = `
  select t.values->'person' as person, null::text[] as keys from "Touchpoint" t where t."leadId" = $1::uuid
  union all
  select null, array(select jsonb_array_elements_text(m.lead->'otherKeys')) || (m.lead->>'emailKey') || (m.lead->>'phoneKey')
    from "LeadMerge" m where m."survivorId" = $1::uuid and m."undoneAt" is null
  union all
  select jsonb_build_object('email', coalesce(e.changes->'email'->>s.side, ''), 'phone', coalesce(e.changes->'phone'->>s.side, '')), null
    from "Event" e cross join (values ('from'), ('to')) s(side)
   where e."subjectType" = 'lead' and e."subjectId" = $1::uuid and e.name = 'lead.updated' and e."actorType" = 'user' and not e.payload ? 'because'
     and (e.changes ? 'email' or e.changes ? 'phone')`;
