import { newId, NO_ID } from "@/lib/core/id";
import { asRows, ownIn } from "@/lib/leads/bulk/own-values/schema";
import { extraIn, extraName, isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import { fieldName, isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { written } from "@/lib/leads/custom-fields/value/schema";
import { fillFromArrival } from "@/lib/leads/custom-fields/values/commands";
import { rememberKeys, takeBackChanges, updateFromEntry } from "@/lib/leads/correcting/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { LeadMerge, Prisma } from "@/lib/core/prisma/client";
import type { OwnValues } from "@/lib/leads/bulk/own-values/schema";
import type { ArrivingValue } from "@/lib/leads/custom-fields/arriving/schema";
import type { EntryWord } from "@/lib/leads/correcting/commands";

/*
 * What entries say of a lead while others stand merged into it. It may change the lead, or nothing, where the other's value
 * was chosen; parted, each says it of the lead that it is of.
 */

/** What one sending of an entry says, and said before; `own`: in custom fields, by their names. */
type Said = {
  before: readonly EntryWord[];
  after: EntryWord;
  ownBefore: readonly Readonly<Record<string, string>>[];
  own: OwnValues;
  country: string;
};

type Of = { leadId: string; entryId: string; deliveryId: string };
type Saying = Omit<Said, "own"> & { values: readonly ArrivingValue[] };

/** An entry's word on its lead, which is kept as long as another stands merged into that. Answers what it changed. */
export async function sayOf(ctx: Ctx, tx: Tx, of: Of, { values, ...saying }: Saying): Promise<Changes> {
  const { before, after, ownBefore, country } = saying;
  const changes = {
    ...(await updateFromEntry(ctx, of.leadId, before, after, country)),
    ...(await fillFromArrival(ctx, of.leadId, values, ownBefore)),
  };
  const own = Object.fromEntries(values.map(({ field, value }) => [fieldName(field.key), written(value)]));
  const isKept = await keep(tx, of, { ...saying, own }, changes);
  // Where the other's stands, whoever writes from there is known all the same.
  const { email = "", phone = "" } = after.fields;
  if (isKept && (email !== "" || phone !== "")) await rememberKeys(ctx, of.leadId, { email, phone, country });
  return changes;
}

/** Whether anything stands merged into the lead, so that it may be asked for again. */
async function keep(tx: Tx, of: Of, said: Said, changes: Changes): Promise<boolean> {
  const kept = await tx.$executeRawUnsafe(
    `insert into "MergedWord" (id, "entryId", "deliveryId", said, changes)
     select $1::uuid, $2::uuid, $3::uuid, $4::jsonb, $5::jsonb
      where exists (select 1 from "LeadMerge" where "survivorId" = $6::uuid and "undoneAt" is null)`,
    newId(),
    of.entryId,
    of.deliveryId,
    JSON.stringify(said),
    JSON.stringify(changes),
    of.leadId,
  );
  return kept > 0;
}

/**
 * What a delivery had said of another lead, and that was taken back, is said of this one, which that was merged into or
 * parted from since.
 */
export async function sayTakenBack(ctx: Ctx, tx: Tx, of: Of, taken: Changes, country: string): Promise<void> {
  const kept = await tx.$queryRawUnsafe<KeptWord[]>(
    `${KEPT} where w."deliveryId" = $1::uuid order by w.id`,
    of.deliveryId,
  );
  if (kept.length > 0) return sayAgain(ctx, tx, of.leadId, kept);
  const changes = await takeBackChanges(ctx, of.leadId, [taken], country);
  const side = (name: "from" | "to") =>
    Object.fromEntries(
      Object.entries(taken).flatMap(([field, change]) =>
        typeof change[name] === "string" ? [[field, change[name]]] : [],
      ),
    );
  const [before, after] = [spoken(side("to")), spoken(side("from"))];
  const ownBefore = Object.fromEntries(ownIn(before.own).map(([name, text]) => [keyOfName(name), text]));
  await keep(
    tx,
    of,
    { before: [before.word], after: after.word, ownBefore: [ownBefore], own: after.own, country },
    changes,
  );
}

/** Values by the names that changes have, as an entry says them. */
function spoken(said: Readonly<Record<string, string>>): { word: EntryWord; own: OwnValues } {
  const extra = Object.fromEntries(extraIn(said).map(([name, text]) => [labelOfExtra(name), text]));
  const fields = Object.fromEntries(Object.entries(said).filter(([name]) => !isExtraName(name) && !isFieldName(name)));
  return { word: { fields, extra }, own: Object.fromEntries(ownIn(said)) };
}

export type KeptWord = {
  id: string;
  said: Said;
  changes: Changes;
  requestId: string;
  history: boolean;
  source: { id: string; name: string };
  key: { id: string; name: string } | null;
};

const KEPT = `
  select w.id::text, w.said, w.changes, coalesce(nullif(d."requestId", ''), d.id::text) as "requestId", d.history,
         jsonb_build_object('id', s.id, 'name', s.name) as source,
         case when k.id is not null then jsonb_build_object('id', k.id, 'name', k.name) end as key
    from "MergedWord" w join "Entry" e on e.id = w."entryId" join "Delivery" d on d.id = w."deliveryId"
    join "Source" s on s.id = d."sourceId" left join "ApiKey" k on k.id = d."apiKeyId"`;

/** What the entries that are a lead's now said, the first first; after a merge, where one is given. Spam said nothing. */
export async function wordsOf(tx: Tx, leadId: string, merge?: LeadMerge): Promise<KeptWord[]> {
  return tx.$queryRawUnsafe<KeptWord[]>(
    `${KEPT} where e."leadId" = $1::uuid and w.id > $2::uuid and d.state in ('processed', 'duplicate') order by w.id`,
    leadId,
    merge?.id ?? NO_ID,
  );
}

/**
 * The sources say it again, of this lead; in these fields only, if they are named. What one of them changed before `since`
 * isn't said again.
 */
export async function sayAgain(
  ctx: Ctx,
  tx: Tx,
  leadId: string,
  words: readonly KeptWord[],
  only?: { names: ReadonlySet<string>; since: string },
): Promise<void> {
  const fields = words.some(({ said }) => Object.keys(said.own).length > 0) ? await allFields(tx) : [];
  for (const { id, said, changes: before, requestId, history, source, key } of words) {
    const { after, own } = only
      ? narrowed(said, (name) => only.names.has(name) && (id > only.since || !(name in before)))
      : said;
    const { from: _, ...rest } = ctx;
    const by: Ctx = { ...rest, tx, actor: { type: "source", ...source, ...(key && { key }) }, requestId, history };
    const values = asRows(leadId, ownIn(own), fields).said.map(({ field, value }) => ({ field, value }));
    const changes = {
      ...(only && before),
      ...(await updateFromEntry(by, leadId, said.before, after, said.country)),
      ...(await fillFromArrival(by, leadId, values, said.ownBefore)),
    };
    const { email = "", phone = "" } = after.fields;
    if (!only && said.before.length === 0) await rememberKeys(by, leadId, { email, phone, country: said.country });
    await tx.mergedWord.update({ where: { id }, data: { changes: changes as Prisma.InputJsonObject } });
  }
}

function narrowed({ after, own }: Said, isAmong: (name: string) => boolean): Pick<Said, "after" | "own"> {
  const among = <T extends object>(values: T, nameOf: (key: string) => string = (key) => key) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => isAmong(nameOf(key)))) as T;
  return { after: { fields: among(after.fields), extra: among(after.extra, extraName) }, own: among(own) };
}

/** In what these say something, by the names that changes have. */
export function namesIn(words: readonly KeptWord[]): string[] {
  const names = ({ said: { after, own } }: KeptWord) => [
    ...Object.keys(after.fields),
    ...Object.keys(after.extra).map(extraName),
    ...Object.keys(own),
  ];
  return [...new Set(words.flatMap(names))];
}

/** Where nothing stands merged into a lead any more, nothing is to be said again; of what is spam that may be said yet. */
export async function dropWords(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `delete from "MergedWord" w using "Entry" e
      where e.id = w."entryId" and e."leadId" = any($1::uuid[])
        and not exists (select 1 from "LeadMerge" m where m."survivorId" = e."leadId" and m."undoneAt" is null)
        and not exists (select 1 from "Delivery" d where d.id = w."deliveryId" and d.state = 'spam')`,
    leadIds,
  );
}
