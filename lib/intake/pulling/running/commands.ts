import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { sourcePulled } from "@/lib/intake/events";
import { nextPull } from "@/lib/intake/pulling/due";
import { kindOf } from "@/lib/intake/pulling/kinds/registry";
import { failuresInARow, loadPulledSource, setupOf } from "@/lib/intake/pulling/queries";
import { rowsOf } from "@/lib/intake/pulling/rows";
import { keepRows } from "@/lib/intake/pulling/keeping/commands";
import { beat, beginPull } from "@/lib/intake/pulling/progress/commands";
import { lockSource } from "@/lib/intake/sources/queries";
import { walkList } from "@/lib/intake/pulling/walking/queries";
import { writeToManagers } from "@/lib/intake/watching/alarms/commands";
import { failingLetter } from "@/lib/intake/watching/letters";
import type { Item } from "@/lib/intake/pulling/kinds/kind";
import type { Row } from "@/lib/intake/pulling/rows";
import type { PulledSource } from "@/lib/intake/pulling/queries";
import type { Run } from "@/lib/intake/pulling/run";
import type { PullEnd } from "@/lib/intake/pulling/schema";

/** Well within the time after which the queue gives the job up. */
const LONGEST_MS = 50 * 60_000;

/** What is looked for, and how far back. */
type Wanted = { only: ReadonlySet<string>; since: Date };
/** `asked`: it isn't its time that came. */
type How = { wanted?: Wanted; asked?: boolean };

/** Reads the source's submissions page by page and keeps what is new or changed. The cursor moves only at the end. */
export async function pullSource(sourceId: string, { wanted, asked = false }: How = {}): Promise<void> {
  const { source, site } = await loadPulledSource(sourceId);
  const id = source.active ? await beginPull(sourceId, { asked }) : undefined;
  if (!id) return;
  const kind = kindOf(source.pullKind);
  const counts = { pages: 0, seen: 0, fresh: 0, unread: 0, total: null };
  const setup = { ...setupOf(source), ...(wanted && { since: wanted.since }) };
  const run: Run = { id, asked, source, site, kind, setup, begun: new Date(), ...counts };
  if (wanted) run.only = wanted.only;
  try {
    await endPull(run, await readPages(run));
  } catch (error) {
    logger.error({ err: error, sourceId }, "a pull failed");
    await endPull(run, { state: "failed", reason: "internal", detail: "" });
  }
}

const STOPPED: PullEnd = { state: "stopped", reason: "stopped", detail: "" };

async function readPages(run: Run): Promise<PullEnd> {
  const waiting: Item[] = [];
  const isWanted = ({ externalId }: Row) => run.only?.has(externalId) ?? true;
  const keep = async (items: Item[]) => keepRows(run, rowsOf(items).filter(isWanted));
  const end = await walkList(run, {
    isStopped: () => beat(run),
    take: async ({ items, total }, { known, isNew, unread }) => {
      run.pages += 1;
      run.seen = known;
      run.unread = Math.max(run.unread, unread);
      run.total = total;
      if (isNew && !run.kind.oldestFirst) waiting.push(...items);
      const broken = isNew && run.kind.oldestFirst ? await keep(items) : undefined;
      if (broken) return broken;
      if (await beat(run)) return STOPPED;
      return Date.now() - run.begun.getTime() > LONGEST_MS ? { ...STOPPED, reason: "too_long" } : undefined;
    },
  });
  // What was read before the site broke off is kept all the same; the next pull finds it known.
  const kept = end.state === "stopped" ? undefined : await keep(waiting);
  return kept ?? end;
}

async function endPull(run: Run, end: PullEnd): Promise<void> {
  const { source, seen, fresh, unread, pages, total } = run;
  const { state, reason } = end;
  // The database keeps no NUL, whatever a site says.
  const detail = end.detail.replaceAll("\0", "");
  const now = new Date();
  // Whoever tries again and again while they repair something mustn't make it wait.
  const isFailure = state === "failed" && !run.asked;
  const before = isFailure ? await failuresInARow(source.id) : { count: 0, since: null };
  const failures = isFailure ? before.count + 1 : 0;
  const since = before.since ?? run.begun;
  const isWhole = state === "done" && reason === "" && !run.only;
  await database().$transaction(async (tx) => {
    const { nextPullAt: planned, pullMinutes, pullToldAt } = await lockSource(tx, source.id);
    const isNewlyFailing = pullToldAt === null && isLasting(failures, since, now);
    const { retryAfterSeconds } = end;
    const minutes = pullMinutes ?? 5;
    await tx.pull.update({
      where: { id: run.id },
      data: { state, reason, detail, finishedAt: now, seen, fresh, unread, pages, total },
    });
    await tx.source.update({
      where: { id: source.id },
      data: {
        pullState: state,
        pullReason: reason,
        nextPullAt: nextPull({ now, planned, minutes, isDone: state === "done", failures, retryAfterSeconds }),
        ...(state === "done" && { lastPullAt: now, pullToldAt: null }),
        ...(isNewlyFailing && { pullToldAt: now }),
        ...(isWhole && { pullCursor: run.begun }),
      },
    });
    if (!isNewlyFailing) return;
    const troubles = [{ site: "", reason }];
    const failing = { sourceId: source.id, source: source.name, kind: "pull", since, troubles } as const;
    await writeToManagers(tx, now, "failing", (to) => failingLetter(failing, to));
  });
  const isNews = fresh > 0 || source.pullState !== state || source.pullReason !== reason;
  if (isNews) await announce(source, { state, reason, seen, fresh });
}

/** A site that restarts, or is busy for a while, is nobody's news. */
const LEAST_FAILURES = 3;
const LEAST_MS = 3_600_000;
const isLasting = (failures: number, since: Date, now: Date): boolean =>
  failures >= LEAST_FAILURES && now.getTime() - since.getTime() >= LEAST_MS;

async function announce(source: PulledSource, payload: { state: string; reason: string; seen: number; fresh: number }) {
  await mutate(systemCtx("pull"), (_tx, emit) => {
    emit(sourcePulled, { subjectId: source.id, subjectLabel: source.name, payload, companyIds: [source.companyId] });
    return Promise.resolve();
  });
}
