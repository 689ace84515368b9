const LOCAL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/u;
const EDGES = /^[\s<>"'(),;:[\]]+|[\s<>"'(),;:.[\]]+$/g;

/** Marks that come along when an address is pasted, and that nobody sees. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** The form in which addresses are stored and compared, or null if it can't be one. */
export function normaliseEmail(raw: string): string | null {
  const text = raw
    .replace(UNSEEN, "")
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();
  if (text.length > 254) return null;
  const at = text.lastIndexOf("@");
  if (at < 1) return null;
  const local = text.slice(0, at);
  if (!LOCAL.test(local) || local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null;
  return DOMAIN.test(text.slice(at + 1)) ? text : null;
}

const BREAKS = /[\s<>"'(),;:|\\[\]{}=?&]/;

/**
 * The first address inside a text ("Ana <ana@example.com>", "write to ana@example.com."), or null.
 * Walks outwards from each `@`, so that its time grows with the text and no faster.
 */
export function findEmail(text: string): string | null {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let from = at;
    while (from > 0 && at - from < 64 && !BREAKS.test(text[from - 1] ?? " ")) from--;
    let to = at + 1;
    while (to < text.length && to - at < 190 && !BREAKS.test(text[to] ?? " ") && text[to] !== "/" && text[to] !== "@")
      to++;
    const email = normaliseEmail(text.slice(from, to).replace(EDGES, ""));
    if (email) return email;
  }
  return null;
}
