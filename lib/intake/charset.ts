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
