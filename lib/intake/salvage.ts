import { withoutBracket } from "@/lib/intake/numbers";
import { emailsNamedIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import { withoutEnd } from "@/lib/core/text";
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
  const bare = withoutEnd(text, " \t\r\n,{}[]");
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
    const at = line.search(/[:=]/);
    const label = line.slice(0, Math.max(0, at)).trim();
    if (label !== "" && label.length <= 60 && !line.startsWith("//", at + 1)) {
      open = label;
      // "Nombre: *: Ana": a label that had its own colon.
      put(
        found,
        label,
        line
          .slice(at + 1)
          .trimStart()
          .replace(/^[\s:*]+(?=[^\s:*])/, ""),
      );
    } else if (open !== null && line.trim() !== "") {
      const before = own(found, open);
      put(found, open, typeof before === "string" && before !== "" ? `${before}\n${line}` : line);
    }
  }
  return found;
}

const TAG = /<([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,200})?>/g;
const CDATA = { start: "<![CDATA[", end: "]]>" };
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** What stands at a place, up to the next sign of markup, and where it ends. What quotes itself whole is passed over once. */
function textAt(text: string, at: number): { content: string; end: number } {
  if (!text.startsWith(CDATA.start, at)) {
    const next = text.indexOf("<", at);
    const end = next === -1 ? text.length : next;
    const content = text.slice(at, end);
    return {
      content: content.replace(/&(lt|gt|amp|quot|apos);/g, (all, name: string) => ENTITIES[name] ?? all),
      end,
    };
  }
  const from = at + CDATA.start.length;
  const close = text.indexOf(CDATA.end, from);
  if (close === -1) return { content: text.slice(from), end: text.length };
  return { content: text.slice(from, close), end: close + CDATA.end.length };
}

/** The innermost elements of an XML body, name → text. */
export function salvageXml(text: string): JsonObject {
  const window = text.slice(0, WINDOW);
  const found: JsonObject = {};
  const tag = new RegExp(TAG);
  for (let count = 0; count < MAX_FOUND;) {
    const name = tag.exec(window)?.[1];
    if (name === undefined) break;
    const { content, end } = textAt(window, tag.lastIndex);
    tag.lastIndex = end;
    if (!window.startsWith(`</${name}>`, end)) continue;
    add(found, name, content);
    count++;
  }
  return found;
}

const DIGITS = /\+?\(?\d[\d\s().-]{6,20}\d/g;

/** By pattern alone: an address and a number that could be called, for a text without any structure. */
export function salvageContact(text: string, country: string): JsonObject {
  const window = text.slice(0, WINDOW);
  const found: JsonObject = {};
  const [named] = emailsNamedIn(window);
  if (named) found["email"] = named.email;
  let tried = 0;
  for (const match of window.matchAll(DIGITS)) {
    if (++tried > 50) break;
    const run = match[0].replace(/\D/g, "");
    if (run.length <= 14 && normalisePhone(match[0], country)) {
      found["phone"] = withoutBracket(match[0]);
      break;
    }
  }
  return found;
}
