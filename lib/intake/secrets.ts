import { keyOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { listOf, textOf } from "@/lib/intake/values";
import { wordsOf } from "@/lib/intake/words";

/** A plugin's own words for such a kind of field. */
const TYPE =
  /pass[ _-]?word|passwd|passphrase|pwd|contrase|senha|(?:credit|debit)[ _-]?card|card[ _-]?(?:num|cv|exp)|cv[cv]/i;

/** What may stand beside the word in a field that asks for a password. */
const BESIDE =
  "(?:your|my|the|a|of|for|and|new|old|current|confirm\\w*|repeat|retype|re|enter|again|verif\\w*|choose|create|set|account|user|username|login|email|please|field|input|text|required|at|least|with|min\\w*|max\\w*|characters|" +
  "tu|su|mi|la|el|una|un|de|del|da|do|para|y|e|sua|seu|uma|nueva|nova|anterior|actual|atual|repet\\w*|repita|reingres\\w*|ingres\\w*|introduc\\w*|insira|escrib\\w*|elegi|elija|elige|elegir|crea|crear|crie|criar|digit\\w*|" +
  "informe|cuenta|conta|usuario|acceso|acesso|otra|outra|vez|novamente|nuevamente|obligatori\\w*|obrigatori\\w*|con|com|caracteres)";
/** What a field begins with that only speaks of one. */
const ABOUT =
  "(?:forg[eo]t\\w*|lost|reset|recover\\w*|change|problem\\w*|olvid\\w*|perd\\w*|recuper\\w*|restablec\\w*|blanque\\w*|cambi\\w*|esquec\\w*|redefin\\w*|troc\\w*|alterar)";
const WORD =
  "(?:\\w*(?:password|passwd|passphrase|passcode|contrasen[ih]?a)\\w*|pass word|pwd|senha|(?:user|login) pass|palavra passe|clave (?:secreta|privada|fiscal|bancaria|de acceso))";
const PASSWORD = new RegExp(
  `^(?:(?!${ABOUT})\\w+ )?(?:${BESIDE} )*${WORD}(?: ${BESIDE})*$|^(?:${BESIDE} )*clave(?: ${BESIDE})*$`,
);

const CARD = /\bcards?\b|(?:credit|debit)card|\bcard(?:num|no\b|exp)|\bcc(?:\b|num|no\b|exp)|tarjeta|cartao/;
const CARD_NUMBER = /^\d(?:[ .-]?\d){11,18}$/;
const CARD_DATE = /^\d[\d /.-]{0,9}$/;
const CARD_CODE = /cv[cv]|security code|card ?code|codigo (?:de )?(?:la )?segur(?:idad|anca)/;

/** A name as words without its numbers. */
const named = (name: string) =>
  wordsOf(name)
    .replace(/[^a-z]+/g, " ")
    .slice(0, 120)
    .trim();

const writtenIn = ({ value }: Field) => (listOf(value)?.join(" ") ?? textOf(value) ?? "").trim();

function asksForSecret(name: string, field: Field): boolean {
  const words = named(name);
  if (PASSWORD.test(words)) return true;
  if (CARD_CODE.test(words) && /^\d{3,4}$/.test(writtenIn(field))) return true;
  if (!CARD.test(words)) return false;
  const written = writtenIn(field);
  return CARD_NUMBER.test(written) || (/exp|venc|valid|caduc/.test(words) && CARD_DATE.test(written));
}

/**
 * Whether a field was asked for a password or a card, by its kind, key or label: no lead's business. A name that only speaks
 * of them ("I forgot my password") asks for none, and of a card only what looks like its number, date or code is a secret.
 * The companion has the same rule (`leads_manager_is_secret`), so that such a thing doesn't leave the site.
 */
export function isSecret(field: Field, label: string | null): boolean {
  if (field.type !== null && TYPE.test(field.type)) return true;
  return [...field.path, keyOf(field), label ?? ""].some((name) => asksForSecret(name, field));
}
