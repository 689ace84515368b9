import { isObject, MAX_DEPTH, own, put } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";

export type Pair = { key: string; value: Json };

export const MAX_PAIRS = 20_000;

/** `fields[a][0]` → `["fields", "a", "0"]`. Past the depth limit, and for unbalanced brackets, the key stays whole. */
export function pathOf(key: string): string[] {
  const open = key.indexOf("[");
  if (open < 1 || !key.endsWith("]")) return [key];
  const path = [key.slice(0, open)];
  let at = open;
  while (at < key.length) {
    const close = key.indexOf("]", at);
    if (key[at] !== "[" || close === -1 || path.length >= MAX_DEPTH) return [key];
    path.push(key.slice(at + 1, close));
    at = close + 1;
  }
  return path;
}

function place(root: JsonObject, path: string[], value: Json, sizes: WeakMap<JsonObject, number>): void {
  let node = root;
  for (const [step, name] of path.entries()) {
    const count = sizes.get(node) ?? 0;
    const segment = name === "" && step > 0 ? String(count) : name;
    const known = own(node, segment);
    if (known === undefined) sizes.set(node, count + 1);
    if (step === path.length - 1) {
      // PHP keeps only the last of a repeated key; a choice that was ticked must not get lost here.
      if (known === undefined) put(node, segment, value);
      else if (Array.isArray(known)) known.push(value);
      else if (isObject(known)) put(known, "", value);
      else put(node, segment, [known, value]);
    } else if (isObject(known)) node = known;
    else {
      const inner: JsonObject = {};
      if (known !== undefined) put(inner, "", known);
      put(node, segment, inner);
      node = inner;
    }
  }
}

/** Objects whose keys are 0, 1, 2 … are what PHP means by a list. */
function listsOf(value: Json): Json {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const list = keys.length > 0 && keys.every((key, index) => key === String(index));
  if (list) return keys.map((key) => listsOf(own(value, key) ?? null));
  for (const key of keys) put(value, key, listsOf(own(value, key) ?? null));
  return value;
}

/**
 * Expands PHP's bracket notation. Keys stay strings to the letter ("5.10" isn't "5.1"), `__proto__` is a key like any
 * other, and what a plain key repeats becomes a list.
 */
export function expandBrackets(pairs: Pair[]): JsonObject {
  const root: JsonObject = {};
  const sizes = new WeakMap<JsonObject, number>();
  for (const { key, value } of pairs.slice(0, MAX_PAIRS)) place(root, pathOf(key), value, sizes);
  for (const key of Object.keys(root)) put(root, key, listsOf(own(root, key) ?? null));
  return root;
}
