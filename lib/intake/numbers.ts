import { isSupportedCountry } from "libphonenumber-js/max";
import { callingCodeOf } from "@/lib/core/country";
import { normalisePhone } from "@/lib/core/phone";
import { inLatinSigns } from "@/lib/core/text";
import { looksLikePhone } from "@/lib/intake/candidates";
import type { Candidate } from "@/lib/intake/candidates";
import { asksWhereToReach } from "@/lib/intake/owner";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

/** Labels under which digits are something else, however like a telephone's they look. */
const OTHER_DIGITS = new RegExp(
  "\\b(?:" +
    [
      "cui[tl]|dni|ru[ctn]|rfc|curp|cpf|cnpj|rg|ni[fe]|cif|nit|vat|tax|iva|ssn|ein|abn|document\\w*|cedula|ci|pasaporte|passport|passaporte|identifi\\w+",
      "ids?|uuid|guid|codigos?|codes?|cod|cp|cep|postal|postcode|zip|pin|otp|session|token|hash|key|clave|senha|password|version|score|pixel|gclid|fbclid|ga|ip",
      "amount|monto|importe|valor|total|precio|price|preco|cost\\w*|budget|presupuesto|orcamento|salario|salary|sueldo|pago|payment|pagamento",
      "pedidos?|orders?|orden|ordem|reservas?|booking|tracking|seguimiento|rastre\\w+|guia|awb|remito|factura|invoice|fatura|despacho|expediente|partida|tickets?|contrat\\w+|contract|poliza|policy|apolice",
      "peso|weight|kg|kilos?|volum\\w+|m3|cantidad|quantity|qty|quantidade|unidades|units|emplead[oa]s|employees|funcionarios|size|tamano|tamanho|width|height|alto|ancho|largo|length|distancia|distance|km|metros|contenedor|container|conteiner",
      "fecha|dates?|data|dia|day|hora|hour|time|timestamp|unix|epoch|ts|created|updated|submitted|ano|year|edad|age|idade|nacimiento|birth\\w*|nascimento",
      "lat|lng|lon|latitud\\w*|longitud\\w*|latitude|coord\\w*|calle|street|rua|altura|piso|serie|serial|sku|ean|gtin|isbn|imei|matricula|patente|plate|placa|vin|chasis",
      "cuenta|account|conta|cbu|cvu|alias|iban|swift|tarjeta|card|cartao|legajo|soci[oa]|afiliad[oa]|member\\w*|fax",
    ].join("|") +
    ")\\b",
);

const CALLS =
  "numero|number|nro|wh?ats\\w*|wasap|zap|llam\\w+|lig(?:ar|amos|o)|call|callback|reach\\w*|contact\\w*|contat\\w*|comunic\\w+";
const ASKS_TO_BE_CALLED = new RegExp(`\\b(?:${CALLS}|line[ao]? directa|linha direta|direct line)\\b`);

/** Nothing but words around a question for where somebody is called. */
const NOTHING_ELSE = new RegExp(
  `^(?:(?:${CALLS}|lin(?:e|ea|ha)|direct[oa]?|mejor|best|melhor|preferi\\w+|preferred|personal|pessoal|particular|principal|primary|main|` +
    "donde|onde|where|adonde|como|how|podemos|puedo|puede|posso|pode|can|may|should|could|do|we|i|you|me|nos|te|le|lo|la|lhe|to|at|on|in|for|by|a|al|ao|en|em|no|na|con|com|que|cual|qual|which|what|is|es|e|" +
    "el|o|the|un|una|um|your|tu|tus|su|seu|sua|teu|mi|meu|my|usted|voce|para|pra|por|de|del|do|da|y|and)(?: |$))+$",
);

/** Nothing but the digits of a number, as they are written; no date. */
export function isDigits(text: string): boolean {
  return /^[\d\s+().-]{7,24}$/.test(text) && text.replace(/\D/g, "").length <= 15 && !/^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** One of the source's country, or one that says its own: any other digits may be a foreign number by chance. */
function isDialled(text: string, country: string): boolean {
  const number = normalisePhone(text, country);
  if (number === null) return false;
  return /^\s*(?:\+|00)/.test(text) || (isSupportedCountry(country) && number.startsWith(callingCodeOf(country)));
}

/** "Tu número", "Best number to reach you": a telephone where a number was answered. */
export function asksToBeCalled({ field, text }: Candidate, country: string): boolean {
  const words = wordsOf(field.label ?? field.path.at(-1) ?? "");
  if (!ASKS_TO_BE_CALLED.test(words) || !NOTHING_ELSE.test(words)) return false;
  return text !== null && looksLikePhone(text) && isDialled(text, country);
}

/** Whether a label says that digits under it are something else or somebody else's. */
export const isOfOtherDigits = ({ path, label }: Candidate["field"]): boolean =>
  [...path, label ?? ""].map(wordsOf).some((words) => OTHER_DIGITS.test(words) || isSomebodyElses(words));

/** Its plus tells it from any other digits; zeros alone may be in front of a serial number, which nobody writes in groups. */
const isInternational = (text: string) => /^\s*(?:\+|00[1-9]\d{0,2}[\s().-])/.test(text);

/**
 * The number of whom nothing else could reach: under a label nobody knows, as long as it doesn't say that it is
 * something other than the visitor's telephone. Who left a mail is called at one that is a telephone by itself, where the
 * label speaks of reaching them.
 */
export function lastNumber(free: Candidate[], country: string, hasMail: boolean): Candidate | null {
  const isIt = (one: Candidate) => {
    const { concept, text: typed, field } = one;
    const text = typed === null ? null : inLatinSigns(typed);
    if (concept !== null || text === null || !isDigits(text) || !isDialled(text, country)) return false;
    if (hasMail && !(isInternational(text) && asksWhereToReach(one))) return false;
    return !isOfOtherDigits(field);
  };
  return free.find(isIt) ?? null;
}

const RUN = /\+?\(?\d[\d\s().-]{6,20}\d/g;
const MOST_RUNS = 50;
const BEFORE = 60;

/** Without the bracket that only opens what it stands in: "Luis (11 4321 8765)". */
export const withoutBracket = (run: string): string => (run.includes(")") ? run : run.replace("(", "")).trim();

/**
 * The numbers in words that can be dialled from the source's country, with what stands before each up to the last sign,
 * and all of it; no order's and no document's.
 */
export function numbersIn(text: string, country: string): { number: string; before: string; said: string }[] {
  const runs = [...inLatinSigns(text).matchAll(RUN)].slice(0, MOST_RUNS);
  return runs.flatMap((run) => {
    const number = withoutBracket(run[0]);
    const said = text.slice(Math.max(0, run.index - BEFORE), run.index);
    const before = said.split(/[\n.,;|/]/).at(-1) ?? "";
    return isDigits(number) && isDialled(number, country) && !OTHER_DIGITS.test(wordsOf(before))
      ? [{ number, before, said }]
      : [];
  });
}
