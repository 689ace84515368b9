import { countryOf } from "@/lib/core/country";
import { emailsIn } from "@/lib/core/email";
import { numberInLink } from "@/lib/core/phone";
import { inLatinSigns } from "@/lib/core/text";
import { asksWhether, saysNone } from "@/lib/intake/absent";
import type { Concept } from "@/lib/intake/concepts";
import { withLetters } from "@/lib/intake/entities";
import { isFileObject } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isFirm } from "@/lib/intake/firm-names";
import type { Json } from "@/lib/intake/json";
import { asksEither, meaningInShort, meaningOf } from "@/lib/intake/labels";
import type { Meaning } from "@/lib/intake/labels";
import { asksWho, isWho } from "@/lib/intake/persons";
import { isSerialised } from "@/lib/intake/php-serialised";
import {
  consentOf,
  dataUri,
  isFileName,
  isFileUrl,
  isIp,
  isUrl,
  isUserAgent,
  PERSON,
  textOf,
  urlsOf,
  yesNo,
} from "@/lib/intake/values";
import { asVisitors } from "@/lib/intake/whose";
import { spaced, wordsOf } from "@/lib/intake/words";

/** A field with what its words say it is. `strength` 9 is an admin's or a plugin's own word, and no guess. */
export type Candidate = {
  field: Field;
  text: string | null;
  concept: Concept | null;
  strength: number;
  /** What its words ask for, whatever was answered. */
  asked?: Concept;
};

const TYPES: Record<string, [Concept, number]> = {
  email: ["email", 3],
  tel: ["phone", 3],
  phone: ["phone", 3],
  phone_number: ["phone", 3],
  textarea: ["message", 2],
  long_text: ["message", 2],
  upload: ["file", 3],
  file: ["file", 3],
  fileupload: ["file", 3],
  "file-upload": ["file", 3],
  file_upload: ["file", 3],
  acceptance: ["consent", 2],
  consent: ["consent", 2],
  legal: ["consent", 2],
  gdprcheckbox: ["consent", 2],
  "gdpr-checkbox": ["consent", 2],
};

/** Words that only hold other fields together, so that the name inside them keeps its own meaning. */
const WRAPPER =
  /^(?:data|datos|dados|contact|contacto|contato|fields?|campos?|lead|form|entry|values?|payload|submission|person|persona|pessoa|cliente?|customer|user|answers?|respuestas?|body|names?|nombre|nome|content|result|record|item|root|response|request|params?|info|meta|context|contexto|form data|form fields|form response|\d+)$/;
const BARE: ReadonlySet<Concept> = new Set<Concept>([
  "name",
  "external_id",
  "form_id",
  "page_url",
  "message",
  "service",
  "first_name",
  "last_name",
]);

function better(a: Meaning | null, b: Meaning | null): Meaning | null {
  if (!a || !b) return a ?? b;
  return b.strength > a.strength ? b : a;
}

function meaningOfPath(path: string[]): Meaning | null {
  const leaf = path.at(-1) ?? "";
  if (path.length === 1) return meaningOf(leaf);
  const parents = path.slice(0, -1).filter((part) => !/^\d+$/.test(part));
  const parent = parents.at(-1) ?? "";
  const whole = parent === "" ? null : meaningOf(`${spaced(parent)} ${spaced(leaf)}`);
  const own = /^(?:\d+|value|valor)$/.test(leaf) ? meaningOf(parent) : meaningOf(leaf);
  const alone = parents.reduce((meaning, part) => asVisitors(meaning, wordsOf(part)), own);
  const neutral = parents.every((part) => WRAPPER.test(wordsOf(part)));
  return better(whole, alone && BARE.has(alone.concept) && !neutral ? null : alone);
}

function withType(meaning: Meaning | null, type: string | null): Meaning | null {
  const known = type === null || !Object.hasOwn(TYPES, type) ? undefined : TYPES[type];
  if (!known || (meaning && meaning.strength > 1 && meaning.concept !== "name")) return meaning;
  if (known[0] === "consent" && meaning) return meaning;
  return { concept: known[0], strength: known[1] as Meaning["strength"] };
}

export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  const others = text.replace(/[\d\s+().,/#;-]/g, "").length;
  return (
    digits >= 6 && digits <= 45 && text.length <= 120 && others <= digits * 4 && !text.includes("@") && !isUrl(text)
  );
}

/** The digits of one, with its plus or without. */
export const isCallingCode = (text: string): boolean => /^(?:\+|00)?[1-9]\d{0,3}$/.test(text.trim());

const isPlain = (text: string) => !isUrl(text) && !isLikeMail(text);

/** One word with an `@` and a dot behind it, and something before, between and after. */
function isLikeMail(text: string): boolean {
  const at = text.indexOf("@", 1);
  const dot = text.lastIndexOf(".", text.length - 2);
  return at !== -1 && dot > at + 1 && !/\s/.test(text);
}

/** Letters beside what is only an address. */
const hasWords = (text: string) => /\p{L}/u.test(text.replace(/\S+@\S+/g, " "));

const FITS: Partial<Record<Concept, (text: string, value: Json) => boolean>> = {
  email: (text) => emailsIn(text).length > 0,
  phone: looksLikePhone,
  country: (text) => isCallingCode(text) || countryOf(text) !== null,
  area_code: (text) => /^\+?[\d ()]{1,8}$/.test(text),
  name: (text) => text.length <= 200 && isPlain(text) && hasWords(text) && yesNo(text) === null,
  first_name: (text) => text.length <= 120 && isPlain(text) && /\p{L}/u.test(text),
  middle_name: (text) => text.length <= 120 && isPlain(text) && /\p{L}/u.test(text),
  last_name: (text) => text.length <= 120 && isPlain(text) && /\p{L}/u.test(text),
  // Whatever stands where a firm was asked for is one, of any length: the lead has its beginning, the delivery all of it.
  firm: (text) => isPlain(text) && /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) && yesNo(text) === null,
  message: (text) => !isFileUrl(text) && !/^\d{1,6}$/.test(text) && !isSerialised(text),
  service: (text) => text.length <= 500 && isPlain(text) && yesNo(text) === null,
  consent: (_, value) => consentOf(value) !== null,
  file: (text, value) =>
    isFileObject(value) ||
    (Array.isArray(value) && value.some(isFileObject)) ||
    urlsOf(value) !== null ||
    isFileName(text),
  page_url: isUrl,
  referrer: isUrl,
  ip: isIp,
  user_agent: isUserAgent,
  external_id: (text) => /^[\w.#-]{1,64}$/.test(text),
  form_id: (text) => /^[\w.#-]{1,64}$/.test(text),
  form_name: (text) => text.length <= 200 && !isUrl(text),
};

const ASKS_NAME = /\b(?:nombres?|names?|nome|apellidos?|surname|sobrenome|raz(?:on|ao))\b/;

/** Who is asked for a name and says "No" or "On" is called so; under "Contact" or "Company" it is a ticked box. */
function isWordAsName({ concept }: Meaning, field: Field, label: string | null): boolean {
  if (concept !== "name" && concept !== "firm") return false;
  if (typeof field.value !== "string" || field.type === "checkbox" || field.type === "radio") return false;
  return (
    /\p{L}{2}/u.test(field.value) && isPlain(field.value) && ASKS_NAME.test(wordsOf(label ?? field.path.at(-1) ?? ""))
  );
}

/** Whether a value can be what its label claims: "WhatsApp: yes" is no number. */
export const fits = (concept: Concept, text: string | null, value: Json): boolean => {
  const check = FITS[concept];
  if (concept === "consent" || concept === "file") return check?.(text ?? "", value) ?? true;
  return text !== null && (check?.(text, value) ?? true);
};

/** Who says that they have none has said nothing: neither the lead nor what is kept beside it gets a "-", unless it was asked whether. */
function withoutAnswer(field: Field, label: string | null, text: string | null): Candidate {
  const kept = asksWhether(label ?? field.path.at(-1) ?? "");
  return { field: kept ? field : { ...field, value: null }, text: kept ? text : null, concept: null, strength: 0 };
}

const saidNone = (concept: Concept, text: string | null): boolean => text !== null && saysNone(concept, text);

/** A field that somebody or something says is this, and that isn't guessed at. */
export function saidToBe(field: Field, concept: Concept, strength: number): Candidate {
  const text = textOf(field.value);
  return saidNone(concept, text) ? withoutAnswer(field, field.label, text) : { field, text, concept, strength };
}

/** What a field's label, key and type say, provided that its value agrees. */
export function candidateOf(field: Field, label: string | null): Candidate {
  if (field.concept) return saidToBe(field, field.concept, 9);
  if (field.rows) return { field, text: null, concept: null, strength: 0 };
  const meaning = answered(meaningOfField(field, label), field, label);
  const candidate = answering(field, label, meaning);
  return meaning ? { ...candidate, asked: meaning.concept } : candidate;
}

/** Who is asked for a name or a firm's gives one of both. */
function answered(meaning: Meaning | null, field: Field, label: string | null): Meaning | null {
  const isFirms =
    meaning?.concept === "name" && asksEither(label ?? field.path.at(-1) ?? "") && isFirm(textOf(field.value) ?? "");
  return isFirms ? { ...meaning, concept: "firm" } : meaning;
}

/** What a field's words and its type ask for, whatever was answered. */
export const askedIn = (field: Field, label: string | null): Concept | null =>
  field.concept ?? meaningOfField(field, label)?.concept ?? null;

function meaningOfField(field: Field, label: string | null): Meaning | null {
  const said = label === null ? null : meaningOf(label);
  const meaning = withType(said && said.strength > 1 ? said : better(meaningOfPath(field.path), said), field.type);
  // A key may hide what its label says: `email_2` is "Email del vendedor".
  return label === null ? meaning : asVisitors(meaning, wordsOf(label));
}

const EITHER_KIND = /\b(?:particular|individual|fisica)\b/;
const KIND =
  /^(?:(?:soy |sou |una? |uma? )?(?:empresa|particular|individual|company|business|private|person(?:al)?|(?:persona|pessoa) (?:fisica|juridica)))$/;
const TAX = /\b(?:cui[tl]|ru[ct]|rfc|cnpj|cpf|nif|nit|vat|tax)\b/;

/** "Empresa o particular: particular" says which of both, and a number alone is the tax office's. */
function isNoFirm(label: string, text: string): boolean {
  const words = wordsOf(label);
  return (EITHER_KIND.test(words) && KIND.test(wordsOf(text))) || (TAX.test(words) && !/\p{L}/u.test(text));
}

/** Who is only called by what they are ("Paciente") is so with a name that a person has. */
function isNobody(label: string, text: string): boolean {
  const words = wordsOf(label);
  return asksWho(words) && !isWho(words, text);
}

/** Short keys say what they are beside others that say it in full. */
export function withShortKeys(candidates: Candidate[]): Candidate[] {
  if (!candidates.some(({ concept, strength }) => strength > 1 && (concept === "email" || concept === "phone"))) {
    return candidates;
  }
  return candidates.map((one) => {
    const { field, text, concept, asked } = one;
    const short =
      concept === null && asked === undefined ? meaningInShort(field.label ?? field.path.at(-1) ?? "") : undefined;
    return short && fits(short, text, field.value) ? { ...one, concept: short, asked: short, strength: 1 } : one;
  });
}

/** "acme" of `acme_name`. */
const PREFIX = /^([a-zA-Z0-9]+)[_-](.+)$/;
const isReached = ({ asked }: Candidate) => asked === "email" || asked === "phone";

/**
 * A word that a form begins its keys with says nothing: `acme_name` is a name beside `acme_email`, where nothing else asks for
 * one. A thing has names as well ("Room name"), so a key alone doesn't tell.
 */
export function withFormsPrefix(candidates: Candidate[]): Candidate[] {
  const prefixOf = ({ field }: Candidate) =>
    field.label === null && field.path.length === 1 ? PREFIX.exec(field.path[0] ?? "")?.[1] : undefined;
  const prefixes = new Set(candidates.filter(isReached).map(prefixOf));
  prefixes.delete(undefined);
  const asksName = candidates.some(({ asked }) => asked === "name" || asked === "first_name");
  if (prefixes.size !== 1 || asksName) return candidates;
  return candidates.map((one) => {
    if (one.concept !== null || one.asked !== undefined || !prefixes.has(prefixOf(one))) return one;
    const rest = PREFIX.exec(one.field.path[0] ?? "")?.[2] ?? "";
    const meaning = meaningOf(rest);
    if (meaning?.concept !== "name" || meaning.strength < 4) return one;
    return { ...answering(one.field, null, meaning), asked: meaning.concept };
  });
}

/** A mail and a number as they are written to and dialled: out of a link, in Latin signs. */
function asReached(concept: Concept, text: string): string {
  if (concept !== "email" && concept !== "phone") return text;
  const read = withLetters(text);
  if (concept === "email") return inLatinSigns(read);
  return numberInLink(read) ?? inLatinSigns(read);
}

const SWAPPED: ReadonlySet<Concept> = new Set<Concept>(["email", "name", "country"]);

function answering(field: Field, label: string | null, meaning: Meaning | null): Candidate {
  const said = textOf(field.value);
  const text = meaning && said !== null ? asReached(meaning.concept, said) : said;
  const nothing = { field, text, concept: null, strength: 0 };
  if (text !== null && dataUri(text)) return { field, text, concept: "file", strength: 3 };
  if (!meaning) return nothing;
  if (saidNone(meaning.concept, text)) return withoutAnswer(field, label, text);
  if (meaning.concept === "firm" && isNoFirm(label ?? field.path.at(-1) ?? "", text ?? "")) return nothing;
  if (meaning.concept === "name" && isNobody(label ?? field.path.at(-1) ?? "", text ?? "")) return nothing;
  if (
    !fits(meaning.concept, text, field.value) &&
    !(text !== null && yesNo(text) !== null && isWordAsName(meaning, field, label))
  ) {
    // A number where a mail, a contact or its country was asked for: people answer with what they have.
    const swapped = SWAPPED.has(meaning.concept) && text !== null && /^[\d\s+().-]{8,24}$/.test(text);
    if (swapped) return { field, text, concept: "phone", strength: 1 };
    const person = meaning.concept === "email" && text !== null && PERSON.test(text);
    return person ? { ...nothing, concept: "name", strength: 1 } : nothing;
  }
  return {
    field,
    text,
    concept: meaning.concept,
    strength: field.aside ? Math.min(meaning.strength, 1) : meaning.strength,
  };
}
