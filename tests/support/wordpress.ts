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

export function readJson<T>(...parts: string[]): T {
  return JSON.parse(readFileSync(fixture(...parts), "utf8")) as T;
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
