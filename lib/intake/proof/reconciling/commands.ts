import { setTimeout as sleep } from "node:timers/promises";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { sourceMissingFound, sourceReconciled } from "@/lib/intake/events";
import { askCompanions, askPulled } from "@/lib/intake/proof/asking/queries";
import { daysBetween, isLongAgo, momentsOf } from "@/lib/intake/proof/days";
import { keepMissing } from "@/lib/intake/proof/missing/commands";
import { missingBetween } from "@/lib/intake/proof/missing/queries";
import { byDay, keyOf, matched, whose } from "@/lib/intake/proof/matching";
import { endsByDay, endsOf } from "@/lib/intake/proof/queries";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { fetchMissing } from "@/lib/intake/proof/fetching/commands";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { hereAmong } from "@/lib/intake/proof/reconciling/queries";
import { noteAnswer } from "@/lib/intake/proof/unanswered/commands";
import { writeToManagers } from "@/lib/intake/watching/alarms/commands";
import { missingLetter } from "@/lib/intake/watching/letters";
import type { Tx } from "@/lib/core/db";
import type { Told } from "@/lib/intake/proof/schema";
import type { Reconciliation, Source } from "@/lib/core/prisma/client";
import type { AnsweredBy, Unanswered } from "@/lib/intake/proof/asking/queries";
import type { Asked } from "@/lib/intake/proof/missing/commands";
import type { Companion } from "@/lib/intake/proof/sites/queries";

/** What was submitted just now may be on its way: so long after, it is counted on. */
const ON_ITS_WAY_MS = 15 * 60_000;

/** A pull that is on its way is waited for, twenty minutes at most. */
const LOOK_MS = 2_000;
const MOST_LOOKS = 600;

type Run = Reconciliation & { source: Source };
type Trouble = { reason: string; detail: string; site?: string };
/** What was known to be missing before, what of it was fetched, and why not all of it could be. */
type Before = { missing: Told[]; given: Told[]; problem?: Trouble };

/** Asks the site and keeps its answer beside what is here. With `fetch`, what was missing is fetched before. */
export async function reconcile({ reconciliationId: id, fetch }: { reconciliationId: string; fetch: boolean }) {
  const run = await database().reconciliation.findUnique({ where: { id }, include: { source: true } });
  if (run?.state !== "asking") return;
  try {
    if (run.askedById === null && run.method === "pull") await catchUp(run.source);
    const known = await missingBetween(run.sourceId, spanOf(run));
    const missing = known.filter(({ here }) => !here);
    const wanted = fetch ? missing.filter(({ lost }) => !lost) : [];
    await compare(run, { missing, ...(await fetchMissing(run.source, wanted)) });
  } catch (error) {
    logger.error({ err: error, sourceId: run.sourceId }, "a reconciliation failed");
    await end(run, { reason: "internal", detail: "" });
  }
}

const spanOf = ({ fromDay, toDay, timeZone }: Run) => momentsOf({ from: fromDay, to: toDay, timeZone });

/** What a pull would have brought isn't missing: where the server itself was away, it reads what came since first. */
async function catchUp(source: Source): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS && !(await isReadUp(source)); looks++) {
    if (looks > 0) await sleep(LOOK_MS);
    await pullSource(source.id, { asked: true });
  }
}

/** Whether the last pull ended so lately that what came since isn't asked about; one that never was isn't waited for. */
async function isReadUp(source: Source): Promise<boolean> {
  const last = await database().pull.findFirst({ where: { sourceId: source.id }, orderBy: { startedAt: "desc" } });
  if (!last) return true;
  return last.finishedAt !== null && last.finishedAt.getTime() > Date.now() - patienceOf(source);
}

async function compare(run: Run, { missing, given, problem }: Before): Promise<void> {
  const { source, timeZone, fromDay, toDay } = run;
  const [from, to] = spanOf(run);
  const until = new Date(Math.min(to.getTime(), Date.now() - patienceOf(source)));
  const { companions, unproved, former } =
    run.method === "companion" ? await sitesOf(source.id) : { companions: [], unproved: [], former: [] };
  const [site] = unproved;
  // Nothing can be asked of who has another secret, and what they lack stays as it is.
  const otherSecret: Unanswered | undefined =
    site === undefined ? undefined : { problem: "old_line", detail: "", site };
  const answered = await ask(run, companions, from, until);
  if ("problem" in answered) {
    await end(run, troubleOf(companions.length === 0 && otherSecret ? otherSecret : answered));
    return;
  }
  answered.unanswered ??= otherSecret;
  const here = await hereAmong(source, answered.named, { from, to, homes: companions.map(({ home }) => home) });
  const days = daysBetween(laterDay(fromDay, firstDay(answered.asked, timeZone)), toDay);
  const textless = keysOf([...given, ...missing.filter(({ gone }) => gone)]);
  const lost = keysOf(missing.filter((one) => one.lost));
  const ofSite = here.map((one) => ({ ...one, site: answered.siteOf.get(one.site) ?? one.site }));
  const found = matched(answered.named, ofSite).map((one) => ({
    ...one,
    ...(!one.here && textless.has(keyOf(one)) && { gone: true }),
  }));
  const told = byDay(found, days, timeZone);
  const ends = await endsByDay([source.id], { from: fromDay, to: toDay, timeZone });
  const rows = days.map((day) => {
    const named = told.get(day) ?? [];
    const counted = ends.filter((row) => row.day === day);
    return {
      day,
      reconciliationId: run.id,
      expected: named.length,
      arrived: counted.reduce((sum, { count }) => sum + count, 0),
      ends: endsOf(counted),
      told: named,
      missing: named.filter((one) => !one.here && !lost.has(keyOf(one))).length,
    };
  });
  const trouble = problem ?? (answered.unanswered && troubleOf(answered.unanswered));
  const sites = answered.unanswered
    ? { in: answered.asked.map(({ home }) => home) }
    : { notIn: former.map(({ home }) => home) };
  await end(run, trouble, { rows, lost, asked: { from, until, sites } });
}

const keysOf = (told: Told[]): Set<string> => new Set(told.map(keyOf));
const troubleOf = ({ problem: reason, detail, site = "" }: Unanswered): Trouble => ({ reason, detail, site });

/** Of the days before any companion sent something nothing is said: nobody promised their submissions. */
const firstDay = (companions: Companion[], timeZone: string): string =>
  companions.map(({ since }) => siteDay(since, timeZone)).sort()[0] ?? "";
const laterDay = (a: string, b: string): string => (a > b ? a : b);

/** A form that is fetched has what came since on its way; but rarely fetched is no excuse for a whole day. */
const patienceOf = ({ pullMinutes }: Source): number => ON_ITS_WAY_MS + Math.min(pullMinutes ?? 0, 60) * 60_000;

async function ask(run: Run, companions: Companion[], from: Date, until: Date): Promise<AnsweredBy> {
  if (until <= from) return { named: [], asked: companions, siteOf: new Map() };
  if (run.method === "pull") return askPulled(run.sourceId, from, until);
  return companions.length > 0 ? askCompanions(companions, from, until) : { problem: "no_companion", detail: "" };
}

type DayRow = {
  expected: number;
  missing: number;
  day: string;
  reconciliationId: string;
  arrived: number;
  ends: object;
  told: Told[];
};

/** `lost`: what somebody had given up. */
type Found = { rows: DayRow[]; lost: Set<string>; asked: Asked };

/** With trouble the question failed: what was found all the same is kept as missing, but no day as answered. */
async function end(run: Run, trouble: Trouble | undefined, found?: Found): Promise<void> {
  const { reason = "", detail = "", site = "" } = trouble ?? {};
  const state = trouble ? "failed" : "done";
  const days = found?.rows ?? [];
  const sum = (key: "expected" | "missing") => days.reduce((total, day) => total + day[key], 0);
  await mutate(systemCtx("proof"), async (tx, emit) => {
    if (!trouble) await tx.reconciliationDay.createMany({ data: days });
    await tx.reconciliation.update({
      where: { id: run.id },
      data: {
        ...{ state, reason, detail: detail.slice(0, 300), site, finishedAt: new Date() },
        askedUntil: found?.asked.until ?? null,
      },
    });
    const about = {
      subjectId: run.sourceId,
      subjectLabel: run.source.name,
      companyIds: [run.source.companyId],
    };
    emit(sourceReconciled, {
      ...about,
      payload: { state, reason, expected: sum("expected"), missing: sum("missing") },
    });
    await noteAnswer(tx, run, { state, reason, site });
    if (!found) return;
    const told = days.flatMap((day) => day.told);
    await keepMissing(tx, run.sourceId, told, found.asked);
    const fresh = await newlyMissing(tx, run, found);
    if (fresh.length === 0) return;
    const count = fresh.reduce((total, day) => total + day.count, 0);
    emit(sourceMissingFound, { ...about, payload: { count, days: fresh.map(({ day }) => day) } });
    const [newest] = fresh;
    const week = newest && isLongAgo(newest.day, run.toDay) && { week: newest.day };
    const letter = { sourceId: run.sourceId, source: run.source.name, days: fresh, ...week };
    await writeToManagers(tx, new Date(), "missing", (to) => missingLetter(letter, to));
  });
}

const FORGET = `
  delete from "ToldMissing" m using jsonb_to_recordset($2::jsonb) as t(id text, form text, plugin text, site text)
   where m."sourceId" = $1::uuid and m."externalId" = t.id and m.form = t.form and m.plugin = t.plugin and m.site = t.site`;
const REMEMBER = `
  insert into "ToldMissing" ("sourceId", form, plugin, site, "externalId", "toldAt")
  select distinct $1::uuid, t.form, t.plugin, t.site, t.id, now()
    from jsonb_to_recordset($2::jsonb) as t(id text, form text, plugin text, site text)
      on conflict do nothing returning form, plugin, site, "externalId" as id`;

/**
 * The days with missing submissions that nobody was written to about, nor gave up. What is here now is forgotten, so that it
 * is told again should it ever be missing again.
 */
async function newlyMissing(tx: Tx, run: Run, { rows, lost }: Found): Promise<{ day: string; count: number }[]> {
  const all = rows.flatMap(({ told }) => told).filter((one) => one.here || !lost.has(keyOf(one)));
  const listed = (isHere: boolean) => JSON.stringify(all.filter(({ here }) => here === isHere).map(whose));
  await tx.$executeRawUnsafe(FORGET, run.sourceId, listed(true));
  // Who asks by hand sees the answer.
  if (run.askedById !== null) return [];
  const fresh = await tx.$queryRawUnsafe<ReturnType<typeof whose>[]>(REMEMBER, run.sourceId, listed(false));
  const keys = new Set(fresh.map(keyOf));
  return rows
    .map(({ day, told }) => ({ day, count: told.filter((one) => !one.here && keys.has(keyOf(one))).length }))
    .filter(({ count }) => count > 0);
}
