import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { chanceOfSoFew, quietnessOf } from "@/lib/intake/watching/quietness";
import { callAlarm, closeAlarm, openAlarm, recountAlarm } from "@/lib/intake/watching/alarms/commands";
import {
  countsOf,
  firstAndLast,
  firstSince,
  knownUpTo,
  lastBreakEnd,
  unreadSince,
} from "@/lib/intake/watching/counting/queries";
import { formKnownAs, formsOf, unusedAmong } from "@/lib/intake/watching/forms/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { QuietAlarm, Source } from "@/lib/core/prisma/client";
import type { Finding } from "@/lib/intake/watching/alarms/commands";
import type { FormKeys, Watched as Counting } from "@/lib/intake/watching/counting/queries";
import type { SendingForm, Unused } from "@/lib/intake/watching/forms/queries";

const DAY_MS = 86_400_000;
/** A shorter silence isn't looked into: busy forms cost nothing while they are busy. */
const SHORTEST_MS = 15 * 60_000;
/** Too few are usual again when chance brings so few once in so many days. */
const USUAL_AGAIN = 20;

type Watched = Source & { quietAlarms: QuietAlarm[]; unused?: string[] };

/** Looks at every form whether it is quieter than chance explains. One that can't be looked at doesn't hold up the rest. */
export async function watchSources(now: Date): Promise<void> {
  const sources = await database().source.findMany({
    where: { kind: { in: ["webhook", "pull"] }, OR: [{ active: true }, { quietAlarms: { some: { closedAt: null } } }] },
    include: { quietAlarms: { where: { closedAt: null } } },
    orderBy: { id: "asc" },
  });
  for (const source of sources) {
    try {
      await watchSource(source, now);
    } catch (error) {
      logger.error({ err: error, sourceId: source.id }, "a source couldn't be watched");
    }
  }
}

async function watchSource(source: Watched, now: Date): Promise<void> {
  const ctx = systemCtx("watch", { now: () => now });
  if (!source.active || source.quietOneIn === 0) {
    const by = source.active ? "off" : "paused";
    for (const open of source.quietAlarms) await closeAlarm(ctx, source, open, { by, at: now });
    return;
  }
  const upTo = knownUpTo(source, now);
  if (!upTo) return;
  const open = source.quietAlarms.find(({ form }) => form === "");
  const forms = await formsOf(source);
  const unused = await unusedAmong(source.id, forms);
  const used = { ...source, unused: unused.keys };
  const { finding, isUsual } = await look(used, upTo);
  const isSilent = finding?.kind === "none";
  const quietForms = await watchForms(ctx, source, {
    ...{ upTo, now, forms, unused, isSilent: isSilent || open?.kind === "none" },
  });
  if (!open) {
    // A form that is told to be silent says it better.
    if (finding && (isSilent || quietForms === 0)) await openAlarm(ctx, source, finding);
    return;
  }
  const again = open.kind === "none" ? await firstSince(source, open.since, now) : null;
  if (again) await closeAlarm(ctx, source, open, { by: "arrived", at: again });
  // Too few may become none; none stays none until something comes, unless what was silent isn't used any more.
  else if (finding && (isSilent || open.kind === "few")) await recountAlarm(open, finding);
  else if (open.kind === "none" && isUsual && unused.saidAt > open.openedAt) {
    await closeAlarm(ctx, source, open, { by: "left", at: now });
  } else if (open.kind === "few" && isUsual) await closeAlarm(ctx, source, open, { by: "usual", at: now });
}

type At = { upTo: Date; now: Date; forms: SendingForm[]; unused: Unused; isSilent: boolean };

/**
 * Looks at each of the several forms that send to a source whether it is silent among those that aren't; while all are, the
 * source says it. How many are told to be silent.
 */
async function watchForms(ctx: Ctx, source: Watched, { upTo, now, forms, unused, isSilent }: At): Promise<number> {
  const opened = source.quietAlarms.filter(({ form }) => form !== "");
  let quiet = 0;
  for (const open of opened) {
    const form = formKnownAs(forms, open.form, open.since);
    if (form && form.form !== open.form) await callAlarm(open, form);
    const again = form && (await firstSince({ ...source, form }, open.since, now));
    if (again) await closeAlarm(ctx, source, open, { by: "arrived", at: again });
    else if (form && unused.left.has(form.form)) await closeAlarm(ctx, source, open, { by: "left", at: now });
    // What it was told apart by isn't said any more.
    else if (!form) await closeAlarm(ctx, source, open, { by: "off", at: now });
    else quiet += 1;
  }
  if (isSilent) return quiet;
  for (const form of forms) {
    if (unused.retired.has(form.form) || unused.left.has(form.form)) continue;
    const finding = await silenceOfForm({ ...source, form }, upTo);
    const open = opened.find((one) => formKnownAs(forms, one.form, one.since)?.form === form.form);
    if (!finding) continue;
    if (open) await recountAlarm(open, finding);
    else {
      await openAlarm(ctx, source, finding, form);
      quiet += 1;
    }
  }
  return quiet;
}

type Look = { finding: Finding | null; isUsual: boolean };

/** Nothing since the last one came; or, in the last day, much less than usual. */
async function look(source: Watched, now: Date): Promise<Look> {
  const back = await lookBack(source, now);
  if (!back) return { finding: null, isUsual: true };
  const silence = await silenceSince(source, back, now);
  if (silence) return { finding: silence, isUsual: false };
  const from = back.begin(new Date(now.getTime() - DAY_MS));
  const counted = await countsOf(source, { from, to: now }, back.first);
  const day = quietnessOf(counted, source.quietOneIn);
  const { arrived } = counted;
  return {
    finding: day.isQuiet && arrived > 0 ? { ...day, kind: "few", since: from, arrived } : null,
    isUsual: chanceOfSoFew(arrived, day.expected) > 1 / USUAL_AGAIN || counted.past.some((count) => count <= arrived),
  };
}

/** That one form has brought nothing since its last submission. What waits to be read may be its own. */
async function silenceOfForm(source: Watched & { form: FormKeys }, now: Date): Promise<Finding | null> {
  const back = await lookBack(source, now);
  return back && silenceSince(source, back, now, await unreadSince(source, back.begin(back.last)));
}

type Back = { first: Date; last: Date; begin: (from: Date) => Date };

/** What is known of before; what is looked at begins after the last break. */
async function lookBack(watched: Counting, now: Date): Promise<Back | null> {
  const [known, broken] = await Promise.all([firstAndLast(watched, now), lastBreakEnd(watched)]);
  return known && { ...known, begin: (from) => new Date(Math.max(from.getTime(), broken?.getTime() ?? 0)) };
}

async function silenceSince(
  watched: Counting & { quietOneIn: number },
  { first, last, begin }: Back,
  now: Date,
  unread = 0,
): Promise<Finding | null> {
  const since = begin(last);
  if (now.getTime() - since.getTime() < SHORTEST_MS) return null;
  const counted = await countsOf(watched, { from: since, to: now }, first);
  const silence = quietnessOf({ ...counted, arrived: counted.arrived + unread }, watched.quietOneIn);
  return silence.isQuiet ? { ...silence, kind: "none", since, arrived: 0 } : null;
}
