import { withoutEnd } from "@/lib/core/text";
import type { Candidate } from "@/lib/intake/candidates";
import { isFileObject, keyOf, labelIn } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isObject, own, put } from "@/lib/intake/json";
import type { Json } from "@/lib/intake/json";
import type { ExtraValue, ReceivedFile, SourceSettings, Understood } from "@/lib/intake/schema";
import { clean, dataUri, isAbsent, isFileName, isFileUrl, listOf, textOf, urlsOf } from "@/lib/intake/values";

/** What programs send for themselves: nonces, captcha answers, addresses of the admin's pages. */
const NOISE =
  /nonce|^_wp(?:cf7|nonce|_http|forms)|captcha|cf-turnstile|^_token$|csrf|honeypot|^submission_speeds$|^_?ajax|^action$|^form_data_meta$|^raw_value$|^__/i;

export const isNoise = ({ field }: Candidate): boolean => field.path.some((part) => NOISE.test(part));

const MARKUP = /<(?:table|tr|br|img|p|div)\b/;
const LABELLED = /:\s?\S/;
/** So much of a value tells whether it stands in a summary as well. */
const TOLD = 200;

/** `Label: value` with a line end somewhere behind it. */
const isListed = (text: string) => LABELLED.test(text.slice(0, Math.max(0, text.lastIndexOf("\n"))));

/** A summary of the whole form in one value (`{all_fields}`) repeats what the others say. */
export function isDigest(candidate: Candidate, all: Candidate[]): boolean {
  const text = candidate.text;
  if (text === null || text.length < 60) return false;
  if (!MARKUP.test(text) && !isListed(text)) return false;
  const others = all
    .slice(0, 60)
    .filter(
      (other) =>
        other !== candidate && other.text !== null && other.text.length >= 4 && other.text.length < text.length,
    );
  const held = others.filter((other) => text.includes(other.text?.slice(0, TOLD) ?? "")).length;
  return held >= 3 && held * 3 >= others.length;
}

function extraValue(value: Json): ExtraValue | null {
  if (isObject(value)) {
    const inner: Record<string, ExtraValue> = {};
    for (const key of Object.keys(value)) {
      const kept = extraValue(own(value, key) ?? null);
      if (kept !== null) put(inner, key, kept);
    }
    return Object.keys(inner).length > 0 ? inner : null;
  }
  return listOf(value) ?? (Array.isArray(value) ? JSON.stringify(value) : textOf(value));
}

function setDeep(extra: Record<string, ExtraValue>, path: string[], value: ExtraValue): void {
  let node = extra;
  for (const part of path.slice(0, -1)) {
    const known = Object.hasOwn(node, part) ? node[part] : undefined;
    if (typeof known === "object" && !Array.isArray(known)) node = known;
    else {
      const inner: Record<string, ExtraValue> = known === undefined ? {} : { "": known };
      put(node, part, inner);
      node = inner;
    }
  }
  let key = path.at(-1) ?? "";
  for (let again = 2; Object.hasOwn(node, key); again++) key = `${path.at(-1) ?? ""} (${again})`;
  put(node, key, value);
}

/** What a field's value is kept under; null: its key. */
export const keptUnder = (field: Field, source: SourceSettings): string | null =>
  field.group ?? field.label ?? labelIn(source.labels, keyOf(field));

/** Everything that found no place, under its own label or key, nested as it was sent. */
export function keepExtra(extra: Record<string, ExtraValue>, candidate: Candidate, name: string | null): void {
  if (isAbsent(candidate.field.value)) return;
  const value = extraValue(candidate.field.value);
  if (value === null) return;
  const path = name === null ? candidate.field.path : [name];
  if (name !== null && Object.hasOwn(extra, name)) {
    const before = extra[name];
    const lists = [before, value].flatMap((item) => (typeof item === "string" || Array.isArray(item) ? item : []));
    if (typeof before === "string" || Array.isArray(before)) {
      put(extra, name, lists);
      return;
    }
  }
  setDeep(extra, path, value);
}

/**
 * The names that what was read is kept under, in the order of the form: the database orders an object's keys by their
 * length. Nothing where there is nothing to order. `renamed`: by their keys, those an admin gave a name.
 */
export function formOrder(
  { extra, readFrom }: Pick<Understood, "extra" | "readFrom">,
  fields: readonly Field[],
  source: SourceSettings,
  renamed: ReadonlyMap<string, string>,
): Pick<Understood, "order"> {
  const kept = new Set([...Object.values(readFrom), ...Object.keys(extra)]);
  if (Object.keys(extra).length === 0 || kept.size < 2) return {};
  const names = fields.flatMap((field) => {
    const key = keyOf(field);
    return [key, renamed.get(key) ?? keptUnder(field, source) ?? field.path[0] ?? ""];
  });
  return { order: [...new Set([...names, ...kept])].filter((name) => kept.has(name)) };
}

function fileOf(value: Json): ReceivedFile[] {
  if (Array.isArray(value)) return value.flatMap(fileOf);
  if (isFileObject(value)) {
    const name = textOf(own(value, "filename") ?? own(value, "file_name") ?? own(value, "name") ?? null);
    const url = textOf(own(value, "file_url") ?? own(value, "url") ?? null);
    const type = textOf(own(value, "type") ?? null);
    const content = own(value, "content");
    const sent = own(value, "bytes");
    const inside = typeof content === "string" ? Math.floor((withoutEnd(content, "=").length * 3) / 4) : null;
    const bytes = typeof sent === "number" ? sent : inside;
    return [
      {
        ...(name ? { name } : {}),
        ...(url ? { url } : {}),
        ...(type ? { type } : {}),
        ...(bytes === null ? {} : { bytes }),
      },
    ];
  }
  const urls = urlsOf(value);
  if (urls) return urls.map((url) => ({ url, name: nameInUrl(url) }));
  return typeof value === "string" && isFileName(clean(value)) ? [{ name: clean(value) }] : [];
}

function nameInUrl(url: string): string {
  const last = url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Content that came as a link of itself has the name of what asked for it. */
function drawn({ field, text }: Candidate): ReceivedFile[] | null {
  const content = text === null ? null : dataUri(text);
  return content && [{ name: field.label ?? field.path.at(-1) ?? "", ...content }];
}

/** The files in a field, by its label or by links that lead to uploads; empty when it holds none. */
export function filesIn(candidate: Candidate): ReceivedFile[] {
  const { field, concept } = candidate;
  if (concept === "file") return drawn(candidate) ?? fileOf(field.value);
  if (concept !== null) return [];
  const value = field.value;
  if (isFileObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isFileObject)))
    return fileOf(value);
  return urlsOf(value)?.every(isFileUrl) ? fileOf(value) : [];
}
