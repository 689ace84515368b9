import { normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import type { Condition } from "@/lib/core/condition/schema";

const MAX_WORDS = 8;
const NUMBER = /^l[- ]?(\d{1,9})$/;
const PHONE = /^[+\d][\d\s().\-/]*$/;
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
  const e164 = normalisePhone(text, country);
  const national = e164?.replace(/^\+54(9(?=\d{10}$))?/, "").replace("+", "");
  return [...new Set([digits, ...(national === undefined ? [] : [national])])];
}
