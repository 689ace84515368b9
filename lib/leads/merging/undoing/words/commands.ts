import { forgetKeys, setBack, standsIn, WORDED } from "@/lib/leads/correcting/commands";
import { extraSaid, isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import { identityOf } from "@/lib/leads/merging/accrued";
import { leadIn, mergesInto } from "@/lib/leads/merging/commands";
import { columnsOf, rowOf } from "@/lib/leads/merging/fields";
import { dropWords, namesIn, sayAgain, wordsOf } from "@/lib/leads/merging/words/commands";
import { derivedColumns } from "@/lib/leads/person";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { LeadMerge, Prisma } from "@/lib/core/prisma/client";
import type { LeadJson } from "@/lib/leads/merging/accrued";
import type { FieldChanges } from "@/lib/leads/merging/fields";
import type { MergeField } from "@/lib/leads/merging/schema";
import type { KeptWord } from "@/lib/leads/merging/words/commands";

/*
 * What entries said while two leads were one, once they are parted: what the other's said goes off the survivor and is said
 * of the other; what the survivor's own said in vain, where the other's value stood, is said again.
 */

/** Answers the fields in which somebody has overwritten what the other's entries said: they stay. */
export async function takeWordsOff(
  ctx: Ctx,
  tx: Tx,
  merge: LeadMerge,
  words: readonly KeptWord[],
): Promise<MergeField[]> {
  if (words.length === 0) return [];
  const others = (await mergesInto(tx, merge.survivorId)).filter(({ id }) => id !== merge.id);
  const kept = await unsay(ctx, tx, merge.survivorId, words);
  await asItWas(tx, merge, [...others, merge], words);
  await forgetSaid(tx, merge, others, words);
  for (const other of others) await beginBefore(tx, other, words);
  return kept;
}

/** Takes off the lead what these changed on it, the last first. */
async function unsay(ctx: Ctx, tx: Tx, leadId: string, words: readonly KeptWord[]): Promise<MergeField[]> {
  const began = new Map<string, unknown>();
  for (const { changes, said } of words.toReversed()) {
    await setBack(ctx, tx, await tx.lead.findUniqueOrThrow({ where: { id: leadId } }), [changes], said.country);
    for (const [name, { from }] of Object.entries(changes)) began.set(name, from);
  }
  const stands = await standsIn(tx, await tx.lead.findUniqueOrThrow({ where: { id: leadId } }));
  return WORDED.filter((field) => began.has(field) && stands(field) !== began.get(field));
}

/** What is derived of a field again is as it was derived then, and a further answer of several parts is no text. */
async function asItWas(
  tx: Tx,
  { survivorId, survivor }: LeadMerge,
  merges: readonly LeadMerge[],
  words: readonly KeptWord[],
): Promise<void> {
  const lead = await tx.lead.findUniqueOrThrow({ where: { id: survivorId } });
  const names = [...new Set(words.flatMap(({ changes }) => Object.keys(changes)))];
  const had = survivor as Record<string, unknown>;
  const fields = WORDED.filter((field) => names.includes(field) && lead[field] === had[field]);
  const known = [
    had["extra"],
    ...merges.map((merge) => leadIn(merge).extra),
    ...words.flatMap(({ said }) => said.before.map(({ extra }) => extra)),
  ];
  const answers = names.filter(isExtraName).flatMap((name): [string, unknown][] => {
    const text = extraSaid(lead.extra, name);
    const one = known.find((extra) => text !== "" && extraSaid(extra, name) === text);
    return one ? [[labelOfExtra(name), (one as Record<string, unknown>)[labelOfExtra(name)]]] : [];
  });
  const extra = { ...(lead.extra as Prisma.JsonObject), ...Object.fromEntries(answers) };
  await tx.lead.update({
    where: { id: survivorId },
    data: {
      ...(rowOf(fields.map((field) => columnsOf(had, field))) as Prisma.LeadUncheckedUpdateInput),
      extra: extra as Prisma.InputJsonObject,
    },
  });
}

/** By what only these words made the survivor known, it isn't found any more. */
async function forgetSaid(
  tx: Tx,
  { survivorId, survivor }: LeadMerge,
  others: readonly LeadMerge[],
  words: readonly KeptWord[],
): Promise<void> {
  const own = [survivor as unknown as LeadJson, ...others.map(leadIn)];
  const stays = new Set(own.flatMap(identityOf));
  const nobody = { contactName: "", firm: "", email: "", phone: "", service: "" };
  for (const word of words) {
    for (const [field, text] of reachedBy(word)) {
      const { country } = word.said;
      const { emailKey, phoneKey, contactNameKey } = derivedColumns({ ...nobody, [field]: text }, country);
      const key = emailKey || phoneKey;
      if (key !== "" && !stays.has(key)) await forgetKeys(tx, survivorId, { [field]: text }, country);
      const former = field === "phone" && key === "" ? text.replaceAll(/\D/g, "") : contactNameKey;
      if (former !== "" && !stays.has(former)) await forgetWord(tx, survivorId, former);
    }
  }
}

const REACHED = ["email", "phone", "contactName"] as const;

function reachedBy({ changes, said }: KeptWord): [string, string][] {
  return REACHED.flatMap((field) => {
    const texts = [changes[field]?.from, changes[field]?.to, field !== "contactName" && said.after.fields[field]];
    return texts.flatMap((text): [string, string][] =>
      typeof text === "string" && text !== "" ? [[field, text]] : [],
    );
  });
}

async function forgetWord(tx: Tx, leadId: string, word: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "Lead" set "otherKeys" = array_remove("otherKeys", $2) where id = $1::uuid`,
    leadId,
    word,
  );
}

/** A merge that began with what these words made of a field begins with what was there before them. */
async function beginBefore(tx: Tx, other: LeadMerge, words: readonly KeptWord[]): Promise<void> {
  const changes = other.changes as unknown as FieldChanges;
  const until = words.filter(({ id }) => id < other.id).toReversed();
  const begun = WORDED.flatMap((field): [MergeField, NonNullable<FieldChanges[MergeField]>][] => {
    const one = changes[field];
    const from = until.reduce<unknown>((value, word) => {
      const change = word.changes[field];
      return change && change.to === value ? change.from : value;
    }, one?.from[field]);
    if (!one || typeof from !== "string" || from === one.from[field]) return [];
    const nobody = { contactName: "", firm: "", email: "", phone: "", service: "" };
    const derived = derivedColumns({ ...nobody, [field]: from }, until[0]?.said.country ?? "");
    return [[field, { ...one, from: columnsOf({ ...derived, [field]: from }, field) }]];
  });
  if (begun.length === 0) return;
  const data = { changes: { ...changes, ...Object.fromEntries(begun) } };
  await tx.leadMerge.update({ where: { id: other.id }, data });
}

/** `before` is how the survivor stood before the merge was undone. */
export async function sayWords(
  ctx: Ctx,
  tx: Tx,
  merge: LeadMerge,
  words: readonly KeptWord[],
  before: Awaited<ReturnType<typeof standsIn>>,
): Promise<void> {
  await sayAgain(ctx, tx, merge.leadId, words);
  const own = await wordsOf(tx, merge.survivorId);
  const stands = await standsIn(tx, await tx.lead.findUniqueOrThrow({ where: { id: merge.survivorId } }));
  const names = new Set(namesIn(own).filter((name) => stands(name) !== before(name)));
  if (names.size > 0) await sayAgain(ctx, tx, merge.survivorId, own, { names, since: merge.id });
  await dropWords(tx, [merge.survivorId, merge.leadId]);
}
