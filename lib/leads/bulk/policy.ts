import { BULK_ANSWERS, valueIn } from "@/lib/leads/bulk/schema";
import { dayOf } from "@/lib/leads/status/answers";
import { tagsNow } from "@/lib/leads/tags/renamed/schema";
import { MOST_TAGS } from "@/lib/leads/tags/schema";
import type { Changes } from "@/lib/core/events";
import type { BulkField, BulkLead, BulkSet } from "@/lib/leads/bulk/schema";
import type { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import type { RenamedTags } from "@/lib/leads/tags/renamed/schema";

type Answer = (typeof BULK_ANSWERS)[number];

/** What words mean now that leads had before: a tag or a service may have been renamed since. */
export type WordsNow = { tags: RenamedTags; services: ServiceNames };

/**
 * What takes a lead back to what it was before these changes, where it still is what they made it; the fields that
 * somebody has changed since are named. What was answered goes back together with the status it was answered for. Of tags
 * each is undone for itself, whatever others were given or taken since.
 */
export function restoring(
  lead: BulkLead,
  { tags, ...changes }: Changes,
  words: WordsNow,
): { back: BulkSet; others: string[] } {
  const { back, others } = restoringValues(lead, changes, words);
  const restored = tags && tagsBefore(lead.tags ?? [], tags, words);
  if (restored === "tooMany") others.push("tags");
  else if (restored) back.tags = restored;
  return { back, others };
}

/** Without what was added and with what was taken, as that is called now; nothing where that is so already. */
function tagsBefore(standing: string[], { from, to }: Changes[string], words: WordsNow) {
  const now = tagsNow(standing, words.tags);
  const [before, after] = [tagsNow(from as string[], words.tags), tagsNow(to as string[], words.tags)];
  const kept = now.filter((tag) => before.includes(tag) || !after.includes(tag));
  const taken = before.filter((tag) => !after.includes(tag) && !kept.includes(tag));
  // Untouched since, they come back in their order.
  const isUntouched = JSON.stringify(now) === JSON.stringify(after);
  const tags = isUntouched ? before : [...kept, ...taken];
  if (tags.length > MOST_TAGS && tags.length > now.length) return "tooMany";
  return JSON.stringify(tags) === JSON.stringify(standing) ? undefined : tags;
}

function restoringValues(lead: BulkLead, changes: Changes, { services }: WordsNow) {
  const entries = (Object.entries(changes) as [BulkField | Answer, Changes[string]][]).map(
    (entry): [BulkField | Answer, Changes[string]] => {
      const [field, { from, to }] = entry;
      if (field !== "service") return entry;
      return [field, { from: services.named(String(from)), to: services.named(String(to)) }];
    },
  );
  const stands = ([field, { to }]: (typeof entries)[number]) => {
    const value = field === "service" ? services.named(lead.service) : valueOf(lead, field);
    return JSON.stringify(value) === JSON.stringify(to);
  };
  const moves = entries.some((entry) => entry[0] === "status" && stands(entry));
  const answers = entries.some(([field]) => field === "status") ? BULK_ANSWERS : [];
  const isAnswer = (field: string) => answers.some((answer) => answer === field);
  const going = entries
    .filter((entry) => stands(entry) && (moves || !isAnswer(entry[0])))
    .map(([field, { from }]) => [field, from]);
  const back = Object.fromEntries(going) as BulkSet;
  const others = entries.filter((entry) => !stands(entry)).map(([field]) => field);
  if (moves) {
    // Without a word of them they would go with the status that is left.
    const { lostReason = lead.lostReasonId ?? null, holdUntil = dayOf(lead.holdUntil ?? null) } = back;
    Object.assign(back, { lostReason, holdUntil });
  }
  return { back, others };
}

/** What a lead says in a field, or of what its status asked. */
export function valueOf(lead: BulkLead, field: BulkField | Answer) {
  if (field === "lostReason") return lead.lostReasonId ?? null;
  if (field === "holdUntil") return dayOf(lead.holdUntil ?? null);
  if (field === "amount") return amountOf(lead);
  return valueIn(lead, field);
}

/** In cents; null where nobody said one. */
export function amountOf({ amountCents }: Pick<BulkLead, "amountCents">): number | null {
  return amountCents === null || amountCents === undefined ? null : Number(amountCents);
}
