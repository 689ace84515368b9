const utf8 = new TextDecoder("utf-8", { fatal: true });
const western = new TextDecoder("windows-1252");

export type Decoded = { text: string; guessed: boolean };

function declared(contentType: string): TextDecoder | null {
  const name = /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(contentType)?.[1];
  if (!name) return null;
  try {
    return new TextDecoder(name);
  } catch {
    return null;
  }
}

const isWestern = (decoder: TextDecoder) => /^(?:windows-125|iso-8859-)/.test(decoder.encoding);

const LOOKED_AT = 256;

/** UTF-16 without its mark: of Latin letters every other byte is zero, and no other text has zeros. */
function unmarked16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const size = Math.min(bytes.length, LOOKED_AT) & ~1;
  if (size < 4 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  for (let at = 0; at < size; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = (size / 2) * 0.7;
  if (odd >= most && even === 0) return "utf-16le";
  return even >= most && odd === 0 ? "utf-16be" : null;
}

/**
 * Bytes to text. UTF-8 is tried before a declared Latin charset, because multi-byte UTF-8 that is valid by chance
 * doesn't happen and headers that lie do; what is no UTF-8 and declares nothing usable is Windows-1252.
 */
export function decodeText(bytes: Uint8Array, contentType = ""): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), guessed: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), guessed: false };
  const wide = unmarked16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), guessed: true };
  const decoder = declared(contentType);
  if (decoder && decoder.encoding !== "utf-8" && !isWestern(decoder))
    return { text: decoder.decode(bytes), guessed: false };
  try {
    return { text: utf8.decode(bytes), guessed: false };
  } catch {
    if (decoder && isWestern(decoder)) return { text: decoder.decode(bytes), guessed: false };
    return { text: western.decode(bytes), guessed: true };
  }
}

const PERCENT = 37;

/** A hexadecimal digit's value, or -1. */
function nibble(code = 0): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** One part of an urlencoded body: `+` is a space, percent signs that encode nothing stay. */
export function decodeUrlPart(part: string, contentType: string): string {
  const spaced = part.replaceAll("+", " ");
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    const raw = new TextEncoder().encode(spaced);
    const bytes = new Uint8Array(raw.length);
    let length = 0;
    for (let at = 0; at < raw.length; at++) {
      const high = raw[at] === PERCENT ? nibble(raw[at + 1]) : -1;
      const low = high === -1 ? -1 : nibble(raw[at + 2]);
      bytes[length++] = low === -1 ? (raw[at] ?? 0) : high * 16 + low;
      if (low !== -1) at += 2;
    }
    return decodeText(bytes.subarray(0, length), contentType).text;
  }
}

/** What Windows-1252 has in place of Latin-1's control characters, by the byte. */
const WESTERN = new Map(
  Array.from({ length: 32 }, (_, at) => [western.decode(Uint8Array.of(0x80 + at)), 0x80 + at] as const),
);

const BEHIND =
  "\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122";
/** Letters of Latin languages and typographic signs, as they look when their UTF-8 was read as Windows-1252. */
const TWICE = new RegExp(`[ÂÃ][${BEHIND}]|â(?:€|\\u0080|‚)[${BEHIND}]`);
/** A capital before and a sign behind: "AMANHÃ…" may be just that. */
const PERHAPS = /\p{Lu}Ã[\u00a0\u00bb\u2013-\u201d\u2026]/gu;

function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x100 ? code : WESTERN.get(text[at] ?? "");
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

const MOST_TIMES = 3;

/**
 * A text that was made UTF-8 more than once ("JosÃ©") as it was written, if all of it can be taken back; any other as it
 * is.
 */
export function encodedOnce(text: string): string {
  let found = text;
  for (let time = 0; time < MOST_TIMES && TWICE.test(found.replace(PERHAPS, "")); time++) {
    const bytes = bytesOf(found);
    if (!bytes) break;
    try {
      found = utf8.decode(bytes);
    } catch {
      break;
    }
  }
  return found;
}
