import { textOf } from "@/lib/intake/values";

const MARKS: Record<string, string> = {
  acute: "\u0301",
  grave: "\u0300",
  tilde: "\u0303",
  uml: "\u0308",
  circ: "\u0302",
  cedil: "\u0327",
  ring: "\u030a",
  caron: "\u030c",
};
const LETTER_AND_MARK = new RegExp(`^([A-Za-z])(${Object.keys(MARKS).join("|")})$`);

const NAMED: Record<string, string> = {
  ...{ amp: "&", quot: '"', apos: "'", nbsp: " ", commat: "@", num: "#", period: ".", plus: "+" },
  ...{ ndash: "–", mdash: "—", hellip: "…", middot: "·", bull: "•", laquo: "«", raquo: "»", iquest: "¿", iexcl: "¡" },
  ...{ lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", ordm: "º", ordf: "ª", deg: "°" },
  ...{ copy: "©", reg: "®", trade: "™", euro: "€", pound: "£", times: "×", szlig: "ß", oslash: "ø", Oslash: "Ø" },
  ...{ aelig: "æ", AElig: "Æ", oelig: "œ", OElig: "Œ", shy: "" },
};

/** No markup comes of a text that held none, and nothing that can't be seen. */
const isNoLetter = (code: number) => code < 0x20 || code === 0x3c || code === 0x3e || code === 0x7f;

function letterOf(code: number): string | null {
  if (isNoLetter(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  // As browsers read them: `&#146;` was an apostrophe before there was Unicode.
  return code >= 0x80 && code <= 0x9f
    ? new TextDecoder("windows-1252").decode(Uint8Array.of(code))
    : String.fromCodePoint(code);
}

function namedLetter(name: string): string | null {
  const [, letter = "", mark = ""] = LETTER_AND_MARK.exec(name) ?? [];
  if (letter !== "") return (letter + (MARKS[mark] ?? "")).normalize("NFC");
  return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
}

const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,8}));/gi;

const decoded = (text: string): string =>
  text.replace(
    ENTITY,
    (whole, hex?: string, decimal?: string, name?: string) =>
      (name === undefined ? letterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16)) : namedLetter(name)) ??
      whole,
  );

/** Sites escape what they have escaped already. */
const MOST_TIMES = 3;

/**
 * The letters that HTML's entities stand for, however often they were escaped: nobody is called `O&amp;#039;Connor`. What
 * is no entity stays, and so do `&lt;` and `&gt;`.
 */
export function withLetters(text: string): string {
  let read = text;
  for (let time = 0; time < MOST_TIMES && read.includes("&"); time++) read = decoded(read);
  return read;
}

/** As people and firms are called: compared, searched and shown, and no page to write entities for. */
export const called = (text: string | null): string | null => text && textOf(withLetters(text));
