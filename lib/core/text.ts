/*
 * Every step has its twin in lib/core/condition/fold.sql, and the two must give the same text on every server: only
 * Unicode decomposition, ranges of code points and tables are used, nothing that asks a locale.
 */

// Accents and other combining marks; soft hyphens, zero-width and direction signs; variation selectors. At the end,
// letters younger than Unicode 14 that decompose or reorder: PostgreSQL 15 doesn't know them yet and Node does.
const UNSEEN =
  /[\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u0897\ua7f1\u{105c9}\u{105e4}\u{10d69}-\u{10d6d}\u{10efa}-\u{10eff}\u{11383}\u{11385}\u{1138e}\u{11391}\u{113c5}\u{113c7}\u{113c8}\u{113ce}-\u{113d0}\u{11f41}\u{11f42}\u{16121}-\u{16128}\u{1612f}\u{16d68}-\u{16d6a}\u{1ccd6}-\u{1ccf9}\u{1e030}-\u{1e06d}\u{1e08f}\u{1e4ec}-\u{1e4ef}\u{1e5ee}\u{1e5ef}\u{1e6e3}\u{1e6e6}\u{1e6ee}\u{1e6ef}\u{1e6f5}]+/gu;
// Latin, Greek, Cyrillic and Armenian letters that decomposition left alone, and typographic dashes and quotes.
const MAPPED = /[\u00c0-\u058f\u1e9e\u2010-\u2015\u2018-\u201f\u2212]/gu;
// Tabs, line ends and all other control characters among it.
const WHITE_SPACE = /[\u0000-\u0020\u007f-\u009f\u1680\u2028\u2029]+/gu;
const AROUND_SIGNS = / ?([-/,.;:]) ?/gu;
const CAPITALS = /[A-Z]+/gu;
// Half of a surrogate pair: PostgreSQL is sent U+FFFD for it.
const HALVES = /\p{Surrogate}/gu;
const NULS = /\0/g;
const ASCII = /^\p{ASCII}*$/u;

const LETTERS = new Map([
  ...Object.entries({ ß: "ss", ẞ: "ss", æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", þ: "th", Þ: "th" }),
  ...Object.entries({ ø: "o", Ø: "o", đ: "d", Đ: "d", ð: "d", Ð: "d", ħ: "h", Ħ: "h", ł: "l", Ł: "l", ŧ: "t", Ŧ: "t" }),
  ...Object.entries({ ı: "i", ς: "σ", ʼ: "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-" }),
  ...Object.entries({ "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"' }),
]);

/**
 * The text as it is compared and searched everywhere: without case, accents, doubled white space, or spaces round the
 * signs `/ - , . ; :`, so that "Busco trabajo/ Ofrezco" equals "busco trabajo / ofrezco". Folding twice changes nothing.
 */
export function fold(text: string): string {
  const letters = ASCII.test(text) ? text.toLowerCase() : foldLetters(text);
  return letters.replace(WHITE_SPACE, " ").replace(AROUND_SIGNS, "$1").trim();
}

function foldLetters(text: string): string {
  return text
    .replace(HALVES, "\ufffd")
    .replace(UNSEEN, "")
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(CAPITALS, (letters) => letters.toLowerCase())
    .replace(MAPPED, (letter) => LETTERS.get(letter) ?? letter.toLowerCase());
}

/**
 * A name as it is compared whatever keyboard it is typed on: in one case, each letter whole and narrow. Of a Greek word the
 * last small sigma is one like the others, since a capital one has no such place; so is a Turkish i.
 */
export function inOneCase(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll("ς", "σ").replaceAll("i\u0307", "i").normalize("NFC");
}

const WIDE = /[\uff00-\uffef]/;
/** Arabic, Persian and Devanagari digits; each ten stand in order. */
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const ZEROS = [0x0660, 0x06f0, 0x0966];

/** A number or an address in the signs it is dialled or sent with, whichever keyboard typed it. */
export function inLatinSigns(text: string): string {
  const narrow = WIDE.test(text) ? text.normalize("NFKC") : text;
  return narrow.replace(DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}

/** The text as PostgreSQL keeps it, which has no NUL and no half of a pair in its texts. */
export function storable(text: string, instead = ""): string {
  return text.replace(NULS, instead).replace(HALVES, "\ufffd");
}

/** The text without any of these signs at its end; a pattern would start anew at each of them in its midst. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1] ?? "")) end--;
  return text.slice(0, end);
}

// Zero-width signs, and those that turn the direction of what follows; the joiner only where it joins no two pictures.
const UNSEEN_IN_LINES =
  /[\u200b\u200c\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** The text without signs that nobody sees and that make a name, a firm or an address look like another. */
export function visible(text: string): string {
  return text.replace(UNSEEN_IN_LINES, "");
}

/** The text, or its first characters and that it goes on; a letter is not cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters = Array.from(text.slice(0, 2 * most + 1));
  return letters.length > most ? `${letters.slice(0, most).join("").trimEnd()}…` : text;
}
