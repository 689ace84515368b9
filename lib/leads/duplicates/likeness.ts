import { soundOf } from "@/lib/leads/duplicates/blocking";
import type { Comparable } from "@/lib/leads/duplicates/comparable";
import type { Reason } from "@/lib/leads/duplicates/pairs/schema";

/** How likely two leads are one, of 100, and why. */
export type Likeness = { strength: number; reasons: Reason[] };

/** Below this two names aren't near. */
const NEAR = 0.8;
const WEAKEST = 50;

/** Undefined where there is too little to say. */
export function likeness(a: Comparable, b: Comparable): Likeness | undefined {
  // A person who came back after long is a lead of their own, linked on purpose.
  if (a.previousLeadId === b.id || b.previousLeadId === a.id) return undefined;
  const reasons = [...identity(a, b), ...firmReasons(a, b), ...nameReasons(a, b)];
  const strength = strengthOf(reasons, {
    names: wordsLikeness(a.name, b.name),
    bothNamed: a.name.length > 0 && b.name.length > 0,
    otherMails: a.mails.length > 0 && b.mails.length > 0 && !reasons.some(({ kind }) => kind === "mail"),
  });
  return strength < WEAKEST ? undefined : { strength, reasons };
}

function identity(a: Comparable, b: Comparable): Reason[] {
  const mail = a.mails.find((one) => b.mails.includes(one));
  const phone = a.phones.find((one) => b.phones.includes(one));
  const end = a.phoneEnds.find((one) => b.phoneEnds.includes(one));
  const taxId = a.taxIds.find((one) => b.taxIds.includes(one));
  const domain = a.domains.find((one) => b.domains.includes(one));
  return [
    ...(mail === undefined ? [] : [{ kind: "mail" as const, value: mail }]),
    ...(phone === undefined ? [] : [{ kind: "phone" as const, value: phone }]),
    ...(phone !== undefined || end === undefined ? [] : [{ kind: "phoneEnd" as const, value: end }]),
    ...(taxId === undefined ? [] : [{ kind: "taxId" as const, value: taxId }]),
    ...(domain === undefined || mail !== undefined ? [] : [{ kind: "domain" as const, value: domain }]),
  ];
}

function firmReasons(a: Comparable, b: Comparable): Reason[] {
  if (a.firm.length === 0 || b.firm.length === 0) return [];
  const near = wordsLikeness(a.firm, b.firm);
  if (near === 1) return [{ kind: "firm", value: a.firm.join(" ") }];
  return near >= NEAR ? [{ kind: "nearFirm", likeness: Math.round(near * 100) }] : [];
}

function nameReasons(a: Comparable, b: Comparable): Reason[] {
  if (a.name.length === 0 || b.name.length === 0) return [];
  const near = wordsLikeness(a.name, b.name);
  if (near === 1) return [{ kind: "name", value: a.name.join(" ") }];
  return near >= NEAR ? [{ kind: "nearName", likeness: Math.round(near * 100) }] : [];
}

/** As much as leads can have in common without one mail or one phone. */
const MOST_WITHOUT = 89;

type Apart = { names: number; bothNamed: boolean; otherMails: boolean };

/**
 * One mail or one phone counts more than anything else, also beside other names; a name says little by itself. A phone
 * beside another name and another mail is a switchboard's as likely as not, as the door has it.
 */
function strengthOf(reasons: Reason[], { names, bothNamed, otherMails }: Apart): number {
  const has = (kind: Reason["kind"]) => reasons.some((reason) => reason.kind === kind);
  const named = has("name") || has("nearName");
  const other = bothNamed && !named && names < 0.6;
  const byName = (same: number, others: number, open: number) => {
    if (named) return same;
    return other ? others : open;
  };
  const scores = [
    has("mail") && byName(98, 92, 97),
    has("phone") && byName(97, otherMails && !has("domain") ? 60 : 90, 94),
    has("phoneEnd") && byName(88, 0, 66),
    has("domain") && named && (has("name") ? 78 : 30 + 48 * names),
    has("taxId") && byName(92, 55, 70),
    has("firm") && named && (has("name") ? 80 : 25 + 50 * names),
    has("nearFirm") && named && (has("name") ? 70 : 20 + 45 * names),
  ];
  const [first = 0, second = 0] = scores.filter((score) => score !== false).toSorted((one, two) => two - one);
  const most = has("mail") || has("phone") ? 99 : MOST_WITHOUT;
  return Math.min(most, Math.round(first + second / 20));
}

/** A word less like its counterpart than this is another word. */
const OTHER_WORD = 0.7;

/** How alike two sets of words are, from 0 to 1: each word of the shorter with its likest, whatever their order; an initial stands for its word. */
export function wordsLikeness(one: string[], other: string[]): number {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.length === 0) return 0;
  const left = [...many];
  const scores = few.map((word) => {
    const likest = left.map((candidate) => wordLikeness(word, candidate));
    const best = Math.max(...likest);
    left.splice(likest.indexOf(best), 1);
    return best;
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / few.length;
  // "María Toledo" and "Martín Toledo" are two people, however alike most of it is.
  const sameWords = Math.min(...scores) >= OTHER_WORD ? mean : mean * OTHER_WORD;
  // A first name alone isn't the person; two of three names nearly are.
  const missing = many.length - few.length;
  if (missing === 0) return sameWords;
  return sameWords * (few.length === 1 ? OTHER_WORD : 1 - 0.05 * missing);
}

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 1 || b.length === 1) return a.startsWith(b) || b.startsWith(a) ? 0.85 : 0;
  const edits = 1 - editsBetween(a, b) / Math.max(a.length, b.length);
  return edits >= 0.6 && soundOf(a) === soundOf(b) ? Math.max(edits, 0.9) : edits;
}

/** How many letters must be added, left out, changed or swapped with their neighbour. */
function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 99) + 1 : 99;
      row.push(Math.min(changed, swapped, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
