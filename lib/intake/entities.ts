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
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", commat: "@", num: "#", period: ".", plus: "+" },
  ...{ ndash: "–", mdash: "—", hellip: "…", middot: "·", bull: "•", laquo: "«", raquo: "»", iquest: "¿", iexcl: "¡" },
  ...{ lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", ordm: "º", ordf: "ª", deg: "°" },
  ...{ copy: "©", reg: "®", trade: "™", euro: "€", pound: "£", times: "×", szlig: "ß", oslash: "ø", Oslash: "Ø" },
  ...{ aelig: "æ", AElig: "Æ", oelig: "œ", OElig: "Œ", shy: "" },
};

const western = new TextDecoder("windows-1252");

function letterOf(code: number): string | null {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  // As browsers read them: `&#146;` was an apostrophe before there was Unicode.
  return code >= 0x80 && code <= 0x9f ? western.decode(Uint8Array.of(code)) : String.fromCodePoint(code);
}

function namedLetter(name: string): string | null {
  const [, letter = "", mark = ""] = LETTER_AND_MARK.exec(name) ?? [];
  if (letter !== "") return (letter + (MARKS[mark] ?? "")).normalize("NFC");
  return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
}

/** The letters that HTML's entities stand for, once: `&amp;amp;` is `&amp;`. What is none stays. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) =>
      (name === undefined ? letterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16)) : namedLetter(name)) ??
      whole,
  );
}
