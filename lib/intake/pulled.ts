import { decodeText, encodedOnce } from "@/lib/intake/charset";
import { isEntry, labelsOf, readEntry } from "@/lib/intake/connectors/gravity-forms";
import { readRow } from "@/lib/intake/connectors/predecessor";
import { readSubmission } from "@/lib/intake/connectors/fluent-forms";
import { readElementorItem } from "@/lib/intake/connectors/elementor-rest";
import { readFormidableRow } from "@/lib/intake/connectors/formidable";
import { readListed } from "@/lib/intake/listed";
import { eachText, isObject, jsonIn, own, unwrapString } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { say } from "@/lib/intake/reading";
import type { Reading } from "@/lib/intake/reading";
import type {
  PulledReply,
  PullError,
  PullErrorCode,
  SourceSettings,
  Understood,
  UnderstoodPull,
} from "@/lib/intake/schema";
import { conclude } from "@/lib/intake/conclusion";

function failure(code: PullErrorCode, reply: PulledReply, detail: string): { items: []; error: PullError } {
  const error: PullError = { code, status: reply.status, detail: detail.slice(0, 300) };
  return { items: [], error };
}

const codeOf = (status: number): PullErrorCode => {
  if (status === 401 || status === 403) return "unauthorised";
  if (status === 404 || status === 410) return "not_found";
  return status >= 500 ? "server_error" : "refused";
};

/** A list, or the object that PHP makes of a list with gaps; an empty list may come as `{}`. */
export function objectsIn(value: Json | undefined): JsonObject[] | null {
  if (value === null) return [];
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? Object.values(value).filter(isObject) : null;
}

/** Entries of such a list that are none of these. */
export function unreadIn(value: Json | undefined): number {
  return isObject(value) || Array.isArray(value) ? Object.values(value).filter((entry) => !isObject(entry)).length : 0;
}

function fluentRow(row: JsonObject): Reading {
  const answers = unwrapString(own(row, "response") ?? own(row, "user_inputs") ?? null);
  return readSubmission(isObject(answers) ? answers : {}, row);
}

const formInPath = (path: string): string | null => /\/form-submissions\/(\d+)/.exec(path)?.[1] ?? null;

/** Formidable's entries by their keys; one that came by another way than its own has no `meta`. */
function formidableRows(value: JsonObject): JsonObject[] | null {
  const rows = Object.values(value).filter(isObject);
  const fits = rows.length > 0 && rows.every((row) => Object.hasOwn(row, "item_key") && Object.hasOwn(row, "meta"));
  return fits ? rows : null;
}

function readingsOf(value: JsonObject, reply: PulledReply, source: SourceSettings): Reading[] | null {
  const listed = source.list && own(value, "list_item");
  if (source.list && isObject(listed)) return [readListed(listed, source.list)];
  if (Object.hasOwn(value, "form_submissions")) {
    return objectsIn(own(value, "form_submissions"))?.map((row) => readRow(row, formInPath(reply.path))) ?? null;
  }
  if (Object.hasOwn(value, "entries")) {
    const labels = labelsOf(own(value, "_labels"));
    return objectsIn(own(value, "entries"))?.map((entry) => readEntry("gravityforms", entry, labels)) ?? null;
  }
  if (isEntry(value)) return [readEntry("gravityforms", value, labelsOf(own(value, "_labels")))];
  const formidable = formidableRows(value);
  if (formidable) return formidable.map(readFormidableRow);
  const data = own(value, "data");
  const rows = isObject(data) ? [data] : Array.isArray(data) && data.filter(isObject);
  if (!rows) return Object.hasOwn(value, "response") ? [fluentRow(value)] : null;
  if (rows.every((row) => Object.hasOwn(row, "response"))) return rows.map(fluentRow);
  return rows.every((row) => Object.hasOwn(row, "values")) ? rows.map(readElementorItem) : null;
}

/** The same row twice in one reply is one submission: the later wins, in the earlier's place. */
function withoutRepeats(items: Understood[]): Understood[] {
  const kept = new Map<string, Understood>();
  for (const [index, item] of items.entries()) {
    kept.set(item.externalId === null ? `row ${index}` : `${item.form.id ?? ""} ${item.externalId}`, item);
  }
  return [...kept.values()];
}

const readable = (page: string): string =>
  page
    .slice(0, 20_000)
    .replace(/<[^<>]{0,300}>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

export type PulledJson = { value: Json; said: string; html: boolean } | { error: PullError };

/** The JSON in a reply, or why there is none, in the words WordPress gave. Never throws. */
export function readReply(reply: PulledReply): PulledJson {
  const { text } = decodeText(reply.body, reply.headers["content-type"]);
  const trimmed = text.replace(/^[\uFEFF\s]+/, "").trimEnd();
  const sent = jsonIn(trimmed);
  const value = sent === undefined ? undefined : eachText(sent, encodedOnce);
  const parts = (...keys: string[]) => (isObject(value) ? keys.map((key) => say(value, key)) : []);
  const said = parts("code", "message")
    .filter((part) => part !== null)
    .join(": ");
  const html = /<(?:!doctype|html|head|body|form)\b/i.test(trimmed.slice(0, 2_000));
  if (reply.status < 200 || reply.status > 299) {
    const code = codeOf(reply.status);
    // WordPress refuses in JSON: a page is of what stands before it, which has checked no login of ours.
    if (code === "unauthorised" && value === undefined && html) return failure("html", reply, readable(trimmed));
    return failure(code, reply, said === "" ? (parts("error")[0] ?? "") : said);
  }
  if (value === undefined) return failure(html ? "html" : "unreadable", reply, readable(trimmed));
  return { value, said, html };
}

/** What a pull endpoint answered: its submissions, or why there are none, in the words WordPress gave. Never throws. */
export function understandPulled(reply: PulledReply, source: SourceSettings): UnderstoodPull {
  const read = readReply(reply);
  if ("error" in read) return { items: [], error: read.error };
  const listed = Array.isArray(read.value) ? { form_submissions: read.value } : read.value;
  const readings = isObject(listed) ? readingsOf(listed, reply, source) : null;
  if (!readings) return { items: [], error: unexpected(read, reply) };
  return { items: withoutRepeats(readings.map((one) => conclude(one, source, { problems: [] }))) };
}

/** Data came, but not what was asked for. */
export function unexpected({ said, html }: { said: string; html: boolean }, reply: PulledReply): PullError {
  return failure(said === "" && html ? "html" : "unexpected", reply, said).error;
}
