import { countryOf } from "@/lib/core/country";
import type { Candidate } from "@/lib/intake/candidates";
import { isOfForm, isPerson } from "@/lib/intake/persons";
import { yesNo } from "@/lib/intake/values";
import { isAnothers, isAsker, isSomebodyElses } from "@/lib/intake/whose";
import { isOpaque, keywordsOf, wordsOf } from "@/lib/intake/words";

const only = (words: string) => new RegExp(`^(?:${words})$`);

/** Words that say what is asked for and how, and not whose it is. */
const PLAIN = only(
  "email\\w*|mail\\w*|correo\\w*|correio|courriel|casilla|telef\\w*|telfono|tels?|phone\\w*|fone|fono|telephone|celu\\w*|cel|cell\\w*|movil\\w*|movel|mobil\\w*|mobiel\\w*|telemovel|whatsapp\\w*|whats|wsp|wpp|wapp|wasap|zap|sms|smartphone|handy\\w*|natel|gsm|portable|puhelin|tlf|tlfno|tfno|tfn|telf|rufnummer|nummer|recapito|" +
    "signal|telegram|viber|wechat|skype|messenger|facetime|kakao\\w*|zalo|threema|imessage|" +
    "nombres?|names?|nomes?|fullname|apellidos?|surname|sobrenome|lastname|first|last|full|complet[oa]|pila|" +
    "contact\\w*|contat\\w*|kontakt\\w*|numer[oa]s?|number|electronico|eletronico|electronica|direccion|address|adress\\w*|endereco|indirizzo|principal|primary|main|personal(?:es)?|pessoal|particular|private|privad[oa]|fijo|fixo|linea|line|linha|direct[oa]?|codigo|area|con|com|with|sin|ni|sem|nem|without|work|laboral|trabajo|trabalho|corporativ[oa]|corporate|empresarial|profesional|professional|profissional|business|comercial|institucional|institutional|" +
    "alternativ[oa]|alternat(?:e|ive)|secundari[oa]|secondary|second|segund[oa]|otr[oa]|other|outr[oa]|adicional|additional|mejor|melhor|best|preferi\\w+|preferred|preferable|habitual|usual|actual|current|atual|valid[oa]?|frecuente|casa|hogar|home|domicilio|residencia\\w*|local|habitacion|house|daytime|evening|day|night|diurno|nocturno|recados?|nacional|internacional|international|" +
    "universitari[oa]|university|school|escolar|academic[oa]?|gmail|hotmail|outlook|yahoo|google|paypal|facebook|instagram|apple|icloud|account|cuenta|login|acceso|ejemplo|example|exemplo|digit\\w+|formato|format|solo|only|so|prefijo|prefixo|ddd|caracteristica|pais|country|formatted|formateado|e164|raw|intl|value|input|guion(?:es)?|espacios?|puntos?|hifens?|hifen|spaces?|dashes|urgente|preferente|s",
);

/** Whoever sends the form, in other words. */
const VISITOR = only(
  "clientes?|clients?|customers?|user|usuari[oa]|lead|visitante|visitor|remitente|sender|requester|solicitante|applicant|requerente|interesad[oa]|interessad[oa]|titular|responsable|responsavel|persona|person|pessoa|consultante|autor|author|responsible|" +
    "comprador[a]?|buyer|purchaser|pagador[a]?|payer|huesped|hospede|pasajer[oa]|passageir[oa]|passenger|viajer[oa]|traveller|traveler|postulante|candidat[oa]|candidate|aspirante|participante|participant|attendee|inscript[oa]|inscrit[oa]|suscriptor[a]?|subscriber|registrant|donante|doador[a]?|donor|consumidor[a]?|consumer|pacientes?|patient",
);

/** A firm's departments: nobody in particular, and the visitor's own firm. */
const DEPARTMENT = only(
  "pagos?|pagamentos?|payments?|payables?|cobr\\w+|administr\\w+|admin|compras|purchas(?:es?|ing)|procurement|ventas|vendas|sales|rrhh|rh|hr|recursos|human(?:os|as)?|contabilidad|contabilidade|contab\\w+|accounts|accounting|tesorer\\w+|tesour\\w+|treasur\\w+|finan\\w+|facturacion|faturamento|billing|invoic\\w+|" +
    "recepcion|recepcao|reception|gerencia|soporte|suporte|support|secretari\\w+|secretary",
);

/** Who works for the visitor, or whom they go to. */
const HELPER = only(
  "contador\\w*|accountants?|account|assistants?|asistentes?|assistentes?|escriban\\w+|notar\\w+|tabeli\\w+|abogad\\w+|advogad\\w+|lawyer|attorney|solicitor|inmobiliaria|imobiliaria|realtor|arquitect\\w+|arquitet\\w+|architect|gestor\\w*|broker|medic[oa]|doctor\\w*|physician",
);

/** The visitor's, and shared with others. */
const FIRM = only(
  "empresa\\w*|company|compania|companhia|firma|firm|organi\\w+|oficina|office|escritorio|institucion\\w*|comercio|negocio",
);

/** A house that has a name of its own, where something is made, held or done: asked for alone, it is asked which. */
const HOUSES =
  "plantas?|plant|fabricas?|factory|obras?|deposito|warehouse|almacen\\w*|bodegas?|galpon|galpao|armazem|puertos?|porto|port|terminal|salon|hotel|hospital|clinica|clinic|colegio|escuela|escola";
/** Where goods come from and go to, and where something is built or held: somebody is there, and it need not be the visitor. */
const ELSEWHERE = only(
  "entrega[rs]?|delivery|deliver|envios?|shipping|shipment|ship|origen|origem|origin|destin[oy]s?|destinations?|retiros?|retirar|retirada|recogida|recoger|recoleccion|coleta|coletar|collection|pickup|pick|dropoff|drop|carga|descarga|loading|unloading|embarque|desembarque|consignment|aduana|alfandega|customs|evento|event|venue|" +
    HOUSES,
);
const HOUSE = only(HOUSES);

const POSSESSIVE = /^(?:tus?|sus?|your|teu|tua|seu|sua|mi|my|meu|minha|votre|ihre|deine|vostr[oa])$/;
const HEAD =
  /^(?:email\w*|mails?|correos?|correio|courriel|casilla|direccion|endereco|address|numero|number|contacto|contact|contato|telef\w*|tels?|phone\w*|fone|fono|telephone|celu\w*|cel|cell\w*|movil|movel|mobile|telemovel|whats\w*|wsp|wpp|wasap|zap)$/;

/** "Tu mejor mail", and not "el mail de tu contador" nor "your landlord's email". */
function saysYours(words: string): boolean {
  const tokens = words.split(" ");
  return tokens.some((token, at) => {
    if (!POSSESSIVE.test(token)) return false;
    const rest = tokens.slice(at + 1);
    const end = rest.findIndex((word) => !PLAIN.test(word));
    return rest.slice(0, end === -1 ? rest.length : end).some((word) => HEAD.test(word));
  });
}

/** To call somebody or write to them. */
const REACH =
  "ubic(?:amos|ar\\w*|o)|localiz\\w+|encontr(?:amos|ar\\w*)|hall(?:amos|ar\\w*)|reach\\w*|call\\w*|llam\\w+|lig(?:ar\\w*|amos|a|o)|contact\\w*|contat\\w*|kontakt\\w*|comunic\\w+|habl\\w+|fal(?:ar\\w*|amos|o)|respond\\w+|escrib\\w+|escrev\\w+|ring|dial|text";
const REACHES = only(REACH);
/** Whether a word says that somebody is reached: `callback`. */
export const reaches = (word: string): boolean => REACHES.test(word);
/** Words for a telephone in other tongues, and what else people are called by. */
const REACHED_AT = new RegExp(
  `\\b(?:${REACH}|signal|telegram|viber|wechat|weixin|skype|messenger|facetime|kakao\\w*|zalo|threema|imessage|line id|cell\\w*|handy\\w*|mobi[el]\\w*|tele[fp]\\w*|tlf|puhelin|gsm|natel|portable|rufnummer|nummer|recapito)\\b|^line$`,
);

const labelOf = ({ field }: Candidate) => wordsOf(field.label ?? field.path.join(" "));

/** What a label says beside what it asks for, each word without its ending: "Mail del comprador". */
const qualifiersOf = (one: Candidate) =>
  keywordsOf(labelOf(one)).filter((word) => !PLAIN.test(word) && !isOpaque(word));

/** Two who marry are told apart by nothing but the ending. */
export const stem = (word: string) => (/^(?:novi|noiv)[ao]$/.test(word) ? word : word.replace(/(?:e?s|[ao]s?)$/, ""));

/** "Quien envía" and "quien recibe" are two. */
const WHO = /^(?:quien(?:es)?|quem|who|persona|pessoa|person)$/;

/** Whom the words beside a name say that it names. */
export function ownerIn(name: Candidate | undefined): ReadonlySet<string> {
  const words = name ? qualifiersOf(name).filter((word) => !WHO.test(word)) : [];
  return new Set(words.map(stem));
}

/** Whether a label says that what stands under it is of who is named. */
export const isOwners = (one: Candidate, owner: ReadonlySet<string>) =>
  qualifiersOf(one).some((word) => owner.has(stem(word)));

/**
 * How near to who sends the form what stands under a label is: 0, of whom the name's label names; 1, nobody's in
 * particular, so the visitor's; 2, of somebody whom no other label names; 3, of a firm, a department or another person;
 * 4, of wherever goods go to.
 */
export function distance(one: Candidate, owner: ReadonlySet<string>): 0 | 1 | 2 | 3 | 4 {
  if (isOwners(one, owner)) return 0;
  // A label that is nothing but the thing asked for.
  if (one.strength === 4) return 1;
  const words = labelOf(one);
  const qualifiers = qualifiersOf(one).filter((word) => !VISITOR.test(word));
  if (isSomebodyElses(words) || qualifiers.some((word) => DEPARTMENT.test(word) || HELPER.test(word))) return 3;
  if (qualifiers.some((word) => ELSEWHERE.test(word))) return 4;
  if (qualifiers.some((word) => FIRM.test(word))) return 2;
  return qualifiers.length === 0 || saysYours(words) ? 1 : 2;
}

/** It is asked of the visitor, to do something with: "mail donde te escribimos", "email to send the quote to". */
const ADDRESSED =
  /\b(?:te|les?|lhes?|vos|usted(?:es)?|voces?|you|we|us|podemos|a?donde|onde|where|para|pra|to|for|como|how|asi|(?:al?|ao?|en|no|na) (?:(?:el|la|o|a) )?(?:que|cual|qual))\b|[aei]r(?:te|les?|l[oa]s?|lhe)\b/;
const PRONOUN = /^(?:usted(?:es)?|voces?|you)$/;
const THEIRS = /^(?:his|her|their)$/;

/** Of a key, where any word may be the site's own. */
const KEY = /^[a-zA-Z0-9]+(?:[_-][a-zA-Z0-9]+)*$/;

const isOtherPerson = (word: string) =>
  HELPER.test(word) || THEIRS.test(word) || (isPerson(word) && !PRONOUN.test(word));

/** What is only said about the answer: "Celular (con código de área)". */
const REMARK = /\s*\([^()\s]+\s[^()]*\)/g;

/** Whether a key or a label says that what stands under it is of wherever goods go to or something is held. */
export const isOfPlace = (one: Pick<Candidate, "field">): boolean => placesOf(one).length > 0;

const placesOf = ({ field }: Pick<Candidate, "field">): string[] =>
  [...field.path, field.label ?? ""].flatMap((part) =>
    keywordsOf(wordsOf(part)).filter((word) => ELSEWHERE.test(word)),
  );

const NAMES = /\b(?:nombres?|nomes?|names?)\b/;
const CONTACT = /^(?:contact|contat)/;
/** "Entregar a", "Deliver to". */
const HANDED_TO = /\b(?:[a-z]+[ae]r|ship|pick ?up) (?:a|al|ao|para|to|from|con|com|with)$/;

/** Whether a label asks who is at a place, or which house it is. */
function asksWhoIsThere(one: Candidate): boolean {
  const words = labelOf(one);
  const keywords = keywordsOf(words);
  return (
    keywords.some((word) => CONTACT.test(word) || isPerson(word)) ||
    keywords.every((word) => HOUSE.test(word)) ||
    HANDED_TO.test(words)
  );
}

const isReach = ({ asked }: Candidate) => asked === "email" || asked === "phone";
/** Who is wherever goods are left, and nobody in particular. */
const DESK = only(
  "porteria|portaria|guardia|guarita|vigilancia|seguridad|seguranca|security|mostrador|balcao|desk|front",
);

/** Whether an answer may be anybody's name, and is no way to reach them, no yes, no address and no department. */
export const mayBeName = ({ text }: Candidate): boolean =>
  text === null ||
  (yesNo(text) === null &&
    /^[^\d@]*\p{L}[^\d@]*$/u.test(text) &&
    !wordsOf(text)
      .split(" ")
      .every((word) => [HEAD, DESK, DEPARTMENT, ELSEWHERE].some((no) => no.test(word)) || isPerson(word)));

/**
 * The places that a form asks the name of: what else it asks of them is theirs. Somebody to speak to there, and a house,
 * are another's where the form asks for the visitor's own name: "Contacto de retiro", "Entregar a", "Fábrica".
 */
export function placesNamed(all: readonly Candidate[]): string[] {
  const isVisitors = ({ asked, field }: Candidate) =>
    (asked === "name" || asked === "first_name") && !isOfPlace({ field });
  const isVisitorNamed = all.some(isVisitors);
  const isNamed = (one: Candidate) =>
    NAMES.test(labelOf(one)) || (isVisitorNamed && !isReach(one) && mayBeName(one) && asksWhoIsThere(one));
  return [...new Set(all.filter((one) => isOfPlace(one) && isNamed(one)).flatMap(placesOf))];
}

const asPlace = (word: string) => stem(word.replace(/[ae]r$/, ""));
/** "Entregar", "entrega"; "delivery", "deliver". */
const isSamePlace = (one: string, other: string) =>
  asPlace(one).startsWith(asPlace(other)) || asPlace(other).startsWith(asPlace(one));

/** Whether what stands under a label is of one of these places. */
export const isAt = (one: Candidate, places: readonly string[]): boolean =>
  placesOf(one).some((place) => places.some((named) => isSamePlace(place, named)));

/** How a form asks for the visitor's own, whatever was answered: without a further word; without naming a place. */
export type Asking = { plainly: boolean; nearer: boolean };

/** Whether words that are a mail's or a number's label say that it is the visitor's, or nothing of whose it is. */
function saysTheirs(label: string, isSites: boolean, nearer: boolean): boolean {
  const strange = (text: string) =>
    keywordsOf(wordsOf(text)).filter(
      (word) =>
        !PLAIN.test(word) &&
        !VISITOR.test(word) &&
        !FIRM.test(word) &&
        !DEPARTMENT.test(word) &&
        !isOpaque(word) &&
        /[a-z]/.test(word),
    );
  const words = wordsOf(label);
  if (isAsker(words)) return true;
  if (strange(label).some(isOtherPerson)) return false;
  const unknown = strange(label.replace(REMARK, "")).filter(
    (word) => !reaches(word) && !isOfForm(word) && countryOf(word) === null && (nearer || !ELSEWHERE.test(word)),
  );
  if (isSites && !unknown.some((word) => ELSEWHERE.test(word))) return true;
  return unknown.length === 0 || ADDRESSED.test(words) || saysYours(words);
}

/** What stands in a booking's customer is the customer's, whatever holds the booking: `bookings.0.customer.email`. */
function withinVisitors(path: string[]): string[] {
  const at = path.slice(0, -1).findLastIndex((part) => VISITOR.test(wordsOf(part)));
  return at === -1 ? path : path.slice(at);
}

/**
 * Whether what stands under a label is known as the visitor's own: of whom the name's label names, or of nobody else.
 * There are more people than any list has: a word that isn't known for the visitor's is somebody else's. A key says less,
 * since its word may be the site's, where the form doesn't ask for the visitor's own without it. Where a form asks but for
 * the number at a delivery, that is who sends it.
 */
export function isTheirs(one: Candidate, owner: ReadonlySet<string>, asks: Asking): boolean {
  if (one.strength > 4 || isOwners(one, owner)) return true;
  const { path, label } = one.field;
  if ([...path, label ?? ""].some((part) => isAnothers(wordsOf(part)))) return false;
  return label === null
    ? withinVisitors(path).every((part) => saysTheirs(part, !asks.plainly && KEY.test(part), asks.nearer))
    : saysTheirs(label, !asks.plainly && label.includes("_") && KEY.test(label), asks.nearer);
}

/** Beside a mail a number is theirs only under words for where somebody is reached, or in signs that we don't read. */
export const asksWhereToReach = ({ field }: Candidate): boolean => {
  const words = wordsOf(field.label ?? field.path.at(-1) ?? "");
  return REACHED_AT.test(words) || /(?!\p{Script=Latin})\p{L}/u.test(words);
};
