import { emailsIn, normaliseEmail } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Candidate } from "@/lib/intake/candidates";
import type { Concept } from "@/lib/intake/concepts";
import { isFirm, isSurelyFirm, LEGAL_FORM } from "@/lib/intake/firm-names";
import { asksToBeCalled, isDigits } from "@/lib/intake/numbers";
import { isSerialised } from "@/lib/intake/php-serialised";
import { isUrl, PERSON } from "@/lib/intake/values";
import { isSomebodyElses } from "@/lib/intake/whose";
import { isOpaque, wordsOf } from "@/lib/intake/words";

/** Sá and Sas are families: written as names are, they are no legal form. */
const FAMILY = /\p{L}{2,} S(?:a|as|l)$/u;

/** Who buys may be a person or a firm: only a legal form tells which. */
const CLIENT = /^(?:(?:nuevo|novo|new) )?(?:clientes?|clients?|customers?)$/;
const isClient = ({ field }: Candidate) => CLIENT.test(wordsOf(field.label ?? field.path.at(-1) ?? ""));

export const isNameless = ({ field }: Candidate) => field.label === null && field.path.every(isOpaque);

const looksWritten = (text: string) => text.includes("\n") || text.length > 60 || text.split(/\s+/).length > 5;

/** Other words for where somebody is reached or known by, beside those of a mail. */
const REACHES =
  /\b(?:contact\w*|contat\w*|respond\w*|respuesta|resposta|escrib\w*|escrev\w*|write|reach|reply|answer|usuario|user|username|login|casilla|direccion|endereco|address|gmail|hotmail|outlook|yahoo|arroba)\b/;
const OF_A_VISITOR: ReadonlySet<Concept | undefined> = new Set<Concept>([
  "email",
  "phone",
  "name",
  "first_name",
  "last_name",
  "firm",
  "message",
]);

/** What is known of a form while an address in it is looked at. */
export type Surroundings = { hosts: readonly string[]; hasMailField: boolean; hasNumber: boolean };

/** An address of the site's own domain is the house's. */
export function isOfSite(email: string, hosts: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return hosts.some((host) => host === domain || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`));
}

/**
 * Whether an address that no label calls a mail may be the visitor's: under words that ask for them it is, under any
 * others only where the form has no other way to reach them, since a form may carry the house's own.
 */
export function mayBeVisitors(candidate: Candidate, emails: string[], form: Surroundings): boolean {
  const words = [...candidate.field.path, candidate.field.label ?? ""].map(wordsOf);
  if (words.some(isSomebodyElses) || emails.some((email) => isOfSite(email, form.hosts))) return false;
  if (OF_A_VISITOR.has(candidate.asked)) return true;
  if (form.hasMailField) return false;
  return asksForThem(candidate) || !form.hasNumber;
}

/** Whether words ask for something of the visitor's, or say nothing at all. */
export const asksForThem = (candidate: Candidate): boolean =>
  OF_A_VISITOR.has(candidate.asked) ||
  isNameless(candidate) ||
  REACHES.test(wordsOf(candidate.field.label ?? candidate.field.path.at(-1) ?? ""));

/**
 * What a value gives away by itself, for the targets that no label named: only where the key says nothing
 * (`field_7a1b2c3`, `4`), or a city would become a person. An address and a number are told under more labels.
 */
export function guess(
  target: "email" | "phone" | "firm" | "name" | "message",
  free: Candidate[],
  country: string,
  form: Surroundings,
): Candidate | null {
  const texts = free.filter((candidate): candidate is Candidate & { text: string } => candidate.text !== null);
  const nameless = texts.filter(isNameless);
  switch (target) {
    case "email": {
      const theirs = texts.filter((one) => {
        const emails = emailsIn(one.text);
        return emails.length > 0 && mayBeVisitors(one, emails, form);
      });
      // Of several in a message the writer says which is theirs.
      const isAlone = ({ text, asked }: Candidate & { text: string }) =>
        normaliseEmail(text) !== null || (asked !== "message" && emailsIn(text).length > 1);
      return theirs.find(isAlone) ?? theirs.find((one) => isNameless(one) && one.text.length < 120) ?? null;
    }
    case "phone":
      return (
        nameless.find(({ text }) => isDigits(text) && normalisePhone(text, country) !== null) ??
        texts.find((one) => asksToBeCalled(one, country)) ??
        null
      );
    case "firm":
      return (
        texts.find(
          (one) => isClient(one) && one.text.length <= 200 && LEGAL_FORM.test(one.text) && !FAMILY.test(one.text),
        ) ??
        nameless.find(({ text }) => text.length <= 120 && !looksWritten(text) && isSurelyFirm(text)) ??
        null
      );
    case "name":
      return nameless.find(({ text }) => text.length <= 80 && PERSON.test(text) && !isFirm(text)) ?? null;
    case "message": {
      const written = nameless.filter(
        ({ field, text }) => !Array.isArray(field.value) && looksWritten(text) && !isUrl(text) && !isSerialised(text),
      );
      return written.toSorted((a, b) => b.text.length - a.text.length)[0] ?? null;
    }
  }
}
