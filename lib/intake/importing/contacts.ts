import { emailsIn } from "@/lib/core/email";
import { isLandline, isServiceLine, normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import { put } from "@/lib/intake/json";
import { comparablePhone } from "@/lib/leads/duplicates/same-person/schema";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

/** A cell that says something, and what its column is called. */
export type SaidCell = { label: string; cell: string };

/** `kept`: what of the cells the lead's fields don't hold, under their columns' names. */
export type Contact = { value: string | undefined; kept: Record<string, string> };

const PHONE = 60;
/** What stands between several, or around one. */
const AROUND = /[\s,;:<>()[\]"'/|-]+/g;

/**
 * The lead's mail among the cells that say one: the first that is one. Undefined where something is said and nothing of it is
 * a mail; then nothing is kept either.
 */
export function emailAmong(cells: readonly SaidCell[], name: string): Contact {
  if (cells.length === 0) return { value: "", kept: {} };
  const read = cells.map((one) => ({ ...one, mails: emailsIn(one.cell) }));
  const value = read.flatMap(({ mails }) => mails)[0];
  const kept: Record<string, string> = {};
  if (value === undefined) return { value, kept };
  for (const { label, cell, mails } of read) {
    const others = mails.filter((mail) => mail !== value);
    if (mails.length === 0 || saysMore(cell, mails, name)) keep(kept, label, cell);
    else if (others.length > 0) keep(kept, label, others.join(", "));
  }
  return { value, kept };
}

/** Whether more than addresses and the name of whom they are stands in a cell. */
function saysMore(cell: string, mails: readonly string[], name: string): boolean {
  const rest = mails.reduce((text, mail) => text.replaceAll(mail, " "), fold(cell));
  const words = rest.replace(AROUND, " ").trim();
  return words !== "" && !wordsOf(name).includes(wordsOf(words));
}

const MOBILE =
  /\b(?:cel\w*|cell\w*|movil\w*|mobile\w*|movel|telemovel|whats\w*|wsp|wpp|wapp|wasap|guasap|zap|handy|smartphone)\b/;
const OFFICE =
  /\b(?:empresa\w*|firma|compania|company|companhia|business|work|trabajo|trabalho|laboral|oficina|office|escritorio|comercial|corporativ[oa]|central|conmutador|switchboard|local|sucursal)\b/;

/** `e164`: as it is dialled. */
type Number = SaidCell & { e164: string; words: string };

/** A mobile of theirs first, which can be written to as well; the column may say more of it than its digits. */
function rankOf({ words, e164 }: Number): number {
  if (isSomebodyElses(words)) return 2;
  return MOBILE.test(words) || !(isLandline(e164) || isServiceLine(e164)) ? 0 : 1;
}

/** A number that is nobody's alone tells nobody apart from their colleagues. */
const isPersonal = ({ words, e164 }: Number): boolean =>
  !isSomebodyElses(words) && !OFFICE.test(words) && !isServiceLine(e164);

/**
 * The lead's number: the first mobile, else the first cell that is a number by itself. Where none is, they are parts of
 * one, an area code and the rest. `others`: the further ones, as they are compared.
 */
export function phoneAmong(cells: readonly SaidCell[], country: string): Contact & { others: string[] } {
  const numbers = cells.flatMap((one): Number[] => {
    const e164 = normalisePhone(one.cell, country);
    return e164 === null ? [] : [{ ...one, e164, words: wordsOf(one.label) }];
  });
  const [first = null] = numbers.toSorted((a, b) => rankOf(a) - rankOf(b));
  const whole = cells.map(({ cell }) => cell).join(" ");
  const value = (cells.length > 1 && first ? first.cell : whole).replace(/\s+/g, " ");
  const kept: Record<string, string> = {};
  for (const one of cells) {
    const isInIt = value.includes(one.cell.replace(/\s+/g, " ")) && (first === null || one.label === first.label);
    if (!isInIt || value.length > PHONE) keep(kept, one.label, one.cell);
  }
  const others = numbers.filter((one) => one !== first && isPersonal(one)).map(({ e164 }) => comparablePhone(e164));
  return { value: value.slice(0, PHONE).trim(), kept, others: others.filter((key) => key !== "") };
}

function keep(kept: Record<string, string>, label: string, text: string): void {
  put(kept, label, Object.hasOwn(kept, label) ? `${kept[label] ?? ""}, ${text}` : text);
}

const MONTHS =
  "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setembro|octubre|outubro|noviembre|novembro|diciembre|dezembro|janeiro|fevereiro|marco|maio|junho|julho|january|february|march|april|may|june|july|august|september|october|november|december";
const SUM = new RegExp(
  "^(?:gran |sub ?|grand )?(?:total(?:es)?|suma(?:toria)?|soma|sum|promedio|average)" +
    `(?: (?:${MONTHS}|\\d+|de|del|do|da|of|el|la|general|geral|parcial|final|acumulado|total|mes|mensual|anual|ano|semana|month|year|week|usd|ars|brl|eur|uyu|clp|pesos|dolares|reais|euros|leads?|filas?|linhas?|rows?|registros?|clientes?|contactos?|contatos?|ventas?|vendas?|sales|cotizaciones|presupuestos))*$`,
);

type Person = Record<"contactName" | "firm" | "email", string>;

/** Whether a row adds up those above it, and is nobody; `isCallable`: it has a number to call. */
export const isSum = ({ contactName, firm, email }: Person, isCallable: boolean): boolean =>
  email === "" && !isCallable && !(contactName && firm) && SUM.test(wordsOf(contactName || firm));
