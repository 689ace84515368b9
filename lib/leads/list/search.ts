import { lineDigits } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import type { Condition } from "@/lib/core/condition/schema";

const MAX_WORDS = 8;
const NUMBER = /^l[- ]?(\d{1,9})$/;
const PHONE = /^[(+\s]*\d[\d\s()./\p{Pd}]*$/u;
const FEWEST_PHONE_DIGITS = 6;

/**
 * What is typed in the search box, as a condition: every word somewhere in the lead's folded text; a phone number by its
 * digits, however they are parted; a lead's number with or without its letter.
 */
export function searchCondition(typed: string, country: string): Condition | undefined {
  const text = fold(typed);
  if (text === "") return undefined;
  const contains = (value: string): Condition => ({ field: "search", op: "contains", value });
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) return { field: "number", op: "is", value: Number(number) };
  const words: Condition = { all: text.split(" ").slice(0, MAX_WORDS).map(contains) };
  const digits = text.replaceAll(/\D/g, "");
  if (!PHONE.test(text) || digits.length < FEWEST_PHONE_DIGITS) return words;
  return { any: [words, ...phoneNeedles(text, digits, country).map(contains)] };
}

/** The digits as typed, and without what differs between ways of dialling the same line. */
function phoneNeedles(text: string, digits: string, country: string): string[] {
  // The beginning of a number is none yet, and keeps its trunk 0.
  const line = (lineDigits(text, country) ?? digits).replace(/^0+/, "");
  return [...new Set([digits, line])].filter(({ length }) => length >= FEWEST_PHONE_DIGITS);
}
