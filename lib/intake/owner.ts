import type { Candidate } from "@/lib/intake/candidates";
import { isAnothers, isSomebodyElses } from "@/lib/intake/whose";
import { isOpaque, keywordsOf, wordsOf } from "@/lib/intake/words";

const only = (words: string) => new RegExp(`^(?:${words})$`);

/** Words that say what is asked for and how, and not whose it is. */
const PLAIN = only(
  "email\\w*|mail\\w*|correo\\w*|correio|casilla|telef\\w*|telfono|tels?|phone\\w*|fone|fono|telephone|celu\\w*|cel|cell\\w*|movil\\w*|movel|mobil\\w*|telemovel|whatsapp\\w*|wsp|wpp|wapp|wasap|zap|sms|smartphone|" +
    "nombres?|names?|nomes?|fullname|apellidos?|surname|sobrenome|lastname|first|last|full|complet[oa]|pila|" +
    "contact\\w*|contat\\w*|numero|number|electronico|eletronico|direccion|address|endereco|principal|primary|personal|pessoal|particular|fijo|fixo|codigo|area|con|com|with|work|laboral|trabajo|trabalho|corporativ[oa]|profesional|profissional|business",
);

/** Whoever sends the form, in other words. */
const VISITOR = only(
  "clientes?|clients?|customers?|user|usuari[oa]|lead|visitante|visitor|remitente|sender|requester|solicitante|applicant|requerente|interesad[oa]|interessad[oa]|titular|responsable|responsavel|persona|person|pessoa|consultante|autor|author",
);

/** A firm, its departments, and who works for somebody else. */
const ELSEWHERE = only(
  "pagos?|pagamentos?|payments?|payables?|cobr\\w+|administr\\w+|admin|compras|purchas\\w+|procurement|ventas|vendas|sales|rrhh|rh|hr|recursos|human(?:os|as)?|contad\\w+|contab\\w+|account(?:s|ing|ants?)|tesorer\\w+|tesour\\w+|treasur\\w+|finan\\w+|facturacion|faturamento|billing|invoic\\w+|" +
    "recepcion|recepcao|reception|gerencia|soporte|suporte|support|deposito|warehouse|secretari\\w+|secretary|assistants?|asistentes?|assistentes?|escriban\\w+|notar\\w+|tabeli\\w+|abogad\\w+|advogad\\w+|lawyer|attorney|solicitor|inmobiliaria|imobiliaria|realtor|arquitect\\w+|arquitet\\w+|architect|gestor\\w*|broker|medic[oa]|doctor\\w*|physician",
);

/** The visitor's, and shared with others. */
const FIRM = only(
  "empresa\\w*|company|compania|companhia|firma|firm|organi\\w+|oficina|office|escritorio|institucion\\w*|comercio|negocio",
);

const OWN = /\b(?:tu|tus|your|teu|tua|seu|sua|mi|my|meu|minha)\b/;

const labelOf = ({ field }: Candidate) => wordsOf(field.label ?? field.path.join(" "));

/** What a label says beside what it asks for, each word without its ending: "Mail del comprador". */
const qualifiersOf = (one: Candidate) =>
  keywordsOf(labelOf(one)).filter((word) => !PLAIN.test(word) && !isOpaque(word));

const stem = (word: string) => word.replace(/(?:e?s|[ao]s?)$/, "");

/** Whom the words beside a name say that it names. */
export function ownerIn(name: Candidate | undefined): ReadonlySet<string> {
  return new Set(name ? qualifiersOf(name).map(stem) : []);
}

/** Whether a label says that what stands under it is of who is named. */
export const isOwners = (one: Candidate, owner: ReadonlySet<string>) =>
  qualifiersOf(one).some((word) => owner.has(stem(word)));

/**
 * How near to who sends the form what stands under a label is: 0, of whom the name's label names; 1, nobody's in
 * particular, so the visitor's; 2, of somebody whom no other label names; 3, of a firm, a department or another person.
 */
export function distance(one: Candidate, owner: ReadonlySet<string>): 0 | 1 | 2 | 3 {
  if (isOwners(one, owner)) return 0;
  // A label that is nothing but the thing asked for.
  if (one.strength === 4) return 1;
  const words = labelOf(one);
  const qualifiers = qualifiersOf(one).filter((word) => !VISITOR.test(word));
  if (isSomebodyElses(words) || qualifiers.some((word) => ELSEWHERE.test(word))) return 3;
  if (qualifiers.some((word) => FIRM.test(word))) return 2;
  return qualifiers.length === 0 || OWN.test(words) ? 1 : 2;
}

/** Whether a label says that what stands under it is of another person than the one who is named. */
export const isOfAnother = (one: Candidate, owner: ReadonlySet<string>): boolean =>
  !isOwners(one, owner) && [...one.field.path, one.field.label ?? ""].some((part) => isAnothers(wordsOf(part)));
