import { fold } from "@/lib/core/text";
import { isFreeMail } from "@/lib/core/free-mail";
import { isFillerMail, isFillerPhone } from "@/lib/leads/duplicates/filler";

/** What is compared of a lead. */
export type Compared = {
  id: string;
  companyId: string;
  previousLeadId: string | null;
  contactNameKey: string;
  firmKey: string;
  emailKey: string;
  phone: string;
  phoneKey: string;
  otherKeys: string[];
  extra: unknown;
};

/** The same, taken apart once for all the comparisons it is in. */
export type Comparable = {
  id: string;
  companyId: string;
  previousLeadId: string | null;
  /** Words of the name, without titles and particles. */
  name: string[];
  /** Words of the firm's name, without its legal form. */
  firm: string[];
  mails: string[];
  /** Of mails that say which firm. */
  domains: string[];
  phones: string[];
  /** How the numbers end, however their beginning is written, also of what isn't a number here. */
  phoneEnds: string[];
  taxIds: string[];
};

const TITLES = new Set(["sr", "sra", "srta", "lic", "ing", "dr", "dra", "arq", "cr", "cdor", "mr", "mrs", "ms", "don"]);
const PARTICLES = new Set([
  "de",
  "del",
  "la",
  "las",
  "los",
  "da",
  "do",
  "dos",
  "van",
  "von",
  "y",
  "e",
  "the",
  "of",
  "and",
]);
const LEGAL_FORM =
  /\b(?:s\.?a\.?s|s\.?r\.?l|s\.?a\.?c\.?i\.?f?\.?i?\.?a?|s\.?a|s\.?c\.?a|s\.?h|ltda|inc|llc|ltd|gmbh|corp|cia|soc|sociedad anonima)\b\.?/g;

export function comparable(lead: Compared): Comparable {
  const keys = [lead.emailKey, lead.phoneKey, ...lead.otherKeys];
  const phones = [...new Set(keys.filter((key) => key.startsWith("+") && !isFillerPhone(key)))];
  const mails = [...new Set(keys.filter((key) => key.includes("@") && !isFillerMail(key)))];
  return {
    id: lead.id,
    companyId: lead.companyId,
    previousLeadId: lead.previousLeadId,
    name: nameWords(lead.contactNameKey),
    firm: words(lead.firmKey.replaceAll(LEGAL_FORM, " ")).filter((word) => !PARTICLES.has(word)),
    mails,
    domains: [...new Set(mails.map((mail) => mail.slice(mail.lastIndexOf("@") + 1)).filter((one) => !isFreeMail(one)))],
    phones,
    phoneEnds: phoneEnds(phones.length > 0 ? phones : [lead.phone]),
    taxIds: taxIdsIn(lead.extra),
  };
}

/** The words of a folded name, without titles and particles. */
export function nameWords(folded: string): string[] {
  return words(folded).filter((word) => !TITLES.has(word) && !PARTICLES.has(word));
}

function words(folded: string): string[] {
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8);
}

const END = 8;

function phoneEnds(phones: string[]): string[] {
  const ends = phones.map((phone) => phone.replaceAll(/\D/g, "").slice(-END)).filter((end) => end.length === END);
  return [...new Set(ends)];
}

const TAX_ID = /(?<!\d)(?:20|23|24|25|26|27|30|33|34)[-. ]?\d{8}[-. ]?\d(?!\d)/g;
const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Argentine tax numbers (CUIT, CUIL) among a form's further answers, with a check digit that is right. */
export function taxIdsIn(extra: unknown): string[] {
  const text = fold(JSON.stringify(extra ?? {})).slice(0, 20_000);
  const found = [...text.matchAll(TAX_ID)].map(([written]) => written.replaceAll(/\D/g, ""));
  return [...new Set(found.filter(isTaxId))];
}

function isTaxId(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[10]);
}
