import { FIRST } from "@/lib/intake/pulling/kinds/kind";
import { fetchPatiently } from "@/lib/intake/pulling/gateway";
import { isPastTheEnd, problemOf } from "@/lib/intake/pulling/problems";
import { readReply, unexpected } from "@/lib/intake/pulled";
import type { Site } from "@/lib/intake/pulling/gateway";
import type { Page, Place, PullKind, PullSetup } from "@/lib/intake/pulling/kinds/kind";
import type { PullEnd, PullProblem } from "@/lib/intake/pulling/schema";

const MOST_PAGES = 2_000;
const MOST_ROWS = 200_000;
/** So often a list is read before we say that it never held still. */
const MOST_READINGS = 4;

type List = { site: Site; kind: PullKind; setup: PullSetup };
type Walker = {
  /**
   * Each page that was read, the `known` rows with it, and the `unread` entries of this reading; `isNew` says whether one
   * of its rows is. May break off.
   */
  take: (page: Page, told: { known: number; isNew: boolean; unread: number }) => Promise<PullEnd | undefined>;
  isStopped: () => Promise<boolean>;
};

const DONE: PullEnd = { state: "done", reason: "", detail: "" };

/**
 * Reads a site's list page by page. Whatever leaves a page that was read moves the first of the next one up onto it, where
 * nobody looks any more. So what takes several pages is looked at again: if every row is still there, in its order, none
 * can have slipped away; else that was another reading, to be looked at in its turn.
 */
export async function walkList(list: List, walker: Walker): Promise<PullEnd> {
  const known = new Set<string>();
  let passed: string[] | undefined;
  for (let readings = 0; readings < MOST_READINGS; readings++) {
    const read = await readOnce(list, walker, known, passed);
    if ("end" in read) return read.end;
    if (read.passed.length === 0) return DONE;
    ({ passed } = read);
  }
  return { ...DONE, reason: "unsettled" };
}

/** One reading, up to the end or to where all of `before` was found again. `passed`: what is still to be found again. */
async function readOnce(
  list: List,
  { take, isStopped }: Walker,
  known: Set<string>,
  before: readonly string[] = [],
): Promise<{ passed: string[] } | { end: PullEnd }> {
  const here = new Set<string>();
  let found = 0;
  let unread = 0;
  for (let place: Place = FIRST; ;) {
    // Rows of the last page have nothing behind them that could have moved up.
    const passed = here.size;
    const got = await fetchPage(list, place, isStopped);
    if (got === "past the end") return { passed: [...here] };
    if ("end" in got) return got;
    const { page } = got;
    const isRepeated = page.rows.length > 0 && page.rows.every((key) => here.has(key));
    const isNew = page.rows.some((key) => !known.has(key));
    if (!isRepeated) unread += page.unread;
    for (const key of page.rows) {
      here.add(key);
      known.add(key);
      if (key === before[found]) found += 1;
    }
    const broken = await take(page, { known: known.size, isNew, unread });
    if (broken) return { end: broken };
    if (isRepeated) return { end: { ...DONE, reason: "repeated" } };
    if (before.length > 0 && found === before.length) return { passed: [] };
    if (page.last || page.rows.length === 0) return { passed: [...here].slice(0, passed) };
    if (place.page + 1 >= MOST_PAGES || here.size >= MOST_ROWS) return { end: { ...DONE, reason: "cap" } };
    place = { page: place.page + 1, seen: place.seen + page.rows.length, mark: page.mark };
  }
}

async function fetchPage(
  { site, kind, setup }: List,
  place: Place,
  isStopped: () => Promise<boolean>,
): Promise<{ page: Page } | { end: PullEnd } | "past the end"> {
  const fetched = await fetchPatiently(site, kind.path(setup, place), isStopped);
  if ("problem" in fetched) return { end: failed(fetched.problem, fetched.detail, fetched.retryAfterSeconds) };
  const read = readReply(fetched.reply);
  if ("error" in read) {
    if (isPastTheEnd(read.error, place.page)) return "past the end";
    return { end: failed(problemOf(read.error), read.error.detail) };
  }
  const page = kind.read(read.value, setup, place);
  return page ? { page } : { end: failed(problemOf(unexpected(read, fetched.reply)), read.said) };
}

const failed = (reason: PullProblem, detail: string, retryAfterSeconds?: number): PullEnd => ({
  state: "failed",
  reason,
  detail: detail.slice(0, 300),
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});
