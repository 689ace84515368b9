import { setTimeout as sleep } from "node:timers/promises";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { sourceMissingFound, sourceReconciled } from "@/lib/intake/events";
import { askCompanions, askPulled, emptyAnswer, noAnswer } from "@/lib/intake/proof/asking/queries";
import { daysBetween, isLongAgo, momentsOf } from "@/lib/intake/proof/days";
import { keepMissing } from "@/lib/intake/proof/missing/commands";
import { missingBetween } from "@/lib/intake/proof/missing/queries";
import { byDay, keyOf, matched, whose } from "@/lib/intake/proof/matching";
import { endsByDay, endsOf, toldBetween } from "@/lib/intake/proof/queries";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { fetchMissing } from "@/lib/intake/proof/fetching/commands";
import { siteDay } from "@/lib/intake/pulling/site-time";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { hereAmong } from "@/lib/intake/proof/reconciling/queries";
import { isDigest, whatStands } from "@/lib/intake/proof/reconciling/standing";
import { noteAnswer } from "@/lib/intake/proof/unanswered/commands";
import { writeToManagers } from "@/lib/intake/watching/alarms/commands";
import { missingLetter } from "@/lib/intake/watching/letters";
import type { Tx } from "@/lib/core/db";
import type { Told } from "@/lib/intake/proof/schema";
import type { Reconciliation, Source } from "@/lib/core/prisma/client";
import type { Answers, Named, Unanswered } from "@/lib/intake/proof/asking/queries";
import type { Fetched } from "@/lib/intake/proof/fetching/commands";
import type { Asked } from "@/lib/intake/proof/missing/commands";
import type { Standing } from "@/lib/intake/proof/reconciling/standing";
import type { Companion, Sites } from "@/lib/intake/proof/sites/queries";

/** What was submitted just now may be on its way: so long after, it is counted on. */
const ON_ITS_WAY_MS = 15 * 60_000;

/** A pull that is on its way is waited for, twenty minutes at most. */
const LOOK_MS = 2_000;
const MOST_LOOKS = 600;

type Run = Reconciliation & { source: Source };
/** What was known to be missing before, and what came of fetching it. */
type Before = Fetched & { missing: Told[] };

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
    await end(run, [{ problem: "internal", detail: "" }]);
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

async function compare(run: Run, before: Before): Promise<void> {
  const { source, timeZone, fromDay, toDay } = run;
  const [from, to] = spanOf(run);
  const until = new Date(Math.min(to.getTime(), Date.now() - patienceOf(source)));
  const sites = run.method === "companion" ? await sitesOf(source.id) : NO_SITES;
  const answers = await ask(run, sites.companions, { from, to: until, lacking: before.missing });
  // Nothing can be asked of who has another secret, and what they lack stays as it is.
  const areSeveral = sites.companions.length + sites.unproved.length > 1;
  const otherSecret = sites.unproved.map((site): Unanswered => ({
    problem: "old_line",
    detail: "",
    ...(areSeveral && { site }),
  }));
  const isAsked = sites.companions.length > 0 || otherSecret.length === 0;
  const unanswered = [...(isAsked ? answers.unanswered : []), ...otherSecret];
  if (answers.since.size === 0) {
    await end(run, unanswered);
    return;
  }
  const former = sites.former.map(({ home }) => home);
  const homes = [...sites.companions.map(({ home }) => home), ...former];
  const here = (await toldBetween(source.id, run)).filter((one) => one.here);
  const stood = whatStands({ missing: before.missing, here }, answers, { until, former });
  const told = await lookedFor(run, { answers, stood, homes, before });
  const days = daysOf(run, { since: answers.since, standing: stood.standing });
  const lost = keysOf(told.filter((one) => one.lost));
  const ends = await endsByDay([source.id], { from: fromDay, to: toDay, timeZone });
  const sorted = byDay(told, days, timeZone);
  const rows = days.map((day) => {
    const named = sorted.get(day) ?? [];
    const counted = ends.filter((row) => row.day === day);
    return {
      day,
      reconciliationId: run.id,
      expected: named.length,
      arrived: counted.reduce((sum, { count }) => sum + count, 0),
      ends: endsOf(counted),
      told: named,
      missing: named.filter((one) => !one.here && !one.lost).length,
    };
  });
  const keptFrom =
    unanswered.length > 0 ? undefined : momentsOf({ from: days.at(-1) ?? toDay, to: toDay, timeZone })[0];
  await end(run, unanswered, { rows, told, lost, asked: { from, until, keptFrom, siteNow: stood.siteNow } });
}

const NO_SITES: Sites = { companions: [], unproved: [], former: [] };
const keysOf = (told: Told[]): Set<string> => new Set(told.map(keyOf));

type Looked = { answers: Answers; stood: ReturnType<typeof whatStands>; homes: string[]; before: Before };

/** What was named and what stands besides, with whether each is here and what is known of it if not. */
async function lookedFor(run: Run, { answers, stood, homes, before }: Looked): Promise<(Told & { moment: Date })[]> {
  const [from, to] = spanOf(run);
  const byNow = stood.standing.map(({ now }) => namedAs(now));
  const byBefore = stood.standing.map((one) => namedAs(one.before));
  const found = await hereAmong(run.source, [...answers.named, ...byNow, ...byBefore], { from, to, homes });
  const here = found.map((one) => ({ ...one, site: answers.siteOf.get(one.site) ?? one.site }));
  const [asNow, asBefore] = [matched(byNow, here), matched(byBefore, found)];
  const wasMissing = new Map(
    before.missing.map((one) => [keyOf({ ...one, site: stood.siteNow.get(keyOf(one)) ?? one.site ?? "" }), one]),
  );
  const named = matched(answers.named, here).map((one) => {
    const deliveryId = stood.arrived.get(keyOf(one));
    return one.here || deliveryId === undefined ? one : { ...one, here: true, deliveryId };
  });
  const standing = stood.standing.map(({ now }, index) => {
    const [one, other] = [asNow[index], asBefore[index]];
    const come = [one, other].find((each) => each?.here);
    return {
      ...{ ...now, moment: new Date(now.at) },
      ...(come && { here: true, deliveryId: come.deliveryId ?? now.deliveryId }),
    };
  });
  return [...named, ...standing].map((one) => marked(one, wasMissing.get(keyOf(one)), before));
}

const namedAs = ({ id, form, plugin, site = "", at }: Told): Named => ({
  ...{ id, form, plugin, site, at: new Date(at), isDigest: isDigest(id) },
});

/** With what is known of one that isn't here: that its site has no text of it, or couldn't give it; that it was given up. */
function marked<One extends Told>(one: One, before: Told | undefined, { given, refused }: Fetched): One {
  if (one.here || !before) return one;
  const key = keyOf(before);
  const why = given.has(key) ? undefined : (refused.get(key) ?? before.why);
  const isGone = given.has(key) || before.gone;
  return { ...one, ...(isGone && { gone: true }), ...(why && { why }), ...(before.lost && { lost: before.lost }) };
}

/** Of the days before any companion sent something nothing is said: nobody promised their submissions. */
const firstDay = ({ method, timeZone }: Run, since: Map<string, Date>): string =>
  method === "companion" ? ([...since.values()].map((at) => siteDay(at, timeZone)).sort()[0] ?? "") : "";

/** Those that were asked about, and of before a site's new address those of which something stands from its former one. */
function daysOf(run: Run, { since, standing }: Pick<Answers, "since"> & { standing: Standing[] }): string[] {
  const { fromDay, toDay, timeZone } = run;
  const begun = laterDay(fromDay, firstDay(run, since));
  const earlier = new Set(standing.map(({ now }) => siteDay(new Date(now.at), timeZone)));
  return [...[...earlier].filter((day) => day >= fromDay && day < begun).sort(), ...daysBetween(begun, toDay)];
}
const laterDay = (a: string, b: string): string => (a > b ? a : b);

/** A form that is fetched has what came since on its way; but rarely fetched is no excuse for a whole day. */
const patienceOf = ({ pullMinutes }: Source): number => ON_ITS_WAY_MS + Math.min(pullMinutes ?? 0, 60) * 60_000;

type What = { from: Date; to: Date; lacking: Told[] };

async function ask(run: Run, companions: Companion[], what: What): Promise<Answers> {
  const { from, to } = what;
  if (run.method === "pull") return to <= from ? emptyAnswer([""], from) : askPulled(run.sourceId, from, to);
  if (companions.length === 0) return noAnswer({ problem: "no_companion", detail: "" });
  const homes = companions.map(({ home }) => home);
  return to <= from ? emptyAnswer(homes, from) : askCompanions(companions, what);
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

/** `told`: what the rows are of and what is of no day of theirs; `lost`: what somebody had given up. */
type Found = { rows: DayRow[]; told: Told[]; lost: Set<string>; asked: Asked };

/** Where a site didn't answer the question failed: what was found all the same is kept as missing, but no day as answered. */
async function end(run: Run, unanswered: Unanswered[], found?: Found): Promise<void> {
  const [trouble] = unanswered;
  const { problem: reason = "", detail = "", site = "" } = trouble ?? {};
  const troubles = unanswered.map((one) => ({ site: one.site ?? "", reason: one.problem }));
  const state = trouble ? "failed" : "done";
  const days = found?.rows ?? [];
  const sum = (key: "expected" | "missing") => days.reduce((total, day) => total + day[key], 0);
  await mutate(systemCtx("proof"), async (tx, emit) => {
    if (!trouble) await tx.reconciliationDay.createMany({ data: days });
    await tx.reconciliation.update({
      where: { id: run.id },
      data: {
        ...{ state, reason, detail: detail.slice(0, 300), site, troubles, finishedAt: new Date() },
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
    await noteAnswer(tx, run, { state, troubles });
    if (!found) return;
    await keepMissing(tx, run.sourceId, found.told, found.asked);
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
