import type { Body } from "@/lib/intake/body";
import type { Field } from "@/lib/intake/fields";
import { own } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import type { RawRequest } from "@/lib/intake/schema";
import { textOf } from "@/lib/intake/values";

/** One submission inside a request, before anybody says what it means. */
export type Entry = { value: JsonObject; request: RawRequest; format: Body["format"]; unwrapped: boolean };

/** What a connector makes of an entry: the fields, and the facts its plugin is known to send. */
export type Reading = {
  plugin: string;
  form: { id: string | null; name: string | null };
  externalId: string | null;
  submitted: string | null;
  /** When it was changed last, at its origin. */
  changed: string | null;
  /** Times without an offset are UTC in this plugin; else they are the site's. */
  utc: boolean;
  pageUrl: string | null;
  /** The site it says it comes from. */
  site?: string;
  /** The same as our own plugin says it, which says of each WordPress always the same. */
  home?: string;
  referrer: string | null;
  ip: string | null;
  userAgent: string | null;
  draft: boolean;
  /** Somebody at the site has put it into the bin. */
  trashed: boolean;
  fields: Field[];
};

export type Connector = {
  key: string;
  recognises: (entry: Entry) => boolean;
  read: (entry: Entry) => Reading;
};

export function reading(
  plugin: string,
  fields: Field[],
  facts: Partial<Omit<Reading, "plugin" | "fields">> = {},
): Reading {
  return {
    plugin,
    form: { id: null, name: null },
    externalId: null,
    submitted: null,
    changed: null,
    utc: false,
    pageUrl: null,
    referrer: null,
    ip: null,
    userAgent: null,
    draft: false,
    trashed: false,
    ...facts,
    fields,
  };
}

/** A property as text, when it says something. */
export const say = (value: JsonObject, key: string): string | null => textOf(own(value, key) ?? null);

export const headerOf = (entry: Entry, name: string): string => entry.request.headers[name] ?? "";

export const isWordPress = (entry: Entry): boolean => headerOf(entry, "user-agent").startsWith("WordPress/");
