import { GAP, MONTH, withoutCards, YEAR } from "@/lib/intake/card-numbers";
import type { AskedNumber } from "@/lib/intake/card-numbers";
import { isFileObject, keyOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isObject, unwrapString } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { asksForOther, IS_OTHER_CARD, OTHER_CARD } from "@/lib/intake/other-numbers";
import { textOf } from "@/lib/intake/values";
import { wordsOf } from "@/lib/intake/words";

/** A plugin's own words for such a kind of field. */
const TYPE =
  /pass[ _-]?word|passwd|passphrase|pwd|contrase|senha|(?:credit|debit)[ _-]?card|card[ _-]?(?:num|cv|exp)|cv[cv]/i;
/** What is chosen from a list is nobody's password. */
const CHOSEN = /select|radio|check|dropdown|choice/i;

/** What may stand beside the word in a field that asks for a password. */
const BESIDE =
  "(?:your|my|the|a|of|for|and|new|old|current|confirm\\w*|repeat|retype|re|enter|again|verif\\w*|choose|create|set|account|user|username|login|email|please|field|input|text|required|at|least|with|min\\w*|max\\w*|characters|" +
  "tu|su|mi|la|el|una|un|de|del|da|do|para|y|e|sua|seu|uma|nueva|nova|anterior|actual|atual|repet\\w*|repita|reingres\\w*|ingres\\w*|introduc\\w*|insira|escrib\\w*|elegi|elija|elige|elegir|crea|crear|crie|criar|digit\\w*|" +
  "informe|cuenta|conta|usuario|acceso|acesso|otra|outra|vez|novamente|nuevamente|obligatori\\w*|obrigatori\\w*|con|com|caracteres)";
/** What a field begins with that only speaks of one. */
const ABOUT =
  "(?:forg[eo]t\\w*|lost|reset|recover\\w*|change|problem\\w*|olvid\\w*|perd\\w*|recuper\\w*|restablec\\w*|blanque\\w*|cambi\\w*|esquec\\w*|redefin\\w*|troc\\w*|alterar|" +
  "gestor|administrador|gerenciador|manager|genera\\w*|gerador|polit\\w*|polic\\w*|tipo|type|usa\\w*|uses?|tiene\\w*|tenes|tem|ha[sv]e?|needs?|necesit\\w*|precisa\\w*)";
/** What follows in one that only speaks of it. */
const AFTER =
  "(?:manage\\w*|reset|recover\\w*|polic\\w*|polit\\w*|generat\\w*|strength|protect\\w*|problem\\w*|olvidada|perdida|esquecida|forgotten|lost|atendimento|(?:de|da|do) (?:atendimento|fila|turno))\\b";
const CLAVE =
  "clave (?:secreta|privada|fiscal|bancaria(?! uniforme)|personal|numerica(?! del? )|web|wi ?fi|afip|arca|provisoria|temporal|token|(?:de |del )(?:la |el |su |tu )?(?:acceso|ingreso|tarjeta|cajero|banco|home ?banking|correo|mail|email|wi ?fi|internet|router|seguridad|alarma|afip|arca))";
/** What a key opens: "clave del panel", "clave dinámica". Others are codes: "clave de rastreo", "clave de cliente". */
const OPENS =
  "(?:de |del |para |por )?(?:la |las |el |los |su |sus |tu |tus |mi |nuestr[oa]s? )?(?:acceso|ingreso|login|panel|hosting|c ?panel|plesk|servidor|server|pagina|sitio|web|website|s?ftp|ssh|vpn|instagram|face ?book|twitter|tik ?tok|linked ?in|whats ?app|google|gmail|hotmail|outlook|yahoo|correo|e?mail|word ?press|wp|sistema|plataforma|portal|app|aplicacion|intranet|base de datos|administrador(?:a)?|admin|usuario|cuenta|red|wi ?fi|internet|router|modem|computadora|pc|notebook|celular|telefono|banco|home ?banking|cajero|tarjeta|token|seguridad|alarma|puerta|porton|caja fuerte|fiscal|afip|arca|anses|dinamica|provisoria|temporal|inicial|actual|nueva|vieja|anterior|maestra|secreta|privada|personal|bancaria(?! uniforme)|numerica(?! del? )|any ?desk|team ?viewer|mercado (?:libre|pago))\\b";
const WORD = `(?:\\w*(?:password|passwd|passphrase|passcode|contrasen[ih]?a)(?!s\\b)\\w*|pass word|\\w*pwd|senha|palavra passe|(?:user|login|my|wp|db|ftp|e?mail|wifi|admin) ?pass|${CLAVE})`;
const ALONE = `(?:${WORD}|\\w*(?:passwords|contrasen[ih]?as)|clave|pass)`;

/** A name that is the word and what may stand beside it. */
const PASSWORD = new RegExp(
  `^(?:${BESIDE} )*${ALONE}(?: ${BESIDE})*$|^(?!${ABOUT} )\\w+ (?:${BESIDE} )*${WORD}(?: ${BESIDE})*$`,
);
/** A name that begins with it and goes on: "Password for the portal", "Clave del panel". */
const BEGINS = new RegExp(`^(?:${BESIDE} )*(?:${WORD}|claves?(?= ${OPENS})) (?!${AFTER})`);
/** What can be a password, or a user and one: no sentence. */
const ONE_WORD = /^(?=.{1,200}$)\S+(?:\s*[/|,;:-]\s*\S+)?$/;
/** No date, code or PIN is longer. */
const LONGEST_SHORT = 60;
const YES_NO = /^(?:yes|no|s[ií]|sim|n[aã]o|ok|on|off|true|false)[.!]?$/i;

const PIN_BESIDE = `(?:${BESIDE}|cod(?:igo)?|code|numero|number|num|nro|secret[ao]?|card|tarjeta|cartao|credito|debito|credit|debit|bank|banco|cajero|atm)`;
const PIN = new RegExp(`^(?:${PIN_BESIDE} )*pin(?: ${PIN_BESIDE})*$`);
/** In India the code of a post office: six digits. */
const POSTAL = /\bpin code\b/;

const CARD = /\bcards?\b|(?:credit|debit)card|\bcard(?:num|no\b|exp)|\bcc(?:\b|num|no\b|exp)|tarjeta|cartao/;
/** Cards nobody pays with, and what else is asked of who has one. */
const OTHER = new RegExp(
  `\\b(?:${OTHER_CARD}|dni|document\\w*|cuit|cuil|cpf|cnpj|rut|telef\\w*|phone|tel|cel(?:ular)?|movil|mobile|whats\\w*|e?mail|correo|postal|report|score)\\b`,
);

const CODE_BESIDE = `(?:${BESIDE}|tarjeta|cartao|card|credito|debito|credit|debit|on|back|dorso|reverso|verso|atras|parte|trasera|posterior|tres|three|cv[cv]|ccv)`;
/** A code that is told by where it stands, or by how long it is: "Dígitos del dorso", "Código de 3 dígitos". */
const BY_PLACE = `(?:(?:ultimos|ultimas|last) )?(?:(?:digitos?|digits?|cifras) (?:${CODE_BESIDE} )*(?:dorso|reverso|verso|atras|back|trasera|posterior)|(?:cod(?:igo)?|code|num(?:ero|ber)?|nro) (?:${CODE_BESIDE} )*(?:dorso|reverso|verso|atras|back)|(?:cod(?:igo)?|code) (?:(?:de|of|with|con|com|a|tres|three|cuatro|four|quatro) )*(?:digitos?|digits?|cifras)|digits? (?:security )?code)`;
const CODE = new RegExp(
  `cv[cv]|\\bccv\\b|\\bcvn\\b|\\bcard (?:verif|secur|check)\\w*|^(?:${CODE_BESIDE} )*(?:security code|cod(?:igo)? (?:de )?(?:la )?seg(?:ur(?:idad|anca))?|${BY_PLACE})(?: ${CODE_BESIDE})*$`,
);
const CARD_CODE =
  /card ?code|(?:tarjeta|cartao|\bcards?\b).*\b(?:verif|segur|secur)|\b(?:verif|segur|secur)\w* .*(?:tarjeta|cartao|\bcards?\b)/;

const EXPIRY =
  /\bexp(?:ir(?:y|es?|ed|ation|a|acion|acao))?\b|\bexp ?(?:date|month|year)|(?:card|cc)exp|\bvto\b|\bvenc(?:e|to|imiento|imento)?\b|\bvalid (?:thru|through|until|till|to|from)\b|\bvalid[ao]? (?:hasta|ate)\b|\bvalidez\b|\bvalidade\b|\bcaduc(?:a|idad)\b|\bgood thru\b|\bmm (?:aa|yy)/;
const COUNTS = /^(?:how many|cuant[ao]s|quant[ao]s|number of|cantidad|quantidade)\b/;

const MONTH_NAME = "(?:ene|jan|feb|fev|mar|abr|apr|may|mai|jun|jul|ago|aug|sep|set|oct|out|nov|dic|dez|dec)\\p{L}{0,7}";
const EXPIRY_VALUE = new RegExp(
  `^(?:(?:exp|venc|vto|val|hasta|mes)\\p{L}*${GAP}{0,3})?` +
    `(?:(?:\\d\\d?${GAP}{1,3})?${MONTH}${GAP}{1,3}${YEAR}|20\\d\\d${GAP}{1,3}${MONTH}(?:${GAP}{1,3}\\d\\d?)?|(?:0[1-9]|1[0-2])${YEAR}|\\d\\d?|20\\d\\d|` +
    `(?:\\d\\d?${GAP}{1,3}(?:de )?)?${MONTH_NAME}(?:${GAP}{0,3}(?:del? |of |do )?${YEAR})?)(?:${GAP}{1,3}\\d{3,4})?$`,
  "iu",
);

/** A name as words without its numbers. */
const named = (name: string) =>
  wordsOf(name)
    .replace(/[^a-z]+/g, " ")
    .slice(0, 120)
    .trim();

/** `own`: key and label of the field itself; `around`: of what it is a part of, by itself and with its own. */
export type Asked = { own: string[]; around: string[]; type: string | null };

function asksForSecret({ own, around, type }: Asked, text: string): boolean {
  const written = text.trim();
  const mine = own.map(named);
  const words = [...mine, ...around.map(named)];
  const digits = written.length > LONGEST_SHORT ? "" : written.replace(/^\W+|\W+$/g, "");
  if (type === null || !CHOSEN.test(type)) {
    const isPassword =
      words.some((name) => PASSWORD.test(name)) || (ONE_WORD.test(written) && mine.some((name) => BEGINS.test(name)));
    if (isPassword && !YES_NO.test(written)) return true;
    const isPin = (name: string) => PIN.test(name) && !(digits.length === 6 && POSTAL.test(name));
    if (/^\d{3,6}$/.test(digits) && words.some(isPin)) return true;
  }
  const all = words.join(" ");
  const isPaidWith = !OTHER.test(all);
  const isCode = words.some((name) => CODE.test(name)) || (isPaidWith && CARD_CODE.test(all));
  if (isCode && /^\d{3,6}$/.test(digits)) return true;
  return (
    isPaidWith &&
    CARD.test(all) &&
    EXPIRY.test(all) &&
    !words.some((name) => COUNTS.test(name)) &&
    EXPIRY_VALUE.test(digits)
  );
}

function askedNumber({ own, around }: Asked): AskedNumber {
  const [mine, others] = [own.map(named), around.map(named)];
  const all = [...mine, ...others].join(" ");
  const isCard = CARD.test(all);
  if (isCard && !OTHER.test(all) && !IS_OTHER_CARD.test(all)) return "card";
  return asksForOther(mine, others, isCard) ? "other" : null;
}

/**
 * What of an answer is no secret; null where nothing is. Label and answer are judged together: a password is one where the
 * name asks for it, an expiry, a card's code or a PIN where the name says so and the answer can be one. A card's number is
 * taken out of any text, unless name or text say what else it is. The companion has the same rule (`leads_manager_open_text`), so that such a thing doesn't leave the
 * site.
 */
export function openText(asked: Asked, text: string): string | null {
  if (asked.type !== null && TYPE.test(asked.type)) return null;
  if (asksForSecret(asked, text)) return null;
  const open = withoutCards(text, askedNumber(asked));
  return open !== text && !/[\p{L}\p{N}]/u.test(open) ? null : open;
}

const partsOf = (asked: Asked, key: string): Asked => ({
  own: [key],
  around: [...asked.own, ...asked.around].flatMap((name) => [name, `${name} ${key}`]),
  type: asked.type,
});

function openParts(asked: Asked, value: JsonObject): Json | undefined {
  const open = Object.entries(value).flatMap(([key, part]) => {
    const left = openValue(partsOf(asked, key), part);
    return left === undefined ? [] : [[key, left] as const];
  });
  return open.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(open);
}

/** What is left of a text: itself where nothing was taken out. */
function leftOf<T extends Json>(asked: Asked, text: string, whole: T): T | string | undefined {
  const open = openText(asked, text);
  if (open === null) return undefined;
  return open === text ? whole : open;
}

function openList(asked: Asked, list: Json[]): Json | undefined {
  const items = list.flatMap((item) => openValue(asked, item) ?? []);
  if (items.length === 0 && list.length > 0) return undefined;
  // A number may have been typed into several boxes.
  return leftOf(asked, items.map((item) => textOf(item) ?? "").join(" "), items);
}

/** A value without its secrets; undefined where nothing is left. */
function openValue(asked: Asked, value: Json): Json | undefined {
  if (isObject(value)) return isFileObject(value) ? value : openParts(asked, value);
  if (Array.isArray(value)) return openList(asked, value);
  return leftOf(asked, typeof value === "string" ? value : (textOf(value) ?? ""), value);
}

/** A field without what was asked as a secret or is a card's number: no lead's business. Null where nothing is left. */
export function withoutSecrets(field: Field, label: string | null): Field | null {
  const key = keyOf(field);
  const last = field.path.at(-1) ?? key;
  const own = label === null ? [last] : [last, label];
  const value = openValue(
    { own, around: [...field.path.slice(0, -1), key], type: field.type },
    unwrapString(field.value),
  );
  if (value === undefined) return null;
  return JSON.stringify(value) === JSON.stringify(unwrapString(field.value)) ? field : { ...field, value };
}
