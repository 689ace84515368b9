import { fold } from "@/lib/core/text";

/** So much before an address tells whether it begins there. */
export const LOOKED_AT = 200;

/** Signs that no address goes on behind: a bracket, a colon, a slash, a dash or an opening quote between spaces. */
const DELIMITED = /(?:[:;<>([{}\])|/\\=\n”»]|"\s|(?:^|\s)(?:["'“‘«]|[-–—•·*→]+\s))\s*$/;

/** Words that an address is told with: "mi mail es", "write to", "escribime a". */
const TELLING =
  /^(?:(?:e ?)?mails?|correos?|correio|electr?onico|eletronico|casilla|gmail|hotmail|direccion|endereco|address|es|is|son|seria|to|al|en|em|para|por|via|ao|at|escrib\w+|escrev\w+|write|envi\w+|mand\w+|send|reply|respond\w*|contact\w*|contat\w*)$/;

const AND = new Set(["y", "e", "o", "u", "ou", "and", "or"]);
const TWO_NAMES =
  /(?:^|\s)\p{Lu}[\p{L}'’.-]+(?: (?:de|del|la|los|da|do|dos|das|di|van|von))* \p{Lu}[\p{L}'’.-]+,?\s*$/u;
const NUMBER = /\d[\d\s().+-]{5,40}[\s,]*$/;
const SENTENCE_END = /[.,!?…]\s*$/;
const CALL_END = /\p{L}[!?]+\s+$/u;
/** Behind a word, and no initial: "Necesito flete. ". */
const STOP_END = /\p{L}{3,}\s+\p{L}{3,}\.\s+$/u;
/** With so many words it is a sentence and no beginning of an address. */
const SENTENCE = 3;

/**
 * Whether an address begins behind these words. Whoever types a space into theirs (`ana gomez@x.test`, `juan y
 * maria@x.test`) would else be somebody whom the end of it belongs to.
 */
export function isParted(before: string, address: string): boolean {
  const near = before.slice(-LOOKED_AT);
  if (near.trim() === "" || DELIMITED.test(near)) return true;
  const words = fold(near.replace(/[^\p{L}\p{N}é]+/gu, " ")).split(" ");
  const last = words.at(-1) ?? "";
  if (/(?:^|\s)é\s*$/i.test(near) || TELLING.test(last)) return true;
  if (last === "a") return words.length >= SENTENCE || TELLING.test(words.at(-2) ?? "");
  if (CALL_END.test(near) || STOP_END.test(near)) return true;
  if (SENTENCE_END.test(near) && words.length >= SENTENCE) return true;
  if ((NUMBER.exec(near)?.[0].replace(/\D/g, "").length ?? 0) >= 6) return true;
  if (TWO_NAMES.test(near) && /^[\p{Ll}\p{N}]/u.test(address)) return true;
  const isOfAddress = (word: string) => word.length >= 3 && fold(address).includes(word);
  return !AND.has(last) && words.slice(-SENTENCE).some(isOfAddress);
}

/** The rest of an ending that a space cut off: "ana@x.com .ar". */
export const isCutOff = (after: string): boolean => /^(?:\.\s+|\s+\.\s?)[a-z]{2,3}\s*$/i.test(after);

/** Whoever writes a sentence names an address in it without more ado. */
export function isSentence(before: string): boolean {
  const sentence = before.split(/[\n:;{}]/).at(-1) ?? "";
  return sentence.trim().split(/\s+/).length > SENTENCE;
}
