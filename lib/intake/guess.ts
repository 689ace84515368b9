import { emailsIn, normaliseEmail } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Candidate } from "@/lib/intake/candidates";
import { isOpaque, wordsOf } from "@/lib/intake/words";
import { isUrl, PERSON } from "@/lib/intake/values";

const LEGAL_FORM =
  /(?<![\p{L}\p{N}])(?:s\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a\.?\s?(?:u|de c\.?\s?v|c\.?\s?i\.?\s?f)?|s\.?\s?c\.?\s?a|ltda|ltd|limited|inc|llc|gmbh|corp|corporation|e\.?i\.?r\.?l|eireli|s\/a|s\.?\s?l|s\.?\s?l\.?\s?u|s\.?\s?p\.?\s?a)\.?\s*$/iu;
const FIRM_WORD =
  /(?:\b(?:company|hnos|hermanos)\.?\s*$|[&y] (?:c[ií]a|hijos|hnos|asociados)\b|\b(?:cooperativa|transportes|log[ií]stica|distribuidora|comercial|industrias|grupo|f[aá]brica|laboratorios?|importadora|exportadora)\b)/iu;
const isFirm = (text: string) => LEGAL_FORM.test(text) || FIRM_WORD.test(text);

/** Sá and Sas are families: written as names are, they are no legal form. */
const FAMILY = /\p{L}{2,} S(?:a|as|l)$/u;

/** Who buys may be a person or a firm: only a legal form tells which. */
const CLIENT = /^(?:(?:nuevo|novo|new) )?(?:clientes?|clients?|customers?)$/;
const isClient = ({ field }: Candidate) => CLIENT.test(wordsOf(field.label ?? field.path.at(-1) ?? ""));

export const isNameless = ({ field }: Candidate) => field.label === null && field.path.every(isOpaque);

const looksWritten = (text: string) => text.includes("\n") || text.length > 60 || text.split(/\s+/).length > 5;

function digitsOnlyOfPhone(text: string): boolean {
  return /^[\d\s+().-]{7,24}$/.test(text) && text.replace(/\D/g, "").length <= 15 && !/^\d{4}-\d{2}-\d{2}$/.test(text);
}

/**
 * What a value gives away by itself, for the targets that no label named. An address is told under any label; the rest
 * only where the key says nothing (`field_7a1b2c3`, `4`), or a city would become a person.
 */
export function guess(
  target: "email" | "phone" | "firm" | "name" | "message",
  free: Candidate[],
  country: string,
): Candidate | null {
  const texts = free.filter((candidate): candidate is Candidate & { text: string } => candidate.text !== null);
  const nameless = texts.filter(isNameless);
  switch (target) {
    case "email":
      return (
        texts.find(({ text }) => normaliseEmail(text) !== null || emailsIn(text).length > 1) ??
        nameless.find(({ text }) => text.length < 120 && emailsIn(text).length > 0) ??
        null
      );
    case "phone":
      return nameless.find(({ text }) => digitsOnlyOfPhone(text) && normalisePhone(text, country) !== null) ?? null;
    case "firm":
      return (
        texts.find(
          (one) => isClient(one) && one.text.length <= 200 && LEGAL_FORM.test(one.text) && !FAMILY.test(one.text),
        ) ??
        nameless.find(({ text }) => text.length <= 120 && !looksWritten(text) && isFirm(text)) ??
        null
      );
    case "name":
      return nameless.find(({ text }) => text.length <= 80 && PERSON.test(text) && !isFirm(text)) ?? null;
    case "message": {
      const written = nameless.filter(({ text }) => looksWritten(text) && !isUrl(text));
      return written.toSorted((a, b) => b.text.length - a.text.length)[0] ?? null;
    }
  }
}
