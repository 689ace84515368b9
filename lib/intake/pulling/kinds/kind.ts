import type { Json, JsonObject } from "@/lib/intake/json";
import type { ListShape } from "@/lib/intake/schema";

/** What is asked for. `since` is empty where everything is wanted. */
export type PullSetup = { formId: string; timeZone: string; since: Date | null; list: ListShape };

/** Where in the pages we are: `page` counts from 0, `seen` counts rows, `mark` is what the page before said comes next. */
export type Place = { page: number; seen: number; mark: string };
export const FIRST: Place = { page: 0, seen: 0, mark: "" };

/** One submission in a page. */
export type Item = {
  externalId: string | null;
  /** As the site writes it. */
  createdAt: string;
  /** What makes it another submission when it changes: not whether somebody at the site has read it. */
  told: Json;
  /** The reply with this submission alone: what is kept. */
  body: JsonObject;
};

export type Page = {
  items: Item[];
  /** What tells every row of the page from others, also of forms that aren't asked for: by it a repeated page is seen. */
  rows: string[];
  /** Entries of its list that are no submissions: numbers, texts, nothing. */
  unread: number;
  /** How many there are in all, where the site says so. */
  total: number | null;
  /** Whether this is known to be the last. Where it isn't known, an empty or a repeated page ends it. */
  last: boolean;
  mark: string;
};

export type FoundForm = { id: string; name: string; entries: number | null };

/** How one plugin's interface is asked and read. Pure: who asks is the gateway. */
export type PullKind = {
  /** Pages come in the order of submission, so that each can be kept before the next is asked for. */
  oldestFirst: boolean;
  /** Its times are UTC; else they are the site's. */
  utc: boolean;
  path: (setup: PullSetup, place: Place) => string;
  read: (reply: Json, setup: PullSetup, place: Place) => Page | null;
  /** Where a page holds only a part of each submission: how the whole of it is asked and read. */
  whole?: { path: (item: Item) => string; read: (reply: Json) => JsonObject | null; told: (whole: JsonObject) => Json };
  /** `isSame`: where a form has more than one id. */
  forms?: { path: string; read: (reply: Json) => FoundForm[]; isSame?: (id: string, other: string) => boolean };
};

export const PAGE_SIZE = 100;

/** A path with its query, as PHP reads brackets. */
export function address(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}

/** A row's identity within one run. */
export const identity = (row: JsonObject, id: string | null): string => id ?? JSON.stringify(row);

/** The row without what changes although nothing was submitted anew. */
export function without(row: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.has(key)));
}
