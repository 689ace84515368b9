import { emailsIn, normaliseEmail } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Candidate } from "@/lib/intake/candidates";
import { isOpaque } from "@/lib/intake/words";
import { isUrl, PERSON } from "@/lib/intake/values";

const FIRM =
  /(?:\b(?:s\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a\.?\s?(?:de c\.?\s?v|c\.?\s?i\.?\s?f)?|s\.?\s?c\.?\s?a|ltda|ltd|limited|inc|llc|gmbh|corp|corporation|company|hnos|hermanos|e\.?i\.?r\.?l|eireli|s\/a|s\.?\s?l)\.?\s*$|[&y] (?:c[ií]a|hijos|hnos|asociados)\b|\b(?:cooperativa|transportes|log[ií]stica|distribuidora|comercial|industrias|grupo|f[aá]brica|laboratorios?|importadora|exportadora)\b)/iu;

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
      return nameless.find(({ text }) => text.length <= 120 && !looksWritten(text) && FIRM.test(text)) ?? null;
    case "name":
      return nameless.find(({ text }) => text.length <= 80 && PERSON.test(text) && !FIRM.test(text)) ?? null;
    case "message": {
      const written = nameless.filter(({ text }) => looksWritten(text) && !isUrl(text));
      return written.toSorted((a, b) => b.text.length - a.text.length)[0] ?? null;
    }
  }
}
