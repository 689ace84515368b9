import { callingCodeOf, countryOf } from "@/lib/core/country";
import { normalisePhone } from "@/lib/core/phone";
import { isCallingCode } from "@/lib/intake/candidates";
import type { Candidate } from "@/lib/intake/candidates";
import type { Pool } from "@/lib/intake/choice";
import { keywordsOf, wordsOf } from "@/lib/intake/words";

/** As much of a number as stands behind an area code. */
const isLocal = (text: string) => /^\d{5,9}$/.test(text.replace(/[\s().-]/g, ""));

/** "no" and "n" are what is left of "Nº" and "N°". */
const NUMBER_WORDS = new Set([
  "numero",
  "no",
  "n",
  "number",
  "linea",
  "line",
  "abonado",
  "subscriber",
  "local",
  "resto",
]);
const isCalledNumber = ({ field }: Candidate) =>
  keywordsOf(wordsOf(field.label ?? field.path.at(-1) ?? "")).every((word) => NUMBER_WORDS.has(word));

/** "Número" alone may be any; right behind an area's code, with which it can be dialled, it is the rest of the phone. */
export function numberBehindArea(pool: Pool, home: string): Candidate | null {
  const area = pool.claiming("area_code")[0];
  const next = area && pool.candidates[pool.candidates.indexOf(area) + 1];
  if (!next || !pool.free().includes(next) || next.concept !== null || !isCalledNumber(next)) return null;
  if (!isLocal(next.text ?? "") || normalisePhone(`${area.text ?? ""} ${next.text ?? ""}`, home) === null) return null;
  return pool.take(next);
}

/** It says its country itself. */
const isAbroad = (text: string) => /^\s*(?:\+|00)/.test(text);

/**
 * A number as it can be dialled from the source's country: with what the form asks for in other fields, the country, its
 * code or the area's, where it needs them. What can't be dialled so either is read by a person, who needs all of it.
 */
export function dialled(pool: Pool, number: string, home: string): string {
  if (isAbroad(number)) return number;
  const country = pool.claiming("country")[0];
  const abroad = country?.text ? byCountry(country.text, number, home) : null;
  if (abroad !== null) return abroad;
  const parts = partsBefore(pool, country);
  const codes = parts.slice(0, 1).filter((part) => isAbroad(written(part)));
  for (const some of [codes, [], parts, parts.slice(0, 1), parts.slice(-1)]) {
    const joined = [...some.map(written), number].join(" ");
    if (normalisePhone(joined, home) === null) continue;
    for (const part of some) pool.take(part);
    return joined;
  }
  const [first] = parts;
  return first && isLocal(number) ? `${written(pool.take(first))} ${number}` : number;
}

/** Where a visitor says which country they are in, their number is that country's, unless it isn't one there. */
function byCountry(said: string, number: string, home: string): string | null {
  const country = isCallingCode(said) ? null : countryOf(said);
  const e164 = country && normalisePhone(number, country);
  if (!country || !e164) return null;
  if (normalisePhone(number, home) === e164) return number;
  const whole = `${callingCodeOf(country)} ${number}`;
  return normalisePhone(whole, home) === e164 ? whole : e164;
}

/** The country's code and the area's, in this order whatever the form's; some forms ask for either under one word. */
function partsBefore(pool: Pool, country: Candidate | undefined): Candidate[] {
  const isCode = ({ text }: Candidate) => isAbroad(text ?? "");
  const code = country?.text && isCallingCode(country.text) ? [country] : [];
  const areas = pool.claiming("area_code").slice(0, 2);
  return [...code, ...areas.filter(isCode), ...areas.filter((one) => !isCode(one))];
}

/** A country's code has its plus, whoever left it out. */
function written({ concept, text }: Candidate): string {
  const said = (text ?? "").trim();
  return concept === "country" ? `+${said.replace(/^(?:\+|00)/, "")}` : said;
}
