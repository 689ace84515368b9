import { isListGap, isOther } from "@/lib/intake/other-numbers";

/** What is neither letter nor digit; a month and a year as they stand on a card. */
export const GAP = "[^\\p{L}\\p{N}]";
export const MONTH = "(?:0?[1-9]|1[0-2])";
export const YEAR = "(?:20)?\\d\\d";

/** What is put where a card's number stood in a longer text. */
const BLOT = "••••";
/** What may stand between two digits of one number. */
const BETWEEN = /^(?:&[a-z]{2,8};|\s+|[^\p{L}\p{N}\s]){0,3}$/u;
const LONGEST_BETWEEN = 40;
/** Date and code that follow a number at once. */
const TAIL_WORD = `(?:exp|venc|vto|val|cad|hasta|thru|until|cv|ccv|cod|code|sec|seg|pin|de|date|fecha|data|mm|aa|yy|y|and|e)\\p{L}*${GAP}{0,3}`;
const TAIL_CODE = "\\d{3,4}(?![ .-]?\\d)";
const TAIL = new RegExp(
  `^${GAP}{0,3}(?:(?:${TAIL_WORD}){0,5}${MONTH}\\s?[/.-]\\s?${YEAR}(?!\\d)(?:${GAP}{1,3}(?:${TAIL_WORD}){0,5}${TAIL_CODE})?|` +
    `(?:cv|ccv|cod|sec|seg|pin)\\p{L}*${GAP}{0,3}(?:${TAIL_WORD}){0,4}${TAIL_CODE})`,
  "iu",
);

/** How long the cards are that begin with a digit. */
const LENGTHS: Record<string, number[]> = {
  2: [16],
  3: [14, 15, 16],
  4: [13, 16, 19],
  5: [16, 17, 18, 19],
  6: [16, 17, 18, 19],
};
/**
 * Of those who begin so, and of that length, who issues none. One of thirteen may be a phone of 43 or 49 as well, and one of
 * fourteen a firm's number in Brazil.
 */
const UNISSUED = /^(?:2[0189]|3[12457].{12}$|3[0-35689].{13}$|4[39].{11}$|.{8}000.{3}$)/;

/** Whether the check digit of a number is right (Luhn). */
function isChecked(digits: string, begin: number, end: number): boolean {
  let sum = 0;
  for (let at = begin; at < end; at++) {
    const digit = digits.charCodeAt(at) - 48;
    const twice = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += (end - at) % 2 === 1 ? digit : twice;
  }
  return sum % 10 === 0;
}

/** Whether digits are a card's, by who may issue it and by the check digit. */
const isCardNumber = (digits: string, begin: number, end: number): boolean =>
  LENGTHS[digits[begin] ?? ""]?.includes(end - begin) === true &&
  isChecked(digits, begin, end) &&
  !UNISSUED.test(digits.slice(begin, end));

/** Whether digits stand in groups as on a card, and not as two phones or a list of numbers. */
function isGrouped(lengths: number[], gaps: string[]): boolean {
  if (lengths.length === 1) return true;
  if (lengths.length === 2) return false;
  const [first = 0, last = 0] = [lengths[0], lengths.at(-1)];
  const isOwn = /^(?:4,4,4,4(?:,[123])?|4,6,[45])$/.test(lengths.join());
  if (isOwn) return !(gaps.length === 3 && gaps[0] === gaps[2] && gaps[0] !== gaps[1]);
  return new Set(gaps).size === 1 && last <= first && lengths.slice(0, -1).every((length) => length === first);
}

/** `at`: how many digits of the text stand before it; `gap`: what stands between it and the next, null where they are apart. */
type Group = { at: number; from: number; to: number; gap: string | null };

function gapIn(text: string): string | null {
  return text !== "" && text.length <= LONGEST_BETWEEN && BETWEEN.test(text)
    ? text.replace(/&nbsp;|[^\S\n]+/g, " ")
    : null;
}

/** The groups of digits in a text, and all its digits. */
function groupsIn(text: string): { groups: Group[]; digits: string } {
  const gaps = new Map<string, string | null>();
  const groups: Group[] = [];
  const found: string[] = [];
  let before = 0;
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    found.push(digits);
    const last = groups.at(-1);
    if (last) {
      const between = text.slice(last.to, Math.min(index, last.to + LONGEST_BETWEEN + 1));
      if (!gaps.has(between)) gaps.set(between, gapIn(between));
      last.gap = gaps.get(between) ?? null;
    }
    groups.push({ at: before, from: index, to: index + digits.length, gap: null });
    before += digits.length;
  }
  return { groups, digits: found.join("") };
}

const isListed = (gap: string | null | undefined) => typeof gap === "string" && /[,;\n]/.test(gap);

/** Whether the groups from one to another are a card's number as somebody writes it. */
function isWritten(groups: Group[], start: number, end: number): boolean {
  const gaps = groups.slice(start, end).map(({ gap }) => gap ?? "");
  // Numbers of a list are one only if they are all there is of it.
  if (gaps.some(isListed) && (isListed(groups[start - 1]?.gap) || isListed(groups[end]?.gap))) return false;
  const lengths = groups.slice(start, end + 1).map(({ from, to }) => to - from);
  return isGrouped(lengths, gaps);
}

/** The last group of a card's number that begins with this one; -1 where none does. */
function endOfNumber(
  { groups, digits }: ReturnType<typeof groupsIn>,
  start: number,
  isPhone: boolean,
  isAsked: boolean,
) {
  const begin = groups[start]?.at ?? 0;
  if (!isAsked && LENGTHS[digits[begin] ?? ""] === undefined) return -1;
  let found = -1;
  for (let index = start; index < groups.length; index++) {
    const end = groups[index + 1]?.at ?? digits.length;
    if (end - begin > 19) break;
    const isLong = end - begin >= (isPhone ? 16 : 12);
    if (isLong && (isAsked || (isCardNumber(digits, begin, end) && isWritten(groups, start, index)))) found = index;
    if (groups[index]?.gap === null) break;
  }
  return found;
}

/** What a field asks for: a card that one pays with, a number of another kind, or neither. */
export type AskedNumber = "card" | "other" | null;

/** Of a shorter number it isn't looked whether those behind it in a list are of its kind. */
const SHORTEST_LISTED = 8;

/**
 * A text without the numbers of cards in it; where a card was asked for, without whatever is as long as one. A number that
 * the field or the words right before it say is another's stays, and so do those behind it in a list.
 */
export function withoutCards(text: string, asked: AskedNumber): string {
  const all = groupsIn(text);
  let open = "";
  let told = 0;
  // Where the number before ends that was looked at, and whether it was kept.
  let last = { to: 0, isKept: false };
  for (const [start, { from, to: groupTo }] of all.groups.entries()) {
    if (from < told || from < last.to) continue;
    const end = endOfNumber(all, start, text[from - 1] === "+", asked === "card");
    if (end < 0 && (asked === "card" || groupTo - from < SHORTEST_LISTED)) continue;
    const to = all.groups[end]?.to ?? groupTo;
    const tail = end < 0 ? "" : (TAIL.exec(text.slice(to, to + 200))?.[0] ?? "");
    const before = text.slice(last.to, from);
    const isElse = last.to > 0 && isListGap(before) ? last.isKept : asked === "other";
    const isKept = asked !== "card" && isOther(before, tail, isElse);
    last = { to: isKept ? to : to + tail.length, isKept };
    if (isKept || end < 0) continue;
    open += text.slice(told, from) + BLOT;
    told = last.to;
  }
  return open + text.slice(told);
}
