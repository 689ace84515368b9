import { emailsIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import { put } from "@/lib/intake/json";
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

/**
 * The lead's number: the first cell that is one by itself. Where none is, they are parts of one, an area code and the rest.
 */
export function phoneAmong(cells: readonly SaidCell[], country: string): Contact {
  const numbers = cells.filter(({ cell }) => normalisePhone(cell, country) !== null);
  const [first = null] = numbers;
  const whole = cells.map(({ cell }) => cell).join(" ");
  const value = (cells.length > 1 && first ? first.cell : whole).replace(/\s+/g, " ");
  const kept: Record<string, string> = {};
  for (const one of cells) {
    const isInIt = value.includes(one.cell.replace(/\s+/g, " ")) && (first === null || one === first);
    if (!isInIt || value.length > PHONE) keep(kept, one.label, one.cell);
  }
  return { value: value.slice(0, PHONE).trim(), kept };
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
