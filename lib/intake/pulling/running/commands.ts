import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { sourcePulled } from "@/lib/intake/events";
import { isPastTheEnd, problemOf } from "@/lib/intake/pulling/problems";
import { nextPull } from "@/lib/intake/pulling/due";
import { fetchPatiently } from "@/lib/intake/pulling/gateway";
import { FIRST } from "@/lib/intake/pulling/kinds/kind";
import { kindOf } from "@/lib/intake/pulling/kinds/registry";
import { loadPulledSource, setupOf } from "@/lib/intake/pulling/queries";
import { rowsOf } from "@/lib/intake/pulling/rows";
import { keepRows } from "@/lib/intake/pulling/keeping/commands";
import { beat, beginPull } from "@/lib/intake/pulling/progress/commands";
import { readReply, unexpected } from "@/lib/intake/pulled";
import type { Item, Page, Place } from "@/lib/intake/pulling/kinds/kind";
import type { Row } from "@/lib/intake/pulling/rows";
import type { PulledSource } from "@/lib/intake/pulling/queries";
import type { Run } from "@/lib/intake/pulling/run";
import type { PullEnd, PullProblem } from "@/lib/intake/pulling/schema";

const MOST_PAGES = 2_000;
const MOST_ROWS = 200_000;
/** Well within the time after which the queue gives the job up. */
const LONGEST_MS = 50 * 60_000;

/** What is looked for, and how far back. */
type Wanted = { only: ReadonlySet<string>; since: Date };

/** Reads the source's submissions page by page and keeps what is new or changed. The cursor moves only at the end. */
export async function pullSource(sourceId: string, wanted?: Wanted): Promise<void> {
  const { source, site } = await loadPulledSource(sourceId);
  const id = source.active ? await beginPull(sourceId) : undefined;
  if (!id) return;
  const kind = kindOf(source.pullKind);
  const counts = { pages: 0, seen: 0, fresh: 0, total: null };
  const setup = { ...setupOf(source), ...(wanted && { since: wanted.since }) };
  const run: Run = { id, source, site, kind, setup, begun: new Date(), ...counts };
  if (wanted) run.only = wanted.only;
  try {
    await endPull(run, await readPages(run));
  } catch (error) {
    logger.error({ err: error, sourceId }, "a pull failed");
    await endPull(run, { state: "failed", reason: "internal", detail: "" });
  }
}

const DONE: PullEnd = { state: "done", reason: "", detail: "" };

async function readPages(run: Run): Promise<PullEnd> {
  const known = new Set<string>();
  const waiting: Item[] = [];
  const isWanted = ({ externalId }: Row) => run.only?.has(externalId) ?? true;
  const keep = async (items: Item[]) => keepRows(run, rowsOf(items).filter(isWanted));
  let end: PullEnd | undefined;
  for (let place: Place = FIRST; !end;) {
    const got = await fetchPage(run, place);
    if ("end" in got) {
      end = got.end;
      break;
    }
    const { page } = got;
    const isRepeated = page.rows.length > 0 && page.rows.every((key) => known.has(key));
    for (const key of page.rows) known.add(key);
    run.pages += 1;
    run.seen = known.size;
    run.total = page.total;
    if (!isRepeated && run.kind.oldestFirst) end = await keep(page.items);
    else if (!isRepeated) waiting.push(...page.items);
    if (await beat(run)) end = { state: "stopped", reason: "stopped", detail: "" };
    end ??= endAfter(run, page, isRepeated);
    place = { page: place.page + 1, seen: place.seen + page.rows.length, mark: page.mark };
  }
  // What was read before the site broke off is kept all the same; the next pull finds it known.
  const kept = end.state === "stopped" ? undefined : await keep(waiting);
  return kept ?? end;
}

function endAfter(run: Run, page: Page, isRepeated: boolean): PullEnd | undefined {
  if (isRepeated) return { ...DONE, reason: "repeated" };
  if (page.last || page.rows.length === 0) return DONE;
  if (run.pages >= MOST_PAGES || run.seen >= MOST_ROWS) return { ...DONE, reason: "cap" };
  if (Date.now() - run.begun.getTime() > LONGEST_MS) return { state: "stopped", reason: "too_long", detail: "" };
  return undefined;
}

async function fetchPage(run: Run, place: Place): Promise<{ page: Page } | { end: PullEnd }> {
  const fetched = await fetchPatiently(run.site, run.kind.path(run.setup, place), () => beat(run));
  if ("problem" in fetched) return { end: failed(fetched.problem, fetched.detail, fetched.retryAfterSeconds) };
  const read = readReply(fetched.reply);
  if ("error" in read) {
    if (isPastTheEnd(read.error, place.page)) return { end: DONE };
    return { end: failed(problemOf(read.error), read.error.detail) };
  }
  const page = run.kind.read(read.value, run.setup, place);
  return page ? { page } : { end: failed(problemOf(unexpected(read, fetched.reply)), read.said) };
}

const failed = (reason: PullProblem, detail: string, retryAfterSeconds?: number): PullEnd => ({
  state: "failed",
  reason,
  detail: detail.slice(0, 300),
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});

async function endPull(run: Run, end: PullEnd): Promise<void> {
  const { source, seen, fresh, pages, total } = run;
  const { state, reason } = end;
  // The database keeps no NUL, whatever a site says.
  const detail = end.detail.replaceAll("\0", "");
  const now = new Date();
  const failures = source.pulls.findIndex((pull) => pull.state === "done");
  const before = failures === -1 ? source.pulls.length : failures;
  const nextPullAt = nextPull(now, {
    minutes: source.pullMinutes ?? 5,
    failures: state === "failed" ? before + 1 : 0,
    retryAfterSeconds: end.retryAfterSeconds,
  });
  const isWhole = state === "done" && reason === "" && !run.only;
  await database().$transaction([
    database().pull.update({
      where: { id: run.id },
      data: { state, reason, detail, finishedAt: now, seen, fresh, pages, total },
    }),
    database().source.update({
      where: { id: source.id },
      data: {
        pullState: state,
        pullReason: reason,
        nextPullAt,
        ...(state === "done" && { lastPullAt: now }),
        ...(isWhole && { pullCursor: run.begun }),
      },
    }),
  ]);
  const isNews = fresh > 0 || source.pullState !== state || source.pullReason !== reason;
  if (isNews) await announce(source, { state, reason, seen, fresh });
}

async function announce(source: PulledSource, payload: { state: string; reason: string; seen: number; fresh: number }) {
  await mutate(systemCtx("pull"), (_tx, emit) => {
    emit(sourcePulled, { subjectId: source.id, subjectLabel: source.name, payload, companyIds: [source.companyId] });
    return Promise.resolve();
  });
}
