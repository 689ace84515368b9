import { contentBeside, isDrawn, isSomebody } from "@/lib/intake/item-content";
import { isObject, own, put } from "@/lib/intake/json";
import { isAbsent, textOf } from "@/lib/intake/values";
import type { Json, JsonObject } from "@/lib/intake/json";

const NAMES = ["label", "title", "question", "column_name", "column_id", "name", "key", "field", "id"];
const VALUES = ["value", "string_value", "answer", "values"];
/** A record of somebody has more to say than what one field is called and holds. */
const MOST_KEYS = 8;

/** Some senders list their fields, `[{ "name": "E-mail", "value": "ana@…" }, …]`: read as what the list means, at any place of a body. */
export function withNamedValues(value: Json, depth = 0): Json {
  if (depth > 4) return value;
  if (Array.isArray(value)) return namedValues(value) ?? value;
  if (!isObject(value)) return value;
  const read: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const named = Array.isArray(inner) ? namedValues(inner) : null;
    // The list is only a wrapper: what it names stands beside the rest, unless the rest has that name already.
    if (named && !Object.keys(named).some((name) => Object.hasOwn(value, name) || Object.hasOwn(read, name))) {
      for (const [name, held] of Object.entries(named)) put(read, name, held);
    } else put(read, key, withNamedValues(inner, depth + 1));
  }
  return read;
}

function namedValues(list: Json[]): JsonObject | null {
  const read: JsonObject = {};
  for (const item of list) {
    const pair = pairOf(item);
    if (!pair) return null;
    putBeside(read, pair.name, pair.value);
  }
  return list.length > 0 ? read : null;
}

/** What is said again under one name is a list, as in a form; an item with content of its own stays one. */
function putBeside(read: JsonObject, name: string, value: Json): void {
  const known = own(read, name);
  if (known === undefined || isAbsent(known)) put(read, name, value);
  else if (isAbsent(value) || textOf(known) === (textOf(value) ?? "")) return;
  else if (!isObject(known) && !isObject(value)) put(read, name, [known, value].flat());
  else {
    let again = 2;
    while (Object.hasOwn(read, `${name} (${again})`)) again++;
    put(read, `${name} (${again})`, isObject(value) ? { ...value, label: `${name} (${again})` } : value);
  }
}

/** The value; where the item holds more, a field that carries its own description. */
function pairOf(item: Json): { name: string; value: Json } | null {
  if (!isObject(item) || (Object.keys(item).length > MOST_KEYS && !isDrawn(item))) return null;
  const holder = VALUES.find((key) => Object.hasOwn(item, key));
  const named = NAMES.find((key) => textOf(own(item, key) ?? null) !== null);
  if (holder === undefined || named === undefined || isSomebody(item, [named, holder])) return null;
  const [name, value] = [textOf(own(item, named) ?? null) ?? "", own(item, holder) ?? null];
  const content = contentBeside(item, [named, holder]);
  return { name, value: Object.keys(content).length === 0 ? value : { label: name, value, ...content } };
}
