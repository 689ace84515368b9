import { conclude, nothing } from "@/lib/intake/conclusion";
import { readBody } from "@/lib/intake/body";
import type { Body } from "@/lib/intake/body";
import { isFromCompanion } from "@/lib/intake/connectors/companion";
import { connectorFor } from "@/lib/intake/connectors/registry";
import { fieldsOf, isFileObject, keyOf } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { withNamedValues } from "@/lib/intake/named-values";
import { reading as readingOf } from "@/lib/intake/reading";
import type { Entry, Reading } from "@/lib/intake/reading";
import type { RawRequest, SourceSettings, Understood } from "@/lib/intake/schema";
import { isUrl, textOf, yesNo } from "@/lib/intake/values";

const isTestHeader = (request: RawRequest) =>
  ["true", "1", "yes"].includes(request.headers["x-hook-test"]?.toLowerCase() ?? "");

function isTestBody(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return (
    Object.hasOwn(value, "test") &&
    yesNo(own(value, "test") ?? null) === true &&
    keys.length <= 3 &&
    !JSON.stringify(value).includes("@")
  );
}

/** A test ping's values are the form's labels: a key → label map for free. */
function understandTest(reading: Reading): Understood {
  const found = nothing(reading.plugin, "test", "test_ping", []);
  found.form = reading.form;
  for (const field of reading.fields) {
    const label = isFileObject(field.value) ? textOf(own(field.value, "name") ?? null) : textOf(field.value);
    if (label !== null && label.length <= 120 && !isUrl(label)) found.labels[keyOf(field)] = label;
  }
  return found;
}

function entriesOf(value: Body["value"]): JsonObject[] {
  if (Array.isArray(value)) {
    const objects = value.filter(isObject);
    return objects.length > 0 && objects.length === value.length ? objects : [{ values: value }];
  }
  if (!isObject(value)) return value === null ? [] : [{ value }];
  const keys = Object.keys(value);
  const numbered = keys.length > 0 && keys.every((key) => /^\d+$/.test(key) && isObject(own(value, key)));
  return numbered ? keys.flatMap((key) => own(value, key) ?? []).filter(isObject) : [value];
}

function understandEntry(value: JsonObject, body: Body, request: RawRequest, source: SourceSettings): Understood {
  const entry: Entry = { value, request, format: body.format, unwrapped: body.unwrapped };
  const connector = connectorFor(entry);
  let reading: Reading;
  try {
    reading = connector.read(entry);
  } catch {
    // A shape that a connector didn't expect must not lose the lead.
    reading = readingOf("generic", fieldsOf(value));
  }
  if (isTestHeader(request) || isTestBody(value)) return understandTest(reading);
  const aside = fieldsOf(body.query).map((field) => ({ ...field, aside: true }));
  const known = new Set(reading.fields.map(keyOf));
  const fields = [...reading.fields, ...aside.filter((field) => !known.has(keyOf(field)))];
  return conclude({ ...reading, fields }, source, body);
}

/** What a request says. Never throws, never empty: what can't be read is `unreadable`, with the reason. */
export function understand(request: RawRequest, source: SourceSettings): Understood[] {
  const body = readBody(request, source.defaultCountry);
  const entries = entriesOf(isFromCompanion(body.value) ? body.value : withNamedValues(body.value));
  if (entries.length === 0) return [nothing("generic", "empty", "no_values", body.problems)];
  if (body.format === "none") {
    const found = understandEntry({}, body, request, source);
    return found.kind === "empty" ? [{ ...found, reason: "empty_body" }] : [found];
  }
  return entries.map((value) => understandEntry(value, body, request, source));
}
