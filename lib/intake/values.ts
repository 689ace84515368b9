import { visible, withoutEnd } from "@/lib/core/text";
import { isObject, unwrapString } from "@/lib/intake/json";
import type { Json } from "@/lib/intake/json";

const NOTHING = new Set(["", "-", "--", "—", "–", "null", "undefined", "(null)", "nan", "[]", "{}"]);
const PLACEHOLDER =
  /^(?:\{\{?[A-Za-z_][\w .:="'|-]{0,78}\}?\}|\[[A-Za-z_][\w-]{0,60}(?: [\w:"'=.-]{1,40}){0,4}\]|%%?[A-Za-z_]{2,60}%%?)$/;

/** Empty, a dash, "null", or a tag that the plugin didn't know and sent as it stood: `{utm_source}`, `[your-name]`. */
export function isAbsentText(text: string): boolean {
  const trimmed = text.trim();
  return NOTHING.has(trimmed.toLowerCase()) || PLACEHOLDER.test(trimmed);
}

export function isAbsent(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return isAbsentText(value);
  if (Array.isArray(value)) return value.every(isAbsent);
  if (isObject(value)) return Object.values(value).every(isAbsent);
  return false;
}

/** Line ends as one kind, nothing invisible, no space around. Markup and entities stay as they came. */
export function clean(text: string): string {
  return visible(text.replace(/\r\n?/g, "\n").replaceAll("\u0000", "")).trim();
}

/** One text for a scalar or a list; null for what is absent or has structure. */
export function textOf(value: Json): string | null {
  if (value === null || isObject(value)) return null;
  if (Array.isArray(value)) {
    const parts = value.flatMap((item) => textOf(item) ?? []);
    return parts.length > 0 ? parts.join(", ") : null;
  }
  if (typeof value !== "string") return String(value);
  const text = clean(value);
  return isAbsentText(text) ? null : text;
}

/** A choice with several answers, told by signs that no free text carries: an array, `||`, a JSON list. */
export function listOf(value: Json): string[] | null {
  const inner = unwrapString(value);
  if (Array.isArray(inner)) {
    return inner.every((item) => !isObject(item) && !Array.isArray(item))
      ? inner.flatMap((item) => textOf(item) ?? [])
      : null;
  }
  if (typeof inner === "string" && inner.includes("||")) {
    return inner.split("||").flatMap((part) => textOf(part) ?? []);
  }
  return null;
}

const YES = new Set([
  ...["1", "on", "true", "yes", "y", "si", "s", "sim", "ok", "checked", "accepted", "agree", "agreed", "x", "✓", "✔"],
  ...[
    "acepto",
    "aceptado",
    "acepta",
    "aceito",
    "aceita",
    "aceite",
    "accept",
    "concordo",
    "de acuerdo",
    "estoy de acuerdo",
    "i agree",
  ],
]);
const NO = new Set([
  ...["", "0", "off", "false", "no", "n", "nao", "not checked", "unchecked", "declined", "disagree", "rejected"],
  ...["no acepto", "nao aceito", "rechazado", "rechazo", "not accepted", "i disagree", "no accepted"],
]);

/** Yes, no, or null for what is neither. */
export function yesNo(value: Json): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value === 0 || value === 1 ? value === 1 : null;
  if (Array.isArray(value)) return value.length > 1 ? null : yesNo(value[0] ?? null);
  if (typeof value !== "string") return value === null ? false : null;
  const text = value.normalize("NFKD").replace(/\p{M}/gu, "").trim().toLowerCase().replace(/[.!]$/, "");
  if (YES.has(text)) return true;
  return NO.has(text) || isAbsentText(value) ? false : null;
}

/** A consent box whose ticked value is its own sentence ("I accept the policy") is a yes. */
export function consentOf(value: Json): boolean | null {
  const plain = yesNo(value);
  if (plain !== null) return plain;
  const text = textOf(value)?.toLowerCase() ?? "";
  if (/^(?:no |não |i do not|i don't|not )/.test(text)) return false;
  return /^(?:s[ií],? |yes,? |sim,? |i |he le[ií]do|li e |lo |la |declaro|doy |confirmo)?(?:\S+ ){0,3}?(?:acept|aceit|accept|agree|autoriz|authori|consen|concord|conforme)/.test(
    text,
  )
    ? true
    : null;
}

export const isUrl = (text: string): boolean => /^https?:\/\/[^\s<>"]{3,4000}$/i.test(text);

const DATA_URI = /^data:([\w.+-]{1,40}\/[\w.+-]{1,80})?((?:;[\w.+-]{1,40}(?:=[\w."+-]{1,80})?){0,5}),/i;

/** What a link that holds its own content carries, as a drawn signature does; null for any other text. */
export function dataUri(text: string): { type: string; bytes: number } | null {
  const head = DATA_URI.exec(text);
  if (!head) return null;
  const content = text.length - head[0].length;
  const isBase64 = /;base64$/i.test(head[2] ?? "");
  const padding = isBase64 ? text.length - withoutEnd(text, "=").length : 0;
  return { type: head[1] ?? "text/plain", bytes: isBase64 ? Math.floor(((content - padding) * 3) / 4) : content };
}

const IP4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IP6 = /^(?=.*:.*:)[\da-f:.]{2,45}$/i;
export const isIp = (text: string): boolean => IP4.test(text) || IP6.test(text);

export const isUserAgent = (text: string): boolean =>
  /^[\w.+-]{2,40}\/[\w.]{1,20}(?:[ ;(]|$)/.test(text) && text.length <= 1000;

/** Words with spaces between them, as people write; no number, address or program's name alone. */
export const isProse = (text: string): boolean => /\p{L}/u.test(text) && /\s/.test(text.trim()) && !isUserAgent(text);

const FILE_END =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|txt|zip|rar|7z|jpe?g|png|gif|webp|heic|tiff?|bmp|svg|mp4|mov|mp3|m4a|dwg|xml)$/i;

export const isFileName = (text: string): boolean => text.length <= 255 && !/[\n/]/.test(text) && FILE_END.test(text);

/** A link to something a visitor uploaded, and not to a page. */
export function isFileUrl(text: string): boolean {
  if (!isUrl(text)) return false;
  const path = text.split(/[?#]/)[0] ?? "";
  return path.includes("/wp-content/uploads/") || FILE_END.test(path) || /[?&]gf-download=/.test(text);
}

/** One or several links in one value: a list, or joined by commas or line ends. Null when anything else is among them. */
export function urlsOf(value: Json): string[] | null {
  const inner = unwrapString(value);
  if (Array.isArray(inner)) {
    const nested = inner.map(urlsOf);
    return inner.length > 0 && nested.every((urls) => urls !== null) ? nested.flat() : null;
  }
  if (typeof inner !== "string" || !/^\s*https?:\/\//i.test(inner)) return null;
  const parts = inner
    .split(/\|\||\n|,(?=\s|https?:)|(?<=\s),/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.every(isUrl) ? parts : null;
}

/** A name as people write theirs, with capitals. */
export const PERSON =
  /^\p{Lu}[\p{L}'’´.-]{0,30}(?: (?:de|del|de la|de los|da|do|dos|das|di|van|von|y|e|\p{Lu}[\p{L}'’´.-]{0,30})){1,5}$/u;
