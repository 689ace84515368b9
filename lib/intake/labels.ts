import {
  ASKS,
  ASKS_COUNTRY,
  ASKS_FIRM,
  ASKS_NAME,
  ASKS_REQUESTER,
  asksMailFor,
  EXACT,
  FIRM_PERSON,
  OTHERS_FIRM,
  RULES,
  SECONDARY,
} from "@/lib/intake/concepts";
import type { Concept } from "@/lib/intake/concepts";
import { fold } from "@/lib/core/text";
import { separated } from "@/lib/intake/glued-words";
import { asksWho, isNameOfThing } from "@/lib/intake/persons";
import { asVisitors } from "@/lib/intake/whose";
import { isAnothersFirm } from "@/lib/intake/whose-firm";
import { keywordsOf, wordsOf } from "@/lib/intake/words";

/** 4: the label itself; 3: the label with harmless words around; 2: a word of it; 1: so, if there is nothing better. */
export type Meaning = { concept: Concept; strength: 1 | 2 | 3 | 4 };

/** What people answer; their labels come with articles and "your", the names of technical values don't. */
const ASKED: ReadonlySet<Concept> = new Set<Concept>([
  "name",
  "first_name",
  "last_name",
  "firm",
  "email",
  "phone",
  "message",
  "service",
  "consent",
  "file",
]);

const phrases = (Object.entries(EXACT) as [Concept, string[]][]).flatMap(([concept, list]) =>
  list.map((phrase) => ({ concept, words: wordsOf(phrase) })),
);
const exact = new Map<string, Concept>(phrases.toReversed().map(({ concept, words }) => [words, concept]));
const shortened = new Map<string, Concept>();
for (const { concept, words } of phrases) {
  const short = keywordsOf(words).join(" ");
  if (ASKED.has(concept) && !shortened.has(short)) shortened.set(short, exact.get(short) ?? concept);
}

const UTM_PARTS: [RegExp, Concept][] = [
  [/\b(?:source|fuente|origen|origem|fonte)\b/, "utm.source"],
  [/\b(?:medium|medio|midia|meio)\b/, "utm.medium"],
  [/\b(?:campaign|campana|campanha)\b/, "utm.campaign"],
  [/\b(?:term|termino|termo|keyword)\b/, "utm.term"],
  [/\b(?:content|contenido|conteudo)\b/, "utm.content"],
];

function utmOf(words: string): Meaning | null {
  const joined = /\butm(source|medium|campaign|term|content)\b/.exec(words.replace(/^.*\b(utm)/, "$1"));
  if (joined) return { concept: `utm.${joined[1] ?? ""}` as Concept, strength: 3 };
  if (!/\butm\b/.test(words)) return null;
  if (/\bid\b/.test(words)) return null;
  const part = UTM_PARTS.find(([pattern]) => pattern.test(words));
  return part ? { concept: part[1], strength: /^utm \w+$/.test(words) ? 4 : 3 } : null;
}

/** A mail's own lines, as its form sends them: who is answered is the visitor, who sends it is often the site. */
const ANSWERED =
  /^(?:(?:header|headers|email|mail|correo) )?(?:reply ?to|respond(?:er|a) (?:a|para)|responder)(?: (?:email|mail|correo|address|header))?$/;
const SENT_FROM = /^(?:from (?:email|mail|address)|(?:email|mail) from|(?:email|mail|correo) (?:del? )?remitente)$/;

function mailLine(words: string): Meaning | null {
  if (ANSWERED.test(words)) return { concept: "email", strength: 2 };
  return SENT_FROM.test(words) ? { concept: "email", strength: 1 } : null;
}

/** The form's own words for a mail, and no question to a visitor. */
export const isMailLine = (label: string): boolean => mailLine(wordsOf(label)) !== null;

const FIRM_WORD =
  "(?:empresa|razon|company|firma|organizacion|organi[sz]ation|organizacao|razao|business|institucion|instituicao|institution|entidad|entidade)";

/** "Nombre o razón social" asks for whichever there is, and nobody gives a firm's surname. */
const EITHER = new RegExp(
  `\\b(?:nombres?|name|nome)\\b.*\\b(?:o|or|ou)\\b.*\\b${FIRM_WORD}\\b|` +
    `^(?:(?:tu|su|seu|your) )?(?:nombres?|name|nome)(?: (?:y|e|and))?(?: (?:tu|su|la|a))? (?:razon|razao) social$|` +
    `^(?:razon|razao) social(?: (?:o|y|e|ou))? (?:nombres?|nome)$|` +
    `\\b(?:nombres?|name|nome)\\b.*\\b(?:apellidos?|sobrenome|surname)\\b.*\\b${FIRM_WORD}\\b|` +
    `\\b(?:apellidos?|sobrenome|surname)\\b.*\\b(?:nombres?|name|nome)\\b.*\\b${FIRM_WORD}\\b|` +
    `\\b${FIRM_WORD}\\b.*\\b(?:nombres?|name|nome)\\b.*\\b(?:apellidos?|sobrenome|surname)\\b`,
);

/** A firm's other name is none of a person's. */
const TRADE_NAME =
  /\b(?:nombre|nome|name) (?:comercial|(?:de )?fantasia|(?:del?|da|do|of)(?: (?:la|tu|su|sua|seu|the|your))? (?:empresa|firma|negocio|institucion|instituicao|organizacion|organizacao|entidad|entidade|company|business|organi[sz]ation|institution))\b(?!.*\b(?:apellidos?|sobrenome|surname)\b)/;

/** "Nombre / Empresa": likewise. */
const EITHER_SLASH = new RegExp(
  `^\\W*(?:(?:(?:tu|su|seu|your) )?(?:nombres?|name|nome|full name)(?: complet[oa])?|clientes?|client|customer)\\s*/\\s*(?:(?:tu|su|sua|your) )?${FIRM_WORD}`,
);

/** Whether a label asks for a person's name or a firm's, whichever there is. */
export const asksEither = (label: string): boolean => {
  const words = wordsOf(label);
  return EITHER_SLASH.test(fold(label)) || (EITHER.test(words) && !TRADE_NAME.test(words));
};

const POST = "cargo|puesto|funcion|funcao|rol|posicion|posicao|(?:job )?(?:title|role|position)";
const NAME_AND_POST = new RegExp(
  `^(?:(?:tu|su|seu|your) )?(?:nombres?|name|nome|fullname)(?: (?:(?:y|e) (?:apellidos?|sobrenome)|complet[oa]))?(?: (?:y|e|and|con|com|with))?(?: (?:tu|su|el|o|your))? (?:${POST})$`,
);

/** "Nombre y cargo": what somebody is called, and what they are. */
export const asksPost = (label: string): boolean => NAME_AND_POST.test(wordsOf(label));

/** A title alone is how somebody is addressed. */
const NAME_WITH_TITLE = /^(?:your )?(?:name|fullname) (?:and|with) (?:your )?(?:job )?title$/;

/** Gravity's inputs of a name: "Nombre (Apellidos)", "Name (First)". */
const PART_OF_NAME = /^\W*(?:nombres?|name|nome)\b[^()]*\((nombres?|first|nome|apellidos?|last|sobrenome)\)[\s*:]*$/i;
const FIRST = /^(?:n|f)/i;

function byRule(words: string, keywords: string[]): Meaning | null {
  const secondary = keywords.some((word) => SECONDARY.test(word));
  for (const rule of RULES) {
    if (!keywords.some((word) => rule.heads.test(word))) continue;
    const rest = keywords.filter((word) => !rule.heads.test(word));
    if (rest.some((word) => rule.not.test(word) && !rule.beside.test(word))) continue;
    const harmless = rest.every((word) => rule.beside.test(word));
    // "Contact" may be the person or the way to reach one: with a word that isn't known, it is neither.
    const named = keywords.some((word) => /^(?:nombre|name|nome|full|apellido)/.test(word));
    if (rule.concept === "name" && !harmless && !named) continue;
    if (rule.concept === "name" && isNameOfThing(words)) continue;
    if (secondary) return { concept: rule.concept, strength: 1 };
    // Among words that aren't known, "message" and "name" are too common to mean it.
    const doubtful = rule.concept === "message" || rule.concept === "name" ? 1 : 2;
    return { concept: rule.concept, strength: harmless ? 3 : doubtful };
  }
  return ASKS.test(words) ? { concept: "message", strength: 3 } : null;
}

function read(label: string): Meaning | null {
  const words = wordsOf(label);
  if (words === "") return null;
  const input = PART_OF_NAME.exec(label)?.[1];
  if (input) return { concept: FIRST.test(input) ? "first_name" : "last_name", strength: 4 };
  if (asksEither(label) || NAME_WITH_TITLE.test(words)) return { concept: "name", strength: 3 };
  const utm = utmOf(words);
  if (utm) return utm;
  const line = mailLine(words);
  if (line) return line;
  const whole = exact.get(words);
  if (whole) return { concept: whole, strength: 4 };
  const numbered = words.replace(/ \d+$/, "").replace(/^g\d+ (?:\d+ )?/, "");
  const unnumbered = exact.get(numbered);
  if (unnumbered && unnumbered !== "external_id") return { concept: unnumbered, strength: 3 };
  const apart = separated(numbered);
  if (apart !== null) return read(apart);
  if (ASKS_COUNTRY.test(words)) return { concept: "country", strength: 3 };
  if (asksMailFor(words)) return { concept: "email", strength: 2 };
  if (ASKS_NAME.test(words) || ASKS_REQUESTER.test(words) || FIRM_PERSON.test(words))
    return { concept: "name", strength: 3 };
  if (OTHERS_FIRM.test(words)) return null;
  if (ASKS_FIRM.test(words)) return { concept: "firm", strength: 3 };
  if (ASKS.test(words)) return { concept: "message", strength: 3 };
  const keywords = keywordsOf(words);
  const short = keywords.join(" ");
  const known = shortened.get(short);
  if (known && ASKED.has(known) && !(known === "name" && isNameOfThing(words))) return { concept: known, strength: 3 };
  if (asksWho(words)) return { concept: "name", strength: 1 };
  const part = /\b(first|middle|last)(?: name)?$/.exec(words)?.[1];
  if (part && /\bnames?\b|\bnombre/.test(words)) return { concept: `${part}_name` as Concept, strength: 3 };
  return byRule(words, keywords);
}

/** What is only said about an answer: "Nombre (como figura en el DNI)", "Mail (te enviaremos una copia)", "Full name as on your passport". */
const REMARK =
  /\s*[([]\s*(?:(?:tal (?:como|cual)|como|igual|segun|según|conforme|as|exactly|te|le|lhe|se|ser[aá]|we|will|so|para que|ej|eg|e\.g|p\.? ?ej|por ej|ex|por ex|no|n[aã]o|sin|sem|without|solo|sólo|só|only|donde|onde|where)[\s.:].{0,120})[)\]]|[,\s]+(?:tal (?:como|cual)|como|conforme|as(?: it)?) (?:figura|aparece|consta|est[aá]|appears|shown|on|in|per|o|seu|no|em)\b.{0,120}$/i;

const LONGEST_REMARKED = 200;

function withoutRemark(label: string): Meaning | null {
  const meaning = read(label);
  if ((meaning && meaning.strength > 1) || label.length > LONGEST_REMARKED) return meaning;
  const bare = label.replace(REMARK, "");
  return bare === label || bare.trim() === "" ? meaning : (read(bare) ?? meaning);
}

/** Names' short keys, that say something only in a form that asks for a person in longer ones. */
const SHORT = new Map<string, Concept>([
  ["nom", "name"],
  ["nomb", "name"],
  ["fn", "first_name"],
  ["ape", "last_name"],
  ["apel", "last_name"],
  ["apell", "last_name"],
  ["ln", "last_name"],
  ["emp", "firm"],
]);

export const meaningInShort = (label: string): Concept | undefined => SHORT.get(wordsOf(label));

function ofVisitorsFirm(meaning: Meaning | null, label: string): Meaning | null {
  if (meaning?.concept !== "firm" || meaning.strength === 4) return meaning;
  const anothers = isAnothersFirm(label, wordsOf(label));
  if (anothers === "perhaps") return { concept: "firm", strength: 1 };
  return anothers ? null : meaning;
}

const seen = new Map<string, Meaning | null>();

/** What a label or key means, by its words alone. Remembered, since a form's labels are the same every time. */
export function meaningOf(label: string): Meaning | null {
  const known = seen.get(label);
  if (known !== undefined) return known;
  const meaning = ofVisitorsFirm(asVisitors(withoutRemark(label), wordsOf(label)), label);
  if (seen.size > 5_000) seen.clear();
  if (label.length <= 200) seen.set(label, meaning);
  return meaning;
}
