import { fieldsOf } from "@/lib/intake/fields";
import { isObject, own, unwrapString } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { isWordPress, reading, say } from "@/lib/intake/reading";
import type { Connector, Entry, Reading } from "@/lib/intake/reading";

const KEY = "formidable";

/** An entry's own columns. Its `name` is a title that the plugin makes up, and no person. */
const COLUMNS = new Set(
  "id item_key name description ip form_id post_id user_id parent_item_id is_draft updated_by created_at updated_at item_name".split(
    " ",
  ),
);

const isEntry = ({ value }: Entry) => Object.hasOwn(value, "item_key") && Object.hasOwn(value, "form_id");

const readEntry = ({ value }: Entry): Reading =>
  readRow(value, Object.fromEntries(Object.entries(value).filter(([key]) => !COLUMNS.has(key))));

/** An entry as the REST interface gives it: the answers by their keys under `meta`. */
export function readFormidableRow(row: JsonObject): Reading {
  const meta = unwrapString(own(row, "meta") ?? null);
  return readRow(row, isObject(meta) ? meta : {});
}

function readRow(value: JsonObject, answers: JsonObject): Reading {
  const about = unwrapString(own(value, "description") ?? null);
  const kept = Object.entries(answers).filter(
    ([key]) => !(key.endsWith("-value") && Object.hasOwn(answers, key.slice(0, -"-value".length))),
  );
  const came = isObject(about) ? (say(about, "referrer") ?? "") : "";
  return reading(KEY, fieldsOf(Object.fromEntries(kept)), {
    form: { id: say(value, "form_id"), name: null },
    externalId: say(value, "id"),
    submitted: say(value, "created_at"),
    changed: say(value, "updated_at"),
    utc: true,
    pageUrl: /https?:\/\/[^\s"'<>]+/.exec(came)?.[0] ?? null,
    ip: say(value, "ip"),
    userAgent: isObject(about) ? say(about, "browser") : null,
    // 1 is saved for later, 2 begun, 3 abandoned: none is sent.
    draft: !["0", null].includes(say(value, "is_draft")),
  });
}

export const formidable: Connector = {
  key: KEY,
  recognises: (entry) =>
    isEntry(entry) ||
    // Of the plugins with keys of the admin's choice it alone nests them.
    (entry.format === "form" && isWordPress(entry) && Object.values(entry.value).some((value) => isObject(value))),
  read: (entry) => (isEntry(entry) ? readEntry(entry) : reading(KEY, fieldsOf(entry.value))),
};
