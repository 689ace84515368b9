/** What a request's body is once read: JSON's own shapes, whatever the wire format was. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own property only: `constructor` or `toString` sent as a key must not find JavaScript's. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a key that a stranger chose; `__proto__` becomes an ordinary property instead of a prototype. */
export function put<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** The value with each of its texts, keys as well, changed. */
export function eachText(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => eachText(item, change));
  if (!isObject(value)) return value;
  const changed: JsonObject = {};
  for (const key of Object.keys(value)) put(changed, change(key), eachText(own(value, key) ?? null, change));
  return changed;
}

const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;
const BRACKET_OPEN = 91;
const BRACKET_CLOSE = 93;
const QUOTE = 34;
const BACKSLASH = 92;

/** How deep a JSON text nests, without parsing it: a hostile body is turned away before any recursion. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === BRACE_OPEN || code === BRACKET_OPEN) deepest = Math.max(deepest, ++depth);
    else if (code === BRACE_CLOSE || code === BRACKET_CLOSE) depth--;
  }
  return deepest;
}

export const MAX_DEPTH = 32;

const LONG = /[:[,]\s{0,8}-?\d{16}/;

/** A number too long for a float keeps the digits it was written with: it is an identity, not a quantity. */
function exactly(_: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" && !Number.isSafeInteger(value) && context?.source !== undefined
    ? context.source
    : value;
}

/** Parses, or says why not. Never throws. */
export function parseJson(text: string): { value: Json } | { problem: "too_deep" | "broken_json" } {
  if (depthOf(text) > MAX_DEPTH) return { problem: "too_deep" };
  try {
    return { value: (LONG.test(text) ? JSON.parse(text, exactly) : JSON.parse(text)) as Json };
  } catch {
    return { problem: "broken_json" };
  }
}

const BETWEEN = /^[\s,;\u001e]*$/;

/** The first objects and lists of a text that is nothing but several of them; undefined where any can't be parsed. */
export function jsonTexts(text: string, most: number): Json[] | undefined {
  const found: Json[] = [];
  let depth = 0;
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === BRACE_OPEN || code === BRACKET_OPEN) {
      if (depth++ > 0) continue;
      if (!BETWEEN.test(text.slice(from, at))) return undefined;
      from = at;
    } else if ((code === BRACE_CLOSE || code === BRACKET_CLOSE) && --depth === 0) {
      const parsed = parseJson(text.slice(from, at + 1));
      if (!("value" in parsed)) return undefined;
      found.push(parsed.value);
      from = at + 1;
      if (found.length === most) return found;
    }
    if (depth < 0) return undefined;
  }
  return depth === 0 && BETWEEN.test(text.slice(from)) ? found : undefined;
}

/** A value that is JSON inside a string (some plugins encode twice) comes back as what it means, else as it was. */
export function unwrapString(value: Json): Json {
  if (typeof value !== "string") return value;
  const text = value.trim();
  const first = text[0];
  const last = text.at(-1);
  if (!((first === "{" && last === "}") || (first === "[" && last === "]"))) return value;
  const parsed = parseJson(text);
  return "value" in parsed && typeof parsed.value === "object" && parsed.value !== null ? parsed.value : value;
}

const MAX_STARTS = 200;

const isList = (value: Json): boolean => Array.isArray(value) && value.length > 0 && value.every(isObject);

/** PHP prints notices before the JSON: the first place from which the rest parses is what was to be said. */
export function jsonIn(text: string, mostStarts = MAX_STARTS): Json | undefined {
  const whole = parseJson(text);
  if ("value" in whole) return whole.value;
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
  let at = -1;
  for (let tried = 0; tried < mostStarts; tried++) {
    const next = text.slice(at + 1).search(/[{[]\s*["{[\]}]/);
    if (next === -1) return undefined;
    at += next + 1;
    const parsed = parseJson(text.slice(at, end));
    if ("value" in parsed && (isObject(parsed.value) || isList(parsed.value))) return parsed.value;
  }
  return undefined;
}
