import { contentBeside, isDrawn, isSomebody } from "@/lib/intake/item-content";
import { isObject, own, unwrapString } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import type { Concept } from "@/lib/intake/concepts";
import { meaningOf } from "@/lib/intake/labels";
import { unserialised } from "@/lib/intake/php-serialised";
import { textOf } from "@/lib/intake/values";

/** One value of a form, with everything the request tells about it. */
export type Field = {
  path: string[];
  label: string | null;
  /** The plugin's own word for the kind of field, when it sends it: `tel`, `textarea`. */
  type: string | null;
  value: Json;
  /** What the connector knows it to be, without guessing. */
  concept?: Concept;
  /** Shares a place with others of its field: the ticked choices of one question, the parts of one address. */
  group?: string;
  /** Kept as an extra value under this name: its sender said so, and nothing is guessed. */
  keep?: string;
  /** Rows of a table in one field, or what stands beside its value: kept, whatever its label. */
  rows?: boolean;
  /** It goes to the custom field of this key: its sender said so. */
  own?: string;
  /** Stood in the address and not in the body: taken when the body has nothing better. */
  aside?: boolean;
};

export const keyOf = (field: Field): string => field.path.join(".");

/** A label by key; keys are a stranger's, and `constructor` must not find JavaScript's. */
export const labelIn = (labels: Record<string, string> | undefined, key: string): string | null =>
  labels && Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;

export const isFileObject = (value: Json): value is JsonObject =>
  isObject(value) &&
  ["filename", "file_url", "file_name", "file_path"].some((key) => typeof own(value, key) === "string");

/** What a form may have; of a request that has more, the first are read. */
export const MAX_FIELDS = 5_000;
/** A few more, so that whoever asked for the fields sees that there were too many. */
const MOST_WALKED = MAX_FIELDS + 100;
const NAMES = ["label", "title", "name", "key", "id"];
const USED = ["value", ...NAMES];

const textIn = (value: JsonObject, keys: readonly string[]): string | null =>
  keys.flatMap((key) => textOf(own(value, key) ?? null) ?? [])[0] ?? null;

/** `{ label: "E-mail", value: "…" }`: a field that carries its own description. */
function isDescribed(value: Json): value is JsonObject {
  if (!isObject(value) || !Object.hasOwn(value, "value")) return false;
  const isNamed = NAMES.some((key) => {
    const name = own(value, key);
    return typeof name === "string" && name !== "";
  });
  return isNamed && !isSomebody(value, USED);
}

/** Whether what a program keeps by numbers are the fields of one form, and not people: as WPForms has them. */
export const areFields = (items: JsonObject[]): boolean =>
  items.every((item) => isDescribed(item)) &&
  items.some((item) => isDrawn(item) || meaningOf(textIn(item, NAMES) ?? "") !== null);

/** The field, and what stands beside its value. */
function described(path: string[], value: JsonObject): Field[] {
  const field = fieldIn(path, value);
  const about = field.label === null ? field.path : [field.label];
  const beside = Object.entries(contentBeside(value, USED)).map(([key, sent]): Field => ({
    path: [...about, key],
    label: null,
    type: null,
    value: sent,
    rows: true,
  }));
  return [field, ...beside];
}

function fieldIn(path: string[], value: JsonObject): Field {
  const label = textIn(value, ["label", "title", "name"]);
  const id = textIn(value, ["key", "id"]) ?? label;
  const sent = own(value, "value") ?? null;
  const indexed = /^\d+$/.test(path.at(-1) ?? "");
  return {
    path: indexed && id !== null ? [...path.slice(0, -1), id] : path,
    label,
    type: textOf(own(value, "type") ?? null),
    value: sent,
    ...serialisedIn(sent),
  };
}

/** Date fields of WPForms come as `{ value, unix }`. */
const isDatePair = (value: JsonObject) => Object.keys(value).sort().join() === "unix,value";

/** "Peso: 10, Cantidad: 2": a row of a table as a line, null for what is no row. */
function lineOf(row: Json): string | null {
  if (!isObject(row)) return null;
  return Object.entries(row)
    .flatMap(([column, cell]) => (textOf(cell) === null ? [] : [`${column}: ${textOf(cell) ?? ""}`]))
    .join(", ");
}

/** A table or a list that PHP serialised, as Gravity keeps its lists; null for any other value. */
function serialisedIn(value: Json): Pick<Field, "value" | "rows"> | null {
  const found = typeof value === "string" ? unserialised(value) : undefined;
  if (found === undefined) return null;
  const rows = isObject(found) ? Object.values(found) : found;
  const lines = Array.isArray(rows) ? rows.map(lineOf) : [];
  if (lines.length > 0 && lines.every((line) => line !== null)) return { value: lines, rows: true };
  return { value: found };
}

function walk(path: string[], sent: Json, into: Field[]): void {
  if (into.length >= MOST_WALKED) return;
  const value = unwrapString(sent);
  const serialised = serialisedIn(value);
  if (serialised) into.push({ path, label: null, type: null, ...serialised });
  else if (isDescribed(value)) into.push(...described(path, value));
  else if (isFileObject(value) || (isObject(value) && isDatePair(value)))
    into.push({ path, label: null, type: null, value });
  else if (isObject(value)) {
    for (const key of Object.keys(value)) walk([...path, key], own(value, key) ?? null, into);
  } else if (Array.isArray(value) && value.some((item) => isObject(item) && !isFileObject(item))) {
    for (const [index, item] of value.entries()) walk([...path, String(index)], item, into);
  } else into.push({ path, label: null, type: null, value });
}

/** Every value of an object, however deep, as a list of fields in the order they came. */
export function fieldsOf(value: JsonObject): Field[] {
  const fields: Field[] = [];
  for (const key of Object.keys(value)) walk([key], own(value, key) ?? null, fields);
  return fields;
}
