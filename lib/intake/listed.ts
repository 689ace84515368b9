import { fieldsOf } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import { textOf } from "@/lib/intake/values";
import type { Json, JsonObject } from "@/lib/intake/json";
import type { Reading } from "@/lib/intake/reading";
import type { ListShape } from "@/lib/intake/schema";

/** What stands at a path like `data.items.0`; the empty path is the whole. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let found = value;
  for (const key of path.split(".").filter((part) => part !== "")) {
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isObject(found)) found = own(found, key);
    else return undefined;
  }
  return found;
}

export function textAt(value: Json, path: string): string | null {
  return path === "" ? null : textOf(at(value, path) ?? null);
}

/** An item of a list nobody knows but the admin who described it. */
export function readListed(item: JsonObject, shape: ListShape): Reading {
  const about = new Set([shape.id, shape.time]);
  const answers = Object.fromEntries(Object.entries(item).filter(([key]) => !about.has(key)));
  return reading("json-list", fieldsOf(answers), {
    form: { id: say(item, "form_id"), name: null },
    externalId: textAt(item, shape.id),
    submitted: textAt(item, shape.time),
    utc: shape.utc,
  });
}
