import { emailsIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Pool } from "@/lib/intake/choice";
import { dialled, numberBehindArea } from "@/lib/intake/dialling";
import { keepExtra, keptUnder } from "@/lib/intake/extra";
import { keyOf } from "@/lib/intake/fields";
import { isFirm, mayBeVisitors } from "@/lib/intake/guess";
import { salvageContact } from "@/lib/intake/salvage";
import { isTrap } from "@/lib/intake/spam/signs";
import type { SourceSettings, Understood } from "@/lib/intake/schema";
import { isProse, isUrl, PERSON } from "@/lib/intake/values";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

const NAMED = /^\s*"?([^"<>@,;]{2,80}?)"?\s*<[^<>\s@]+@[^<>\s@]+>\s*$/;

const ONE_NAME = /^\p{Lu}[\p{Ll}'’-]{1,30}$/u;

/** Who has a mail as a mail program writes it: `Ana Ruiz <ana@example.com>`. */
export function nameBesideMail(pool: Pool, found: Understood): string | null {
  const key = found.readFrom["email"];
  // Who only sends it is often the site.
  const from = pool.candidates.find(({ field, strength }) => keyOf(field) === key && strength !== 1);
  const name = NAMED.exec(from?.text ?? "")?.[1]?.trim() ?? "";
  return (PERSON.test(name) || ONE_NAME.test(name)) && !isFirm(name) ? name : null;
}

/** The first of several is the mail; the others stay under the field's own label. */
export function takeEmail(pool: Pool, source: SourceSettings, found: Understood): void {
  const candidate = pool.email();
  if (!candidate) return;
  const { field, text } = candidate;
  const [first, ...others] = emailsIn(text ?? "");
  found.readFrom["email"] = keyOf(field);
  found.email = first ?? null;
  const kept = others.length > 1 ? others : (others[0] ?? null);
  keepExtra(found.extra, { ...candidate, field: { ...field, value: kept } }, keptUnder(field, source));
}

/** Who gave a mail under another's label may be that other. */
function hasOwnMail(pool: Pool, found: Understood): boolean {
  const from = pool.candidates.find(({ field }) => keyOf(field) === found.readFrom["email"]);
  return from !== undefined && ![...from.field.path, from.field.label ?? ""].map(wordsOf).some(isSomebodyElses);
}

export function takePhone(pool: Pool, source: SourceSettings, found: Understood): void {
  const last = () => pool.lastNumber(found.email !== null);
  const candidate = pool.phone(hasOwnMail(pool, found)) ?? numberBehindArea(pool, source.defaultCountry) ?? last();
  if (!candidate?.text) return;
  found.readFrom["phone"] = keyOf(candidate.field);
  found.phoneRaw = dialled(pool, candidate.text, source.defaultCountry);
  found.phone = normalisePhone(found.phoneRaw, source.defaultCountry);
  if (found.phone === null) found.problems.push("phone_invalid");
}

const MOST_SALVAGED = 100;

/** Where no field says who it is: a mail and a number out of the words of any, or somebody who can be reached is lost. */
export function salvage(pool: Pool, source: SourceSettings, found: Understood): void {
  const form = pool.surroundings();
  for (const candidate of pool.free().slice(0, MOST_SALVAGED)) {
    const { field, text } = candidate;
    if (text === null || isUrl(text) || isTrap(field)) continue;
    const { email, phone } = salvageContact(text, source.defaultCountry);
    if (found.email === null && typeof email === "string" && mayBeVisitors(candidate, [email], form)) {
      found.email = email;
      found.readFrom["email"] = keyOf(field);
    }
    // Digits alone may be anything.
    if (found.phone === null && typeof phone === "string" && isProse(text)) {
      found.phone = normalisePhone(phone, source.defaultCountry);
      found.phoneRaw = phone;
      found.readFrom["phone"] = keyOf(field);
    }
  }
}
