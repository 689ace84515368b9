import { isDay } from "@/lib/leads/list/days";
import { MOST_COLUMNS_TEXT, isColumns } from "@/lib/leads/list/columns/schema";
import { LIST_DUES, LIST_NEXTS } from "@/lib/leads/list/dues/schema";
import { isListSort, naturalDirection } from "@/lib/leads/list/sorts/schema";
import type { MoreColumn } from "@/lib/leads/list/columns/schema";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";
import type { NextAction, Took } from "@/lib/leads/list/dues/schema";
import type { SensitiveField } from "@/lib/core/permissions";
import type { Reach } from "@/lib/leads/contact/reach";
import type { Direction, ListSort } from "@/lib/leads/list/sorts/schema";
import type { Asked, StatusPart } from "@/lib/leads/status/schema";

/*
 * What the list of leads shows, as its address says it. Without zod, so that a browser that only makes links needn't load it.
 */

export const PAGE_SIZE = 50;
/** Above this a count says "more than". */
export const COUNT_LIMIT = 10_000;
/** Rows that can be re-read at once. */
export const MAX_ROW_IDS = 100;

export const RECEIVED_PRESETS = [
  "today",
  "yesterday",
  "7d",
  "30d",
  "60d",
  "week",
  "month",
  "lastMonth",
  "year",
] as const;
export type ReceivedPreset = (typeof RECEIVED_PRESETS)[number];

export const PHASES = ["cold", "active", "closed"] as const;
/** What a score is asked for as: from, to. */
export const SCORE_BANDS = { high: [70, 100], middle: [30, 69], low: [1, 29], zero: [0, 0] } as const;
export const LIST_BANDS = ["high", "middle", "low", "zero"] as const;
export const LIST_PRIORITIES = ["urgent", "high", "normal", "low"] as const;

/** The filters that take several values. `status`, `company`, `type` and `reason` are keys or ids; `owner` also `me`, `none` and `waiting`. */
export const MULTI_FILTERS = [
  "status",
  "group",
  "phase",
  "owner",
  "company",
  "source",
  "type",
  "priority",
  "score",
  "campaign",
  "reason",
  "due",
  "next",
] as const;
export type MultiFilter = (typeof MULTI_FILTERS)[number];

export type LeadList = Record<MultiFilter, string[]> & {
  q: string;
  received: ReceivedPreset | "";
  /** Days as `2026-11-23`, of the organisation's zone; both count in. */
  from: string;
  to: string;
  contacted: "yes" | "no" | "";
  /** Any other condition, as JSON. */
  filter: string;
  /** The columns, where they aren't as the one who looks has arranged them. */
  columns: string;
  /** The saved view one began with; what is shown is what the rest says. */
  view: string;
  sort: ListSort;
  dir: Direction;
};

export type ListParam = keyof LeadList;

export const MAX_TEXT = 200;
const MAX_VALUES = 100;
const isArrangement = (value: string): value is string => value.length <= MOST_COLUMNS_TEXT && isColumns(value);
const isView = (value: string): value is string => /^[0-9a-f-]{36}$/.test(value);

export type AddressParams = Record<string, string | string[] | undefined>;

/** The list an address asks for. What can't be read falls back to its default and is named among the problems. */
export function readList(params: AddressParams): { list: LeadList; problems: ListParam[] } {
  const problems: ListParam[] = [];
  const text = (name: ListParam) => [params[name]].flat()[0]?.trim().slice(0, MAX_TEXT) ?? "";
  const day = (name: "from" | "to") => checked(text(name), name, isDay, "");
  const several = (name: MultiFilter, among?: readonly string[]) => {
    const given = [params[name]].flat().flatMap((value) => value?.match(/(?:\\.|[^,\\])+/g) ?? []);
    const plain = given.map((value) => value.replaceAll(/\\(.)/g, "$1").trim().slice(0, MAX_TEXT));
    const values = [...new Set(plain.filter(Boolean))];
    // PostgreSQL has no NUL in texts.
    const known = values.filter((value) => among?.includes(value) ?? !value.includes("\0")).slice(0, MAX_VALUES);
    if (known.length < values.length) problems.push(name);
    return known;
  };
  function checked<T extends string>(
    value: string,
    name: ListParam,
    accepts: (value: string) => value is T,
    otherwise: T,
  ): T {
    if (value === "" || accepts(value)) return value === "" ? otherwise : value;
    problems.push(name);
    return otherwise;
  }
  const sort = checked(text("sort"), "sort", isListSort, "received");
  const [from, to] = [day("from"), day("to")];
  const list: LeadList = {
    q: checked(text("q"), "q", (typed): typed is string => !typed.includes("\0"), ""),
    status: several("status"),
    group: several("group"),
    phase: several("phase", PHASES),
    owner: several("owner"),
    company: several("company"),
    source: several("source"),
    type: several("type"),
    priority: several("priority", LIST_PRIORITIES),
    score: several("score", LIST_BANDS),
    campaign: several("campaign"),
    reason: several("reason"),
    due: several("due", LIST_DUES),
    next: several("next", LIST_NEXTS),
    received: checked(text("received"), "received", among(["", ...RECEIVED_PRESETS]), ""),
    from,
    to,
    contacted: checked(text("contacted"), "contacted", among(["", "yes", "no"]), ""),
    // Longer than any text: a condition. What it says is checked where it is used.
    filter: [params["filter"]].flat()[0] ?? "",
    columns: checked([params["columns"]].flat()[0] ?? "", "columns", isArrangement, ""),
    view: text("view") === ALL_LEADS ? "" : checked(text("view"), "view", isView, ""),
    sort,
    dir: checked(text("dir"), "dir", among(["asc", "desc"]), naturalDirection(sort)),
  };
  return { list, problems };
}

/** The address's query for a list: `status=pending,quoted&sort=name`; what is as by default is left out. */
export function listQuery(list: Partial<LeadList>): string {
  const params = new URLSearchParams();
  const sort = list.sort ?? "received";
  for (const name of MULTI_FILTERS) {
    const values = list[name] ?? [];
    // A campaign's name may hold a comma.
    const written = values.map((value) => value.replaceAll(/[\\,]/g, "\\$&"));
    if (values.length > 0) params.set(name, written.join(","));
  }
  for (const name of ["q", "received", "from", "to", "contacted", "filter", "columns"] as const) {
    if (list[name]) params.set(name, list[name]);
  }
  if (sort !== "received") params.set("sort", sort);
  if (list.dir && list.dir !== naturalDirection(sort)) params.set("dir", list.dir);
  if (list.view) {
    // A view's name alone would stand for all that the view says.
    if (params.size === 0) params.set("sort", sort);
    params.set("view", list.view);
  }
  return params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** A link to the list of leads with these filters, for a number that opens its rows. */
export function leadsHref(list: Partial<LeadList> = {}): string {
  const query = listQuery(list);
  return `/leads?${query || EVERYTHING}`;
}

/** In the place of a view's id: every lead, whatever view one's list begins with. */
export const ALL_LEADS = "all";
/** Without it the list would open with the view that one's role begins with. */
export const EVERYTHING = `view=${ALL_LEADS}`;

/** The parameter of a lead's address that says which list it was opened from. */
export const FROM_LIST = "from";

/** A lead's page, opened out of the list that this query describes. */
export function leadHref(number: number, query = ""): string {
  return query ? `/leads/${number}?${FROM_LIST}=${encodeURIComponent(query)}` : `/leads/${number}`;
}

/** Whether anything narrows the list. */
export function isFiltered(list: LeadList): boolean {
  const { sort: _sort, dir: _dir, columns: _columns, view: _view, ...filters } = list;
  return Object.values(filters).some((value) => value.length > 0);
}

/** The same order without any filter. */
export function withoutFilters(list: LeadList): LeadList {
  return { ...readList({}).list, sort: list.sort, dir: list.dir, columns: list.columns, view: list.view };
}

function among<T extends string>(values: readonly T[]) {
  return (value: string): value is T => (values as readonly string[]).includes(value);
}

/** What can be done to a row by whoever looks: change its status, assign it, log a contact. */
export type RowRights = { status: boolean; assign: boolean; contact: boolean };

type MoreValues = Partial<Record<Exclude<MoreColumn, "responseTime" | "nextAction">, FieldValue | null>> & {
  responseTime?: Took | null;
  nextAction?: NextAction | null;
};

export type LeadRow = {
  id: string;
  number: number;
  label: string;
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  /** Where one press leads. */
  reach: Reach;
  service: string;
  priority: string;
  score: number;
  statusId: string;
  amountCents: number | null;
  currency: string;
  companyId: string;
  companyName: string;
  companyTone: string;
  ownerId: string | null;
  ownerName: string;
  sourceName: string;
  subChannel: string;
  receivedAt: string;
  lastActivityAt: string;
  firstResponseAt: string | null;
  touchCount: number;
  /** When the first of its clocks is due that still run, and when it has lain too long. */
  dueAt: string | null;
  rotsAt: string | null;
  /** Since when it is unanswered that they wrote again. */
  wroteAgainAt: string | null;
  /** What its list shows beyond that. */
  more: MoreValues;
  can: RowRights;
};

export type LeadPage = {
  rows: LeadRow[];
  /** Where the next page begins; null after the last one. */
  next: string | null;
  /** Nothing was found as typed: these are all that are similar, or the most alike of them. */
  similar: false | "all" | "most";
};

export type EmptyReason = "filtered" | "own" | "wait" | "connect";

/** `more`: there are more than `total`. */
export type LeadCount = { total: number; more: boolean };

/** Rows as they are now, for a screen that showed them before. A row that isn't among them can't be seen any more. */
export type RowsNow = {
  rows: LeadRow[];
  /** Those that the list's filters still let through. */
  matching: string[];
};

export type StatusOption = {
  id: string;
  key: string;
  label: string;
  tone: string;
  phase: string;
  group: string;
  active: boolean;
  part: StatusPart | null;
  asks: Asked;
  barred: string[];
  /** Of a retired one: what took its place. */
  successorId?: string;
};
export type CompanyOption = { id: string; key: string; name: string; tone: string };
/** `companyIds` is null for who works for every company. */
export type OwnerOption = { id: string; name: string; active: boolean; companyIds: string[] | null };
export type SourceOption = { id: string; name: string; companyId: string };
export type KeyedOption = { id: string; key: string; label: string };

/** What filters and menus offer, as far as the one who looks may know of it; `hidden`: what doesn't exist for them. */
export type ListChoices = {
  statuses: StatusOption[];
  groups: KeyedOption[];
  companies: CompanyOption[];
  owners: OwnerOption[];
  sources: SourceOption[];
  types: (KeyedOption & { active: boolean; successorId?: string })[];
  reasons: (KeyedOption & { active: boolean })[];
  /** Fields that the organisation gave its leads. */
  fields?: FieldView[];
  /** Owner is a question only for who sees other people's leads. */
  seesOthers: boolean;
  meId: string;
  hidden?: SensitiveField[];
};
