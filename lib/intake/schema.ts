import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import type { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import type { Signs, SpamReason } from "@/lib/intake/spam/schema";

/** One request as it arrived. Header names are lower-cased; the path has its query, and no token. */
export type RawRequest = { method: string; path: string; headers: Record<string, string>; body: Uint8Array };

/** What a pull endpoint answered. `path` is what was asked for, with its query. */
export type PulledReply = { path: string; status: number; headers: Record<string, string>; body: Uint8Array };

export const UTM_KEYS = ["source", "medium", "campaign", "term", "content", "gclid", "fbclid"] as const;
export type UtmKey = (typeof UTM_KEYS)[number];

/** Where a form's field can go. Anything else it sends is kept under its own label as an extra value. */
export const TARGETS = [
  "name",
  "first_name",
  "last_name",
  "firm",
  "email",
  "phone",
  "message",
  "service",
  "external_id",
  "form_id",
  "form_name",
  "submitted_at",
  "page_url",
  "referrer",
  "ip",
  "user_agent",
  "consent",
  "file",
  "utm.source",
  "utm.medium",
  "utm.campaign",
  "utm.term",
  "utm.content",
  "utm.gclid",
  "utm.fbclid",
  "ignore",
] as const;
export type KnownTarget = (typeof TARGETS)[number];
/** A known place, an extra value of this name, or a custom field. */
export type Target = KnownTarget | `extra:${string}` | FieldName;

/** Key path as the form sends it (`6.*` stands for every choice of field 6) → target. */
export type FieldMapping = Record<string, string>;

/** Which interface of a site a pull reads. */
export const PULL_KINDS = ["predecessor", "gravity", "fluent", "formidable", "elementor", "list"] as const;
export type PullKindName = (typeof PULL_KINDS)[number];

export const PAGINGS = ["none", "page", "offset", "cursor", "next"] as const;
export type Paging = (typeof PAGINGS)[number];

/** How a list in JSON is asked and read; paths are keys with dots between them. */
export type ListShape = {
  /** Behind the site's address, with its query. */
  path: string;
  /** Where the items are; empty: the reply is the list. */
  items: string;
  id: string;
  time: string;
  /** Times without an offset are UTC; else they are the site's. */
  utc: boolean;
  paging: Paging;
  /** The query parameter that says which page, offset or cursor. */
  param: string;
  firstPage: number;
  /** The query parameter that says how many a page; empty where there is none. */
  sizeParam: string;
  size: number;
  /** Where the reply says what comes next: a cursor or an address. */
  next: string;
};

/** Where a list is, only whoever describes it can say. */
export const DEFAULT_SHAPE: ListShape = {
  path: "",
  items: "",
  id: "id",
  time: "created_at",
  utc: false,
  paging: "none",
  param: "page",
  firstPage: 1,
  sizeParam: "",
  size: 100,
  next: "",
};

export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export type SourceSettings = {
  timeZone: string;
  /** ISO 3166 country whose rules read a phone number that has no prefix. */
  defaultCountry: string;
  mapping: FieldMapping;
  /** Key → label, learnt from test pings. */
  labels?: Record<string, string>;
  dateOrder?: DateOrder;
  /** How the items of a list in JSON are read. */
  list?: ListShape;
  /** Label as plain words → target: what corrections of other sources teach. */
  lessons?: ReadonlyMap<string, string>;
  /** What the house's services are called. */
  services?: Pick<ServiceNames, "knows">;
  /** The address of the site it belongs to. */
  siteUrl?: string;
  /** When it came, where a visitor's browser or the plugin sent it at once. */
  arrivedAt?: Date;
};

export const KINDS = ["lead", "lead_partial", "draft", "trashed", "empty", "test", "unreadable"] as const;
export type Kind = (typeof KINDS)[number];

/** Why an arrival isn't simply a lead. A code; the screens word it. */
export const REASONS = [
  "test_ping",
  "draft",
  "trashed",
  "empty_body",
  "no_values",
  "no_known_field",
  "no_contact",
  "broken_json",
  "too_deep",
  "plain_text",
  "broken_encoding",
  "inflates_too_large",
  "not_an_object",
] as const;
export type Reason = (typeof REASONS)[number];

/** What was strange on the way, without hindering: shown beside the delivery. */
export const PROBLEMS = [
  "charset_guessed",
  "broken_json",
  "too_deep",
  "too_many_parameters",
  "phone_invalid",
  "email_invalid",
  "date_unreadable",
  "date_without_time",
  "broken_encoding",
  "inflates_too_large",
  "too_many_fields",
  "too_many_entries",
  "message_cut",
  "value_cut",
  "cut_off",
] as const;
export type Problem = (typeof PROBLEMS)[number];

export type ReceivedFile = { name?: string; url?: string; type?: string; bytes?: number };
export type ExtraValue = string | string[] | { [key: string]: ExtraValue };
export type Utm = Record<Exclude<UtmKey, "gclid" | "fbclid">, string | null> & { gclid?: string; fbclid?: string };

/** How the moment of submission was known. */
export const TIME_BASES = ["offset", "utc", "site", "epoch"] as const;
export type TimeBasis = (typeof TIME_BASES)[number];
export type SubmittedAt = { raw: string; iso: string; basis: TimeBasis };

export type Understood = {
  /** Which plugin's way of sending was recognised, as `contact-form-7/cf7-to-webhook`. */
  plugin: string;
  kind: Kind;
  reason?: Reason;
  form: { id: string | null; name: string | null };
  externalId: string | null;
  /** The WordPress it is of, where our own plugin names it. */
  home?: string;
  name: string | null;
  firm: string | null;
  email: string | null;
  /** E.164, or null when what was typed is no number there can be. */
  phone: string | null;
  phoneRaw: string | null;
  message: string | null;
  service: string | null;
  utm: Utm;
  pageUrl: string | null;
  referrer: string | null;
  submittedAt: SubmittedAt | null;
  /** When its origin changed it last, as an ISO moment, where that is told. */
  changedAt?: string;
  ip: string | null;
  userAgent: string | null;
  consent: boolean | null;
  files: ReceivedFile[];
  /** Every other value, under the form's own label or key. */
  extra: Record<string, ExtraValue>;
  /** What goes to custom fields, by their keys, as it was said. */
  fields?: Record<string, string | string[]>;
  /** Key → label, from a test ping. */
  labels: Record<string, string>;
  /** Target → the key its value came from, for the mapping editor. */
  readFrom: Record<string, string>;
  /** The names in `readFrom` and `extra` as the form has them; older arrivals don't tell. */
  order?: string[];
  problems: Problem[];
  /** What tells of how it was sent, for the look at spam. */
  signs?: Signs;
  /** What spoke for spam when it was read. */
  spam?: SpamReason[];
};

export type PullErrorCode =
  "unauthorised" | "not_found" | "refused" | "server_error" | "html" | "unreadable" | "unexpected";
export type PullError = { code: PullErrorCode; status: number; detail: string };
export type UnderstoodPull = { items: Understood[]; error?: PullError };
