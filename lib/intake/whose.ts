import type { Concept } from "@/lib/intake/concepts";
import type { Field } from "@/lib/intake/fields";
import type { Meaning } from "@/lib/intake/labels";
import { wordsOf } from "@/lib/intake/words";

const anyOf = (words: string) => new RegExp(`\\b(?:${words})\\b`);

/** Whether a field's key or label is of those words. */
export const names =
  (is: (words: string) => boolean) =>
  ({ field }: { field: Pick<Field, "path" | "label"> }): boolean =>
    [...field.path, field.label ?? ""].some((part) => is(wordsOf(part)));

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
  "parej\\w+|conyuge|conjuge|espos[oa]|marid[oa]|spouse|husband|wife|parceir[oa]|companheir[oa]|acompanante\\w*|acompanhante\\w*|companion|" +
  "hij[oa]s?|filh[oa]s?|child\\w*|daughter|herman[oa]|irma[o]?|emergenc\\w+|" +
  "amig[oa]s?|friends?|referid[oa]s?|referencias?|references?|referees?|referrals?|referred|indicad[oa]s?|padrino|testig[oa]s?|garante|guarantor|mascota|pet|jef[ea]|boss|" +
  "refiri(?:o|eron)|referiu|referrer|recomend(?:o|aron|ou|aram|ante|ador|ad[oa]s? por)|recommended (?:you|us|by)|who recommended|recommender|introduced (?:you|us|by)|" +
  "(?:te|lhe|nos|quem|quien|who) (?:(?:te|lhe|nos|o|a) )?(?:indico|indicou|indicaron|indicaram|presento|presentou|apresentou|presentaron|invito|convidou|invited|trajo|derivo)";
/** Who did something for them: "el empleado que lo atendió". */
const SERVED =
  "(?:que|quien|quem|who|that) (?:(?:l[aeo]s?|te|nos|me|lhe|[ao]s?) )+(?:atend(?:io|ieron|eu|eram)|sirvio|serviu|llevo|levou|trajo|trouxe|traslado|transporto|cobro|cobrou|trato|tratou|entrego|entregou|vendio|vendeu|instalo|instalou|reparo)|" +
  "(?:que|quien|quem) (?:l[aeo]|te|me|lhe|[ao]) (?:atiende|atende)|who (?:served|helped|assisted|attended|treated|drove)";
/** Who writes for a child, and who marries: the visitor, where the form asks for them alone. */
const FAMILY =
  "padres?|madres?|mae|maes|pai|mothers?|fathers?|parents?|tutor\\w*|guardians?|familiar(?:es)?|acudientes?|adult[oa] responsable|responsible adult|adulto responsavel|encarregad[oa] de educacao|cuidador[a]?|caregivers?|novi[oa]s?|noiv[oa]s?|bride|groom|fiancee?";
/** Who is at the door where goods arrive or leave. */
const HANDS =
  "(?:quien(?:es)?|quem|who(?:ever)?|(?:persona|pessoa|person) (?:que|who|that)) (?:(?:l[oa]s?|el|os?|as?|se|va|vai|ira|will|is|can) ){0,3}(?:recib|receb|receiv|retir|recog|recolh|entreg|deliver|pick|colet|atiend|atend)\\w*";
/** What the visitor may be too, in a form that asks nobody else. */
const ROLE = `${HANDS}|partner|guests?|invitad[oa]s?|convidad[oa]s?|alumn[oa]s?|alun[oa]s?|student|chofer|conductor\\w*|driver|motorista|proveedor\\w*|suppliers?|fornecedor\\w*|consigne\\w+|consignatari\\w+|despachante|beneficiar\\w+|supervisor\\w*|${FAMILY}`;
const OTHERS = anyOf(OTHER);
const ROLES = anyOf(ROLE);
const FAMILIES = anyOf(FAMILY);
const OTHERS_NAME = anyOf(`${OTHER}|${SERVED}|recipients?|destinatari\\w+|receptor\\w*|receivers?`);

/** Whether words name somebody else, whatever is asked of them. */
export const isAnothersName = (words: string): boolean => OTHERS_NAME.test(words) || FAMILIES.test(words);

/** Whether words name a person by what they do, who is the visitor only where the form asks for no other. */
export const isRole = (words: string): boolean => ROLES.test(words);

/** Of whom a parent or whoever asks for them speaks. */
const WARDS = anyOf(
  "alumn[oa]s?|alun[oa]s?|students?|residentes?|residents?|adult[oa]s? mayor(?:es)?|idos[oa]s?|elderly|participantes?|participants?|campers?|estudiantes?|estudantes?|pacientes?|patients?|attendees?|asistentes?|menor(?:es)?|minor|nin[oa]s?|nen[ea]s?|bebe|baby|crianca|kid|pupil",
);
export const isWard = (words: string): boolean => WARDS.test(words);

const ASKERS =
  /\b(?:quien|quem|who(?:ever)?|(?:persona|pessoa|person) (?:que|who|that)) (?:(?:envia|remite|manda|despacha|sends|ships)\b|(?:(?:nos|me|esta|is|se) )?(?:solicit|complet|reserv|p[ei]d[ei]|contrat(?!ist)|escrib|escrev|consult|registr|inscrib|preench|book|request|fill|writ|cotiz|hace (?:el|la)|agend|gestion)\w*)/;
/** Whether words name whoever fills in the form by doing so: "quien solicita el turno". */
export const isAsker = (words: string): boolean => ASKERS.test(words);

/** Who pays for a place that somebody else takes. */
const PAYERS = anyOf("comprador[a]?|buyer|purchaser|pagador[a]?|payer");

/** Whether words name who writes for somebody else. */
export const isForAnother = (words: string): boolean => FAMILIES.test(words) || PAYERS.test(words) || isAsker(words);

const DRIVERS = "chofer(?:es|a)?|conductor\\w*|drivers?|motoristas?|camioner[oa]s?|caminhoneir[oa]s?|truckers?";
const OF_DRIVERS = anyOf(DRIVERS);
export const isDriver = (words: string): boolean => OF_DRIVERS.test(words);

/** Whom customers complain of. */
const WORKERS = anyOf(
  `${DRIVERS}|emplead[oa]s?|empregad[oa]s?|employees?|staff|funcionari[oa]s?|trabajador\\w*|trabalhador\\w*|workers?|operari[oa]s?|obrer[oa]s?|operador\\w*|operators?|transportistas?|repartidor\\w*|entregador\\w*|couriers?|mensajer[oa]s?|tecnic[oa]s?|technicians?|instalador\\w*|installers?|contratistas?|contractors?|` +
    "supervisor\\w*|gerentes?|managers?|jefes?|chefes?|recepcionistas?|receptionists?|cajer[oa]s?|caixas?|cashiers?|waiter|mozos?|guardias?|guards?|inspector\\w*|inspetor\\w*|medic[oa]s?|doctor\\w*|enfermer[oa]s?|enfermeir[oa]s?|nurses?|docentes?|profesor\\w*|professor\\w*|teachers?|instructor\\w*|instrutor\\w*",
);
export const isWorker = (words: string): boolean => WORKERS.test(words);

/** What somebody complains of, or says how they were served. */
const JUDGED = anyOf(
  "reclam\\w+|quej\\w+|queix\\w+|complain\\w*|denunci\\w+|calific(?:acion|a|as|ar)|puntuacion|valoracion|avalia\\w+|avalie|rating|reviews?|satisf\\w+|felicitacion\\w*|elogios?|" +
    "(?:nota|opinion|opiniao) (?:del?|do|da|sobre)(?: (?:la|el|a|o))? (?:atenci\\w+|atendimento|servici\\w+|servico)",
);
export const isJudgement = (words: string): boolean => JUDGED.test(words);

/** A mother's is asked to tell people apart. */
const MAIDEN = anyOf("maiden|soltera|solteira");

/** Where goods go to is often the visitor's own door. */
const DELIVERED = anyOf("shipping|ship to|entregas?|delivery|envios?");
export const isDelivered = (words: string): boolean => DELIVERED.test(words);

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
  if (concept === "firm" && DELIVERED.test(words)) return { concept, strength: 1 };
  if (!NAMES.has(concept)) return meaning;
  if (OTHERS_NAME.test(words) || isHouse(words)) return null;
  if (FAMILIES.test(words) && MAIDEN.test(words)) return null;
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
