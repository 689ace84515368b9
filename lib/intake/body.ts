import { decodeText, decodeUrlPart, encodedOnce } from "@/lib/intake/charset";
import { inflated } from "@/lib/intake/content-encoding";
import { areFields } from "@/lib/intake/fields";
import { eachText, isObject, jsonIn, jsonTexts, own, parseJson, unwrapString } from "@/lib/intake/json";
import type { Json, JsonObject } from "@/lib/intake/json";
import { meaningOf } from "@/lib/intake/labels";
import { boundaryOf, readMultipart } from "@/lib/intake/multipart";
import { expandBrackets, MAX_PAIRS } from "@/lib/intake/php-brackets";
import type { Pair } from "@/lib/intake/php-brackets";
import { salvageContact, salvageLines, salvagePairs, salvageXml } from "@/lib/intake/salvage";
import type { Problem, RawRequest, Reason } from "@/lib/intake/schema";

export const FORMATS = ["json", "form", "multipart", "query", "xml", "text", "broken", "none"] as const;

export type Body = {
  format: (typeof FORMATS)[number];
  value: Json;
  /** Everything stood under one key, which was taken away. */
  unwrapped: boolean;
  /** Set when the value was pieced together and may lack something. */
  partial?: Reason;
  /** What stood in the address beside the token. */
  query: JsonObject;
  problems: Problem[];
};

function readPairs(text: string, contentType: string, problems: Problem[]): Pair[] {
  const parts = text.split("&", MAX_PAIRS + 1);
  if (parts.length > MAX_PAIRS) problems.push("too_many_parameters");
  return parts.flatMap((part) => {
    if (part === "") return [];
    const equals = part.indexOf("=");
    const key = decodeUrlPart(equals === -1 ? part : part.slice(0, equals), contentType).trim();
    const value = equals === -1 ? "" : decodeUrlPart(part.slice(equals + 1), contentType);
    return key === "" ? [] : [{ key, value }];
  });
}

export function readForm(text: string, contentType: string, problems: Problem[] = []): JsonObject {
  return expandBrackets(readPairs(text, contentType, problems));
}

/** A lone key around everything ("payload", "lead", "data") says nothing; its content is the body. */
function unwrapLoneKey(value: Json): Pick<Body, "value" | "unwrapped"> {
  let inner = unwrapString(value);
  for (let layer = 0; layer < 4 && isObject(inner); layer++) {
    const keys = Object.keys(inner);
    const key = keys[0] ?? "";
    const only = keys.length === 1 ? (own(inner, key) ?? null) : null;
    // A form whose one key is a JSON text sent without a name of its own.
    const content = unwrapString(only === "" ? key : only);
    const entries = Array.isArray(content) && content.some(isObject);
    if (!isObject(content) && !entries) break;
    // Whose form asks for nothing else sends `telefono[prefijo]` and `telefono[numero]`: that key says what they are.
    if (isObject(content) && meaningOf(key)?.concept === "phone") break;
    if (isObject(content) && /^\d+$/.test(key) && areFields([content])) break;
    inner = content;
  }
  return { value: inner, unwrapped: inner !== value && isObject(value) };
}

/** What the pattern found is only worth adding when no labelled value is just that. */
function withContact(text: string, pairs: JsonObject, country: string): JsonObject {
  const contact = salvageContact(text, country);
  const told = new Set(
    Object.values(pairs).map((value) => (typeof value === "string" ? value.trim().toLowerCase() : "")),
  );
  const missing = Object.entries(contact).filter(([, found]) => typeof found === "string" && !told.has(found));
  return { ...Object.fromEntries(missing), ...pairs };
}

function fromText(text: string, country: string): Omit<Body, "query" | "problems"> {
  return {
    format: "text",
    unwrapped: false,
    value: withContact(text, salvageLines(text), country),
    partial: "plain_text",
  };
}

function fromBroken(
  text: string,
  reason: "too_deep" | "broken_json",
  country: string,
): Omit<Body, "query" | "problems"> {
  return { format: "broken", unwrapped: false, value: withContact(text, salvagePairs(text), country), partial: reason };
}

/** Entries that one request may bring; a file of leads is imported. */
export const MAX_ENTRIES = 4_000;

/** One more than is read of a request, so that it is said that there were more. */
const MOST_TEXTS = MAX_ENTRIES + 1;

/**
 * Several JSON texts one after the other are as many entries: whatever stands between them, or one in each line, of which
 * one that is broken is pieced together.
 */
function severalIn(text: string): { entries: Json[]; isWhole: boolean } | undefined {
  const whole = jsonTexts(text, MOST_TEXTS)?.flatMap((one) => (Array.isArray(one) ? one : [one]));
  if (whole && whole.length > 1) return { entries: whole, isWhole: true };
  const lines = text.split("\n").flatMap((line) => line.trim().replace(/,$/, "") || []);
  if (lines.length < 2 || !lines.every((line) => /^\{.*\}$/.test(line))) return undefined;
  const read = lines.slice(0, MOST_TEXTS).map((line) => parseJson(line));
  if (!read.some((one) => "value" in one)) return undefined;
  return {
    entries: read.map((one, at) => ("value" in one ? one.value : salvagePairs(lines[at] ?? ""))),
    isWhole: read.every((one) => "value" in one),
  };
}

/** What PHP says of itself before a site's own words, with and without its markup. */
const NOTICE =
  /^(?:<br ?\/?>\s*)?(?:<b>)?(?:PHP )?(?:Notice|Warning|Deprecated|Strict Standards|(?:Fatal|Parse|Recoverable fatal|Catchable fatal) error)(?:<\/b>)?:/;

/** Brackets in notices; a stranger's body mustn't be parsed anew at each of a million. */
const MOST_IN_NOTICES = 20;

const LONE = /^\s*(?:null|true|false|-?\d+(?:\.\d+)?)\s*$/;

function readText(
  text: string,
  contentType: string,
  problems: Problem[],
  country: string,
): Omit<Body, "query" | "problems"> {
  const first = text[0];
  // JSON that is a value alone has no field, and is nobody's text.
  if (contentType.includes("json") && LONE.test(text)) return { format: "json", unwrapped: false, value: null };
  if (first === "{" || first === "[" || first === '"') {
    const parsed = parseJson(text);
    if ("value" in parsed) return { format: "json", ...unwrapLoneKey(parsed.value) };
    const several = parsed.problem === "broken_json" ? severalIn(text) : undefined;
    if (several) {
      const { entries, isWhole } = several;
      if (!isWhole) problems.push("broken_json");
      return { format: "json", value: entries, unwrapped: false, ...(!isWhole && { partial: "broken_json" as const }) };
    }
    problems.push(parsed.problem);
    return fromBroken(text, parsed.problem, country);
  }
  const behind = NOTICE.test(text) && /[}\]]$/.test(text) ? jsonIn(text, MOST_IN_NOTICES) : undefined;
  if (behind !== undefined) return { format: "json", ...unwrapLoneKey(behind) };
  if (first === "<" && !/^<(?:!doctype|html)/i.test(text))
    return { format: "xml", unwrapped: false, value: salvageXml(text) };
  const looksEncoded = /^[^\s=&]{1,300}=/.test(text) && !/^[^\n]*\n[^\n&]*[:=]/.test(text);
  if (looksEncoded || (contentType.includes("urlencoded") && text.includes("="))) {
    return { format: "form", ...unwrapLoneKey(readForm(text, contentType, problems)) };
  }
  return fromText(text, country);
}

/** JSON by its first byte, after a mark and any space. */
function startsLikeJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start).find((byte) => byte !== 32 && (byte < 9 || byte > 13));
  return first === 123 || first === 91;
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13));

/**
 * What a request says, whatever its header claims: the first byte tells JSON, then the header and the text tell forms,
 * XML and plain text. Never throws; what can't be parsed is pieced together and says so in `partial`.
 */
export function readBody(request: RawRequest, country: string): Body {
  const contentType = request.headers["content-type"]?.toLowerCase() ?? "";
  const mark = request.path.indexOf("?");
  const query = mark === -1 ? {} : readForm(request.path.slice(mark + 1).split("#")[0] ?? "", "");
  const problems: Problem[] = [];
  const { bytes, problem } = inflated(request.body, request.headers["content-encoding"]);
  if (problem) problems.push(problem);
  const read = withTextsRepaired({
    ...readBytes({ ...request, body: bytes }, contentType, query, problems, country),
    problems,
  });
  // Packed bytes read as text are noise, and nobody's answers.
  return problem && read.format === "text" ? { ...read, format: "broken", value: {}, partial: problem } : read;
}

/** A site whose database and pages disagree on their charset encodes some or all of its texts twice. */
function withTextsRepaired(body: Body): Body {
  const repaired = new Set<string>();
  const value = eachText(body.value, (text) => {
    const once = encodedOnce(text);
    if (once !== text) repaired.add(once);
    return once;
  });
  if (repaired.size === 0) return body;
  body.problems.push("charset_guessed");
  return { ...body, value };
}

function readBytes(
  request: RawRequest,
  contentType: string,
  query: JsonObject,
  problems: Problem[],
  country: string,
): Omit<Body, "problems"> {
  if (isBlank(request.body)) {
    const hasQuery = Object.keys(query).length > 0 && /^(?:GET|HEAD)$/i.test(request.method);
    if (!hasQuery) return { format: "none", value: {}, unwrapped: false, query };
    return { format: "query", ...unwrapLoneKey(query), query: {} };
  }
  const rawType = request.headers["content-type"] ?? "";
  const mayHaveParts = (contentType.includes("multipart/") || request.body[0] === 45) && !startsLikeJson(request.body);
  const boundary = mayHaveParts ? boundaryOf(rawType, request.body) : null;
  if (boundary) {
    return {
      format: "multipart",
      ...unwrapLoneKey(expandBrackets(readMultipart(request.body, boundary))),
      query,
    };
  }
  const { text, guessed } = decodeText(request.body, contentType);
  if (guessed) problems.push("charset_guessed");
  return { ...readText(text.replace(/^[\uFEFF\s]+/, "").trimEnd(), contentType, problems, country), query };
}
