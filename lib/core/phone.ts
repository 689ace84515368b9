import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CountryCode } from "libphonenumber-js/max";
import { inLatinSigns } from "@/lib/core/text";

const EXTENSION =
  /(?<![\s,;(])[\s,;(]*(?:\b(?:int|interno|ext|extension|extensión|ramal|anexo)\b\.?|#|\bx)\s{0,3}[:.]?\s{0,3}\d{1,6}\)?\s*$/i;
const BETWEEN = /\s*(?:[/;,|\n]|\s(?:y|o|e|ou|and|or)\s|\s-\s)\s*/i;
const RUN = /\+?\(?\d[\d\s().-]{5,22}\d/g;
/** A link that opens a chat with a number, which stands there from its country's code on. */
const LINK =
  /^(?:(?:https?:\/\/)?(?:www\.)?wa\.me\/|(?:(?:https?:\/\/)?(?:api|web|www)\.whatsapp\.com\/send\/?|whatsapp:\/\/send\/?)\?(?:[^\s#]{0,500}&)?phone=)(?:\+|%2B|%20|0{2})?(\d{8,15})(?=$|[/?&#])/i;

/** The number in such a link as it is dialled, or null. */
export function numberInLink(text: string): string | null {
  const digits = LINK.exec(text.trim())?.[1];
  return digits === undefined ? null : `+${digits}`;
}

const LABEL = /^[^\d+(]{1,20}(?=[\d+(])/;

// The full metadata: the small one takes a Brazilian number without its area code for a whole one. It is for the
// server; a browser has no need to read numbers.
function valid(text: string, country: CountryCode | undefined): string | null {
  const parsed = parsePhoneNumberFromString(
    text,
    country ? { defaultCountry: country, extract: false } : { extract: false },
  );
  return parsed?.isValid() ? parsed.number : null;
}

function readOne(text: string, country: CountryCode | undefined): string | null {
  const plain = text
    .replace(EXTENSION, "")
    .replace(LABEL, "")
    .replace(/[^\d+]/g, "")
    .replace(/(?!^)\+/g, "");
  if (plain.length < 6 || plain.length > 22) return null;
  const national = valid(plain, country);
  if (national) return national;
  // People write the trunk 0 after the country code: +54 9 0351 …
  const trunked = /^(?:\+|00)?549?0/.test(plain) ? valid(plain.replace(/^(?:\+|00)?54(9?)0/, "+54$1"), country) : null;
  if (trunked) return trunked;
  // A mobile by both of its marks, the 9 from abroad and the 15 from home: +54 9 0341 15 …
  if (/^(?:\+|00)?549/.test(plain)) {
    const mobile = valid(plain.replace(/^(?:\+|00)?5490?/, "+54"), country);
    if (mobile) return mobile;
  }
  // The same after any other country's code: +56 09 …
  const bare = plain.replace(/^00/, "+");
  for (const code of [2, 3, 1]) {
    const untrunked =
      bare.startsWith("+") && bare[code + 1] === "0" && `${bare.slice(0, code + 1)}${bare.slice(code + 2)}`;
    const number = untrunked ? valid(untrunked, undefined) : null;
    if (number) return number;
  }
  // Until 2019 Mexico's mobiles were called from abroad with a 1: +52 1 55 …
  const mexican = /^(?:\+|00)?521(\d{10})$/.exec(plain)?.[1];
  const mobileThere = mexican === undefined ? null : valid(`+52${mexican}`, undefined);
  if (mobileThere) return mobileThere;
  // A foreign number without its plus is still one, if nothing at home reads so.
  if (/^[1-9]\d{10,14}$/.test(plain)) return valid(`+${plain}`, undefined);
  return null;
}

/**
 * E.164, or null for what can't be a number (a local one without its area code, say). Two numbers in one field: the
 * first that can be dialled. Argentina's 0, 15 and 9 are read by libphonenumber's rules.
 */
export function normalisePhone(raw: string, defaultCountry: string): string | null {
  const text = inLatinSigns(raw.slice(0, 2_000)).trim();
  const linked = numberInLink(text);
  if (linked !== null) return readOne(linked, undefined);
  return readTyped(text.slice(0, 120), defaultCountry);
}

/** Its digits without what differs between ways of dialling one line, also of a number that its country's plan doesn't know. */
export function lineDigits(raw: string, defaultCountry: string): string | undefined {
  const plain = normalisePhone(raw, defaultCountry) ?? inLatinSigns(raw.slice(0, 120)).replace(/[^\d+]/g, "");
  const country = countryOf(defaultCountry);
  const parsed = parsePhoneNumberFromString(plain, { extract: false, ...(country && { defaultCountry: country }) });
  return parsed?.countryCallingCode === "54"
    ? parsed.nationalNumber.replace(/^9(?=\d{10}$)/, "")
    : parsed?.nationalNumber;
}

function countryOf(code: string): CountryCode | undefined {
  const upper = code.toUpperCase();
  return isSupportedCountry(upper) ? upper : undefined;
}

function readTyped(text: string, defaultCountry: string): string | null {
  if (!/\d/.test(text)) return null;
  const country = countryOf(defaultCountry);
  const whole = readOne(text, country);
  if (whole) return whole;
  for (const piece of text.split(BETWEEN)) {
    const number = readOne(piece, country);
    if (number) return number;
  }
  for (const [run] of text.matchAll(RUN)) {
    const number = readOne(run, country);
    if (number) return number;
  }
  return null;
}

/** As WhatsApp knows it: Argentine numbers only with the 9 of a mobile, which people leave out when they write theirs. */
export function whatsappNumber(e164: string): string {
  return e164.replace(/^\+54(?!9)(\d{10})$/, "+549$1");
}

/** Whether a number is one that nothing but a telephone on a line answers, as far as its country's numbers tell. */
export function isLandline(e164: string): boolean {
  return parsePhoneNumberFromString(e164)?.getType() === "FIXED_LINE";
}

const OF_MANY: ReadonlySet<string | undefined> = new Set(["TOLL_FREE", "SHARED_COST", "PREMIUM_RATE", "UAN"]);

/** A firm's own line for whoever calls it (0800, 0810, 0600): a number to dial, and nobody's. */
export function isServiceLine(e164: string): boolean {
  return OF_MANY.has(parsePhoneNumberFromString(e164)?.getType());
}

/**
 * The key under which two writings of one line meet: an Argentine mobile is typed with and without its 9, and nothing
 * in the digits says which was meant.
 */
export function comparePhone(e164: string): string {
  return /^\+549\d{10}$/.test(e164) ? `+54${e164.slice(4)}` : e164;
}
