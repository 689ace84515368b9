import { isObject, own, put } from "@/lib/intake/json";
import { textOf } from "@/lib/intake/values";
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
    if (own(read, pair.name) === undefined) put(read, pair.name, pair.value);
  }
  return list.length > 0 ? read : null;
}

function pairOf(item: Json): { name: string; value: Json } | null {
  if (!isObject(item) || Object.keys(item).length > MOST_KEYS) return null;
  const holder = VALUES.find((key) => Object.hasOwn(item, key));
  const name = NAMES.map((key) => textOf(own(item, key) ?? null)).find((text) => text !== null);
  return holder !== undefined && name ? { name, value: own(item, holder) ?? null } : null;
}
