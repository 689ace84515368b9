import { findEmail } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import { own, parseJson, put } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";

const WINDOW = 1_000_000;
const MAX_FOUND = 2_000;
const KEY = /[{,]\s*"([^"\\\n]{1,120})"\s*:\s*/g;

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "/": "/", '"': '"', "\\": "\\", b: "", f: "" };

function unescape(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, hex: string | undefined, char: string | undefined) =>
    hex === undefined ? (ESCAPES[char ?? ""] ?? char ?? "") : String.fromCharCode(parseInt(hex, 16)),
  );
}

function valueOf(slice: string): Json {
  const text = slice.trim();
  if (text.startsWith('"')) {
    const last = text.lastIndexOf('"');
    return unescape(last > 0 ? text.slice(1, last) : text.slice(1));
  }
  if (text.startsWith("[")) {
    const parsed = parseJson(text.slice(0, text.lastIndexOf("]") + 1));
    return "value" in parsed ? parsed.value : unescape(text);
  }
  const bare = text.replace(/[\s,{}[\]]+$/, "");
  return bare === "null" ? null : bare;
}

function add(into: JsonObject, key: string, value: Json): void {
  if (value === "" || value === null) return;
  if (own(into, key) === undefined) put(into, key, value);
}

/**
 * Reads the pairs out of JSON that isn't: a template into which an unescaped quote or newline was pasted, cut short, or
 * nested past all sense. A value ends where the next key begins, so quotes inside it survive.
 */
export function salvagePairs(text: string): JsonObject {
  const window = text.slice(0, WINDOW);
  const found: JsonObject = {};
  const keys = [...window.matchAll(KEY)].slice(0, MAX_FOUND);
  for (const [index, match] of keys.entries()) {
    const next = keys[index + 1];
    const slice = window.slice(match.index + match[0].length, next ? next.index : window.length);
    if (!/^\s*\{/.test(slice)) add(found, match[1] ?? "", valueOf(slice));
  }
  return found;
}

/** `Label: value` lines, as a plain-text template writes them; lines without a label belong to the value above. */
export function salvageLines(text: string): JsonObject {
  const found: JsonObject = {};
  let open: string | null = null;
  for (const line of text.slice(0, WINDOW).split(/\r?\n/).slice(0, MAX_FOUND)) {
    const labelled = /^\s*([^:=\n]{1,60}?)\s*[:=](?!\/\/)\s*(.*)$/.exec(line);
    const label = labelled?.[1];
    if (label) {
      open = label;
      // "Nombre: *: Ana": a label that had its own colon.
      put(found, label, (labelled[2] ?? "").replace(/^[\s:*]+(?=[^\s:*])/, ""));
    } else if (open !== null && line.trim() !== "") {
      const before = own(found, open);
      put(found, open, typeof before === "string" && before !== "" ? `${before}\n${line}` : line);
    }
  }
  return found;
}

const LEAF = /<([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[([^\]]*)\]\]>|([^<]*))<\/\1>/g;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The innermost elements of an XML body, name → text. */
export function salvageXml(text: string): JsonObject {
  const found: JsonObject = {};
  for (const match of [...text.slice(0, WINDOW).matchAll(LEAF)].slice(0, MAX_FOUND)) {
    const plain = match[3]?.replace(/&(lt|gt|amp|quot|apos);/g, (all, name: string) => ENTITIES[name] ?? all);
    add(found, match[1] ?? "", match[2] ?? plain ?? "");
  }
  return found;
}

const DIGITS = /\+?\(?\d[\d\s().-]{6,20}\d/g;

/** By pattern alone: an address and a number that could be called, for a text without any structure. */
export function salvageContact(text: string, country: string): JsonObject {
  const window = text.slice(0, WINDOW);
  const found: JsonObject = {};
  const email = findEmail(window);
  if (email) found["email"] = email;
  let tried = 0;
  for (const match of window.matchAll(DIGITS)) {
    if (++tried > 50) break;
    const run = match[0].replace(/\D/g, "");
    if (run.length <= 14 && normalisePhone(match[0], country)) {
      found["phone"] = match[0].trim();
      break;
    }
  }
  return found;
}
