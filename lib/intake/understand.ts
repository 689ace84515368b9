import { conclude, nothing } from "@/lib/intake/conclusion";
import { MAX_ENTRIES, readBody } from "@/lib/intake/body";
import type { Body } from "@/lib/intake/body";
import { withChosenTexts } from "@/lib/intake/chosen-options";
import { isFromCompanion } from "@/lib/intake/connectors/companion";
import { connectorFor } from "@/lib/intake/connectors/registry";
import { areFields, fieldsOf, isFileObject, keyOf, MAX_FIELDS } from "@/lib/intake/fields";
import { homeInUserAgent } from "@/lib/intake/home-address";
import { isObject, own } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { withNamedValues } from "@/lib/intake/named-values";
import { reading as readingOf } from "@/lib/intake/reading";
import type { Entry, Reading } from "@/lib/intake/reading";
import type { RawRequest, SourceSettings, Understood } from "@/lib/intake/schema";
import { withTitledAnswers } from "@/lib/intake/titled-answers";
import { isAbsent, isUrl, textOf, yesNo } from "@/lib/intake/values";

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
    // What isn't an entry among entries is one more of its own, so that it is kept and swallows nobody.
    const others = value.filter((one) => !isObject(one) && one !== null);
    const objects = value.filter(isObject);
    if (objects.length === 0) return [{ values: value }];
    return others.length > 0 ? [...objects, { values: others }] : objects;
  }
  if (!isObject(value)) return value === null ? [] : [{ value }];
  const keys = Object.keys(value);
  const numbered = keys.length > 0 && keys.every((key) => /^\d+$/.test(key) && isObject(own(value, key)));
  const entries = numbered ? keys.flatMap((key) => own(value, key) ?? []).filter(isObject) : [];
  return numbered && !areFields(entries) ? entries : [value];
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
  const problems = reading.fields.length > MAX_FIELDS ? [...body.problems, "too_many_fields" as const] : body.problems;
  const sent = reading.fields.slice(0, MAX_FIELDS);
  const aside = fieldsOf(body.query).map((field) => ({ ...field, aside: true }));
  const told = new Set(sent.filter(({ value }) => !isAbsent(value)).map(keyOf));
  const fields = [...sent, ...aside.filter((field) => !told.has(keyOf(field)))];
  const site = homeInUserAgent(request.headers["user-agent"] ?? "");
  return conclude({ ...reading, fields, site }, source, { ...body, problems }, [...fieldsOf(value), ...aside]);
}

/** What a request says. Never throws, never empty: what can't be read is `unreadable`, with the reason. */
export function understand(request: RawRequest, source: SourceSettings): Understood[] {
  const body = readBody(request, source.defaultCountry);
  const entries = entriesOf(
    isFromCompanion(body.value) ? body.value : withNamedValues(withTitledAnswers(withChosenTexts(body.value))),
  );
  if (entries.length === 0) return [nothing("generic", "empty", "no_values", body.problems)];
  if (body.format === "none") {
    const found = understandEntry({}, body, request, source);
    return found.kind === "empty" ? [{ ...found, reason: "empty_body" }] : [found];
  }
  const problems = entries.length > MAX_ENTRIES ? [...body.problems, "too_many_entries" as const] : body.problems;
  return entries.slice(0, MAX_ENTRIES).map((value) => understandEntry(value, { ...body, problems }, request, source));
}
