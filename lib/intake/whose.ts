import type { Concept } from "@/lib/intake/concepts";
import type { Meaning } from "@/lib/intake/labels";

const anyOf = (words: string) => new RegExp(`\\b(?:${words})\\b`);

/** Who works for the house, and where its own mails go. */
const HOUSE = anyOf(
  "vendedor\\w*|sellers?|sales ?(?:person|man|woman|rep\\w*|agent|manager)|(?:representante|agente|responsable|responsavel|ejecutiv[oa]|executiv[oa]|asesora?) (?:de )?(?:ventas|vendas|comercial)|" +
    "asesor\\w*|assessor\\w*|ejecutiv[oa]s?|executiv[oa]s?|account (?:executive|manager)|agent(?:es?|s)?|consultora? asignad[oa]|corretor\\w*|promotor\\w*|atendente|sucursal\\w*|branch|filial|" +
    "asignad\\w*|assign\\w*|atribuid\\w+|(?:lead|record|contact|account|deal) owner|admin|administrador|administrator|webmaster|postmaster|(?:site|blog|sitio|system|sistema) (?:e ?mail|mail|correo)|(?:mail|correo) (?:del|do) (?:sitio|site|blog|sistema)|" +
    "recipients?|destinatari\\w+|destin[oy]s?|destinations?|receptor\\w*|receivers?|derivar|cc|bcc|cco",
);

/** What was sent to there; in a longer label a remark, as in "Tu mail (te será enviado)". */
const SENT = anyOf("enviad[oa]s?|sent|derivad[oa]s?|reenvi\\w+|forward\\w*|encaminhad\\w+|copias?");
const WORDS_BESIDE = 4;

/** A line of a mail that is sent, as its form calls it: `to`, `send_to`, `notification email`. */
const SENT_TO =
  /^(?:(?:header|headers|email|mail|correo|send|enviar|notify|notificar|notification|para|deliver) )?(?:to|a|notification|notify|cc|bcc|cco)(?: (?:email|mail|address|addresses|correo))?$/;

/** Somebody else whom the visitor speaks of. */
const OTHER =
  "parej\\w+|conyuge|conjuge|espos[oa]|marid[oa]|novi[oa]|noiv[oa]|spouse|husband|wife|fiancee?|parceir[oa]|companheir[oa]|acompanante\\w*|acompanhante\\w*|companion|" +
  "hij[oa]s?|filh[oa]s?|child\\w*|daughter|padre|madre|mae|pai|mother|father|herman[oa]|irma[o]?|emergenc\\w+|" +
  "amig[oa]s?|friends?|referid[oa]s?|referencias?|referrals?|referred|indicad[oa]s?|padrino|testig[oa]s?|garante|guarantor|mascota|pet|jef[ea]|boss";
/** What the visitor may be too, in a form that asks nobody else. */
const ROLE =
  "partner|guests?|invitad[oa]s?|convidad[oa]s?|alumn[oa]s?|alun[oa]s?|student|chofer|conductor\\w*|driver|motorista|proveedor\\w*|suppliers?|fornecedor\\w*|consigne\\w+|consignatari\\w+|despachante|beneficiar\\w+|supervisor\\w*";
const OTHERS = anyOf(OTHER);
const ROLES = anyOf(ROLE);
const OTHERS_NAME = anyOf(`${OTHER}|recipients?|destinatari\\w+|receptor\\w*|receivers?`);

/** Whether words name somebody else, whatever is asked of them. */
export const isAnothersName = (words: string): boolean => OTHERS_NAME.test(words);

/** Whether words name a person by what they do, who is the visitor only where the form asks for no other. */
export const isRole = (words: string): boolean => ROLES.test(words);

/** Where goods go to is often the visitor's own door. */
const DELIVERED = anyOf("shipping|ship to|entregas?|delivery|envios?");

const NAMES: ReadonlySet<Concept> = new Set<Concept>(["name", "first_name", "middle_name", "last_name"]);

const isSent = (words: string) => SENT.test(words) && words.split(" ").length <= WORDS_BESIDE;
const isHouse = (words: string) => HOUSE.test(words) || SENT_TO.test(words) || isSent(words);

/** Whether words say that what stands under them is the house's own or somebody's of whom the visitor speaks. */
export const isSomebodyElses = (words: string): boolean => isHouse(words) || OTHERS.test(words) || ROLES.test(words);

/**
 * What a label means once it is asked whose it is. Another's mail is never the visitor's: those who send the same form
 * would all be one person. Whoever can only be called by way of somebody else is still called.
 */
export function asVisitors(meaning: Meaning | null, words: string): Meaning | null {
  if (meaning === null) return null;
  const { concept } = meaning;
  if (concept === "email" && !isHouse(words) && !OTHERS.test(words)) return lastIfRole(meaning, words);
  if (concept === "email") return null;
  if (concept === "phone") return calledAt(meaning, words);
  if (!NAMES.has(concept)) return meaning;
  if (OTHERS_NAME.test(words) || isHouse(words)) return null;
  return DELIVERED.test(words) ? { concept, strength: 1 } : lastIfRole(meaning, words);
}

const lastIfRole = (meaning: Meaning, words: string): Meaning =>
  ROLES.test(words) ? { ...meaning, strength: 1 } : meaning;

const PARCELS = anyOf("recipients?|destinatari\\w+|receptor\\w*|receivers?|destino|destinations?");

/** Whether words name another person, the house aside. */
export const isAnothers = (words: string): boolean => isRole(words) || OTHERS.test(words) || PARCELS.test(words);

function calledAt(meaning: Meaning, words: string): Meaning | null {
  if (isAnothers(words)) return { ...meaning, strength: 1 };
  return isHouse(words) ? null : meaning;
}
