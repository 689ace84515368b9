import { leadLabel } from "@/lib/leads/schema";

/** What a lead gathers from those merged into it: clocks and sets, which are worked out anew whenever one joins or leaves. */
export type Accrued = {
  submittedAt: string;
  receivedAt: string;
  history: boolean;
  assignedAt: string | null;
  firstResponseAt: string | null;
  tags: string[];
  extra: Record<string, unknown>;
  /** Further mails and phones, and the labels of the leads merged into it. */
  otherKeys: string[];
};

export const ACCRUED = [
  "submittedAt",
  "receivedAt",
  "history",
  "assignedAt",
  "firstResponseAt",
  "tags",
  "extra",
  "otherKeys",
] as const satisfies (keyof Accrued)[];

/** A lead's row as JSON writes it. */
export type LeadJson = Accrued & { number: number; emailKey: string; phoneKey: string };

/** What the lead has of its own together with what those merged into it brought, the first merged first. */
export function combined(own: Accrued, others: readonly LeadJson[]): Accrued {
  const all = [own, ...others];
  const first = all.reduce((one, other) => (moment(other.receivedAt) < moment(one.receivedAt) ? other : one));
  return {
    submittedAt: first.submittedAt,
    receivedAt: first.receivedAt,
    history: first.history,
    assignedAt: earliest(all.map((one) => one.assignedAt)),
    firstResponseAt: earliest(all.map((one) => one.firstResponseAt)),
    tags: union(all.map((one) => one.tags)),
    extra: Object.assign({}, ...all.map((one) => one.extra).toReversed()) as Record<string, unknown>,
    otherKeys: union([own.otherKeys, ...others.map(identityOf)]),
  };
}

/** By what else a lead that was merged is known. */
export function identityOf(lead: LeadJson): string[] {
  return [...lead.otherKeys, lead.emailKey, lead.phoneKey, leadLabel(lead.number).toLowerCase()].filter(Boolean);
}

/**
 * What of the lead as it stands is its own: what it had, and what changed since otherwise than by merging.
 * `had` is what it had of its own when the last of `others` joined.
 */
export function ownPart(current: Accrued, had: Accrued | undefined, others: readonly LeadJson[]): Accrued {
  if (!had) return Object.fromEntries(ACCRUED.map((field) => [field, current[field]])) as Accrued;
  const expected = combined(had, others);
  const kept = <K extends keyof Accrued>(field: K): Accrued[K] =>
    same(current[field], expected[field]) ? had[field] : current[field];
  const without = (field: "tags" | "otherKeys") =>
    current[field].filter((value) => had[field].includes(value) || !expected[field].includes(value));
  return {
    // These three belong together.
    ...(same(current.receivedAt, expected.receivedAt) ? pickArrival(had) : pickArrival(current)),
    assignedAt: kept("assignedAt"),
    firstResponseAt: kept("firstResponseAt"),
    tags: without("tags"),
    extra: ownExtra(current.extra, had.extra, expected.extra),
    otherKeys: without("otherKeys"),
  };
}

/** The values of a form's further answers that came later, or that it had. */
function ownExtra(current: Accrued["extra"], had: Accrued["extra"], expected: Accrued["extra"]): Accrued["extra"] {
  const entries = Object.entries(current).flatMap(([name, value]): [string, unknown][] => {
    if (!same(value, expected[name])) return [[name, value]];
    return name in had ? [[name, had[name]]] : [];
  });
  return Object.fromEntries(entries);
}

function pickArrival({ submittedAt, receivedAt, history }: Accrued) {
  return { submittedAt, receivedAt, history };
}

function earliest(moments: (string | null)[]): string | null {
  const known = moments.filter((one) => one !== null);
  return known.reduce<string | null>(
    (first, one) => (first === null || moment(one) < moment(first) ? one : first),
    null,
  );
}

function union(lists: string[][]): string[] {
  return [...new Set(lists.flat())];
}

function moment(iso: string): number {
  return Date.parse(iso);
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
