import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PulledReply, RawRequest, SourceSettings } from "@/lib/intake/schema";

export const FIXTURES = path.join(process.cwd(), "tests/fixtures/wordpress");

export const SITE: SourceSettings = { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR", mapping: {} };

export type Head = { first: string; headers: Record<string, string>; body: Uint8Array };

/** A captured message as bytes: its first line, its headers lower-cased, its body untouched. */
export function readMessage(file: string): Head {
  const bytes = readFileSync(file);
  const gap = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, gap).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { first, headers, body: new Uint8Array(bytes.subarray(gap + 4)) };
}

/** The request's path as the route hands it on: what stands beside the token. */
export function requestFrom(file: string): RawRequest {
  const { first, headers, body } = readMessage(file);
  const [method = "", target = ""] = first.split(" ");
  const mark = target.indexOf("?");
  return { method, path: `/api/intake/source${mark === -1 ? "" : target.slice(mark)}`, headers, body };
}

export function replyFrom(file: string, asked: string): PulledReply {
  const { first, headers, body } = readMessage(file);
  return { path: asked, status: Number(first.split(" ")[1]), headers, body };
}

export const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((name) => name.endsWith(ending))
    .sort();

export const fixture = (...parts: string[]): string => path.join(FIXTURES, ...parts);

type Expected = {
  kind: string;
  source_plugin: string;
  form: { id: string | null; name: string | null };
  external_submission_id: string | null;
  lead: Record<"name" | "company" | "email" | "phone" | "phone_raw" | "message" | "interest", string | null>;
  utm: Record<string, string | null>;
  page_url: string | null;
  submitted_at: { raw: string; iso: string } | null;
  ip: string | null;
  user_agent: string | null;
  consent: boolean | null;
  files: string[];
  custom: Record<string, unknown>;
  mapping?: Record<string, string>;
};

/** An expected result in our own words, to match what was understood against. */
function inOurWords(expected: Expected) {
  const { lead, submitted_at: at } = expected;
  const { gclid, ...extra } = expected.custom;
  return {
    kind: expected.kind,
    plugin: expected.source_plugin,
    form: expected.form,
    externalId: expected.external_submission_id,
    name: lead.name,
    firm: lead.company,
    email: lead.email,
    phone: lead.phone,
    phoneRaw: lead.phone_raw,
    message: lead.message,
    service: lead.interest,
    utm: { ...expected.utm, ...(gclid === undefined ? {} : { gclid }) },
    pageUrl: expected.page_url,
    submittedAt: at && { raw: at.raw, iso: at.iso },
    ip: expected.ip,
    userAgent: expected.user_agent,
    consent: expected.consent,
    files: expected.files.map((url) => ({ url })),
    extra,
    labels: expected.kind === "test" ? expected.mapping : {},
  };
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fixture("cases", name.replace(".http", ".expected.json")), "utf8"));

/** A pushed case: the mapping its source has, and what is to be understood. */
export function expectedOf(name: string) {
  const expected = read(name) as Expected;
  const mapping = expected.kind === "test" ? {} : (expected.mapping ?? {});
  return { source: { ...SITE, mapping }, understood: inOurWords(expected) };
}

/** A pulled case: what was asked for, and the items in the reply. */
export function expectedPull(name: string) {
  const expected = read(name) as { request: { path: string }; items: Expected[] };
  return { path: expected.request.path, items: expected.items.map(inOurWords) };
}

const encoder = new TextEncoder();

type Sent = { method?: string; query?: string; headers?: Record<string, string>; body?: string | Uint8Array };

/** A request of one's own: as WordPress sends it unless said otherwise. */
export function send({ method = "POST", query = "", headers = {}, body = "" }: Sent): RawRequest {
  return {
    method,
    path: `/api/intake/source${query}`,
    headers: { "user-agent": "WordPress/6.9; https://www.ejemplo.test", ...headers },
    body: typeof body === "string" ? encoder.encode(body) : body,
  };
}

export const json = (value: unknown, headers: Record<string, string> = {}): RawRequest =>
  send({ headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) });

export const form = (
  values: Record<string, string> | [string, string][],
  headers: Record<string, string> = {},
): RawRequest =>
  send({
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(values).toString(),
  });
