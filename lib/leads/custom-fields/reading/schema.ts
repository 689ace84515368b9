import { emailIn } from "@/lib/core/email";
import { tooLong } from "@/lib/core/errors";
import { MOST_CENTS } from "@/lib/core/money";
import { saysDigits } from "@/lib/core/phone-text";
import { readNumber } from "@/lib/core/quantities";
import { fold, visible } from "@/lib/core/text";
import { parseWhen } from "@/lib/core/when";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

/** A field, as far as reading what somebody wrote for it goes. */
export type Readable = {
  kind: FieldKind;
  options: readonly { key: string; active: boolean; labelEn: string; labelEs: string }[];
};

export type ReadingHints = {
  /** Of money that names no currency. */
  currency: string;
  /** Of who wrote it, where that is known. */
  decimal?: "," | ".";
  /** Which way round dates are written. */
  order?: "dmy" | "mdy" | "ymd";
};

const LONGEST_TEXT = 5000;
const LONGEST_LONG = 100_000;
const LONGEST_LINK = 2000;

const UNREADABLE: Record<Exclude<FieldKind, "text" | "long">, string> = {
  number: "notNumber",
  money: "notAmount",
  date: "notDate",
  boolean: "notValid",
  choice: "notOption",
  choices: "notOption",
  email: "notEmail",
  phone: "noDigits",
  url: "notLink",
};

/** Exact in every program that reads it: fifteen digits, six of them behind the sign. */
const MOST = 1e15;

/**
 * What somebody wrote, as a value of the field; undefined for what is none. What a form, a file or a person writes is read
 * alike. Nobody is asked: what can't be read for sure isn't taken.
 */
export function readValue(
  field: Readable,
  said: string | readonly string[],
  hints: ReadingHints,
): FieldValue | undefined {
  if (field.kind === "choices") return readChoices(field, said);
  const text = textOf(said);
  if (text === "") return undefined;
  switch (field.kind) {
    case "text":
      return text.length <= LONGEST_TEXT ? text : undefined;
    case "long":
      return text.length <= LONGEST_LONG ? text : undefined;
    case "number":
      return exact(readNumber(text, hints.decimal));
    case "money":
      return keepable(moneyIn(text, hints));
    case "date":
      return parseWhen(text, { timeZone: "UTC", order: hints.order ?? "dmy" })?.iso.slice(0, 10);
    case "boolean":
      return readYesNo(text);
    case "choice":
      return optionNamed(field, text);
    case "email":
      return emailIn(text) ?? undefined;
    case "phone":
      return text.length <= 60 && saysDigits(text) ? text : undefined;
    case "url":
      return readLink(text);
  }
}

const textOf = (said: string | readonly string[]) =>
  visible((typeof said === "string" ? said : said.join(", ")).replaceAll("\0", "")).trim();

/** What it is refused for where `readValue` finds no value: a key of the `errors` messages. */
export function unreadable({ kind }: Readable, said: string | readonly string[], hints: ReadingHints): string {
  const text = textOf(said);
  // A text can only be too long.
  if (kind === "text" || kind === "long") return tooLong(kind === "text" ? LONGEST_TEXT : LONGEST_LONG, text.length);
  return kind === "money" && moneyIn(text, hints) ? "amountTooLarge" : UNREADABLE[kind];
}

function exact(number: number | null): number | undefined {
  if (number === null || Math.abs(number) >= MOST) return undefined;
  const rounded = Number(number.toFixed(6));
  // What has more digits than a number holds would be another one.
  return Number(number.toPrecision(15)) === number ? rounded : undefined;
}

const CURRENCIES: [RegExp, string][] = [
  [/\bUSD\b|US\$|U\$S|U\$D/i, "USD"],
  [/\bEUR\b|€/i, "EUR"],
  [/\bBRL\b|R\$/i, "BRL"],
  [/\bARS\b|AR\$/i, "ARS"],
];

type Money = { cents: number; currency: string };

const keepable = (money: Money | undefined) => (money && Math.abs(money.cents) <= MOST_CENTS ? money : undefined);

/** However much it is. */
function moneyIn(text: string, { currency, decimal }: ReadingHints): Money | undefined {
  const named = CURRENCIES.find(([sign]) => sign.test(text));
  const code = /^([A-Z]{3})\b|\b([A-Z]{3})$/.exec(text);
  const bare = CURRENCIES.reduce((rest, [sign]) => rest.replace(sign, ""), text).replace(/^[A-Z]{3}\b|\b[A-Z]{3}$/, "");
  const amount = readNumber(bare, decimal);
  if (amount === null) return undefined;
  return { cents: Math.round(amount * 100), currency: named?.[1] ?? code?.[1] ?? code?.[2] ?? currency };
}

const YES = /^(?:1|x|si|s|yes|y|true|on|sim|verdadero|ok|acepto|aceptado|checked)$/;
const NO = /^(?:0|no|n|false|off|nao|falso|unchecked)$/;

function readYesNo(text: string): boolean | undefined {
  const word = fold(text);
  if (YES.test(word)) return true;
  return NO.test(word) ? false : undefined;
}

function readLink(text: string): string | undefined {
  const link = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (link.length > LONGEST_LINK || /\s/.test(link) || !URL.canParse(link)) return undefined;
  const { hostname } = new URL(link);
  return hostname.includes(".") && !hostname.endsWith(".") ? link : undefined;
}

/** An option by its key or one of its labels; of two with one label, the one in use. */
function optionNamed({ options }: Readable, said: string): string | undefined {
  const word = fold(said);
  if (word === "") return undefined;
  const names = (option: Readable["options"][number]) => [option.key, option.labelEn, option.labelEs];
  const found = options.filter((option) => names(option).some((name) => fold(name) === word));
  return (found.find(({ active }) => active) ?? found[0])?.key;
}

/** All of them or none: half of what somebody chose would be another answer. */
function readChoices(field: Readable, said: string | readonly string[]): string[] | undefined {
  const whole = typeof said === "string" ? optionNamed(field, said) : undefined;
  const parts = typeof said === "string" ? said.split(/[,;|\n]/) : said;
  const wanted = parts.filter((part) => fold(part) !== "");
  const keys = whole === undefined ? wanted.map((part) => optionNamed(field, part)) : [whole];
  const known = keys.filter((key) => key !== undefined);
  if (known.length === 0 || known.length < keys.length) return undefined;
  // In the field's own order: the same choice is the same value.
  return field.options.map(({ key }) => key).filter((key) => known.includes(key));
}
