import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { chanceOfSoFew, quietnessOf } from "@/lib/intake/watching/quietness";
import { closeAlarm, openAlarm, recountAlarm } from "@/lib/intake/watching/alarms/commands";
import { countsOf, firstAndLast, firstSince, knownUpTo, lastBreakEnd } from "@/lib/intake/watching/queries";
import type { QuietAlarm, Source } from "@/lib/core/prisma/client";
import type { Finding } from "@/lib/intake/watching/alarms/commands";

const DAY_MS = 86_400_000;
/** A shorter silence isn't looked into: busy forms cost nothing while they are busy. */
const SHORTEST_MS = 15 * 60_000;
/** Too few are usual again when chance brings so few once in so many days. */
const USUAL_AGAIN = 20;

type Watched = Source & { quietAlarms: QuietAlarm[] };

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
  const [open] = source.quietAlarms;
  if (!source.active || source.quietOneIn === 0) {
    if (open) await closeAlarm(ctx, source, open, { by: source.active ? "off" : "paused", at: now });
    return;
  }
  const upTo = knownUpTo(source, now);
  if (!upTo) return;
  const { finding, isUsual } = await look(source, upTo);
  if (!open) {
    if (finding) await openAlarm(ctx, source, finding);
    return;
  }
  const again = open.kind === "none" ? await firstSince(source, open.since, now) : null;
  if (again) await closeAlarm(ctx, source, open, { by: "arrived", at: again });
  // Too few may become none; none stays none until something comes.
  else if (finding && (finding.kind === "none" || open.kind === "few")) await recountAlarm(open, finding);
  else if (open.kind === "few" && isUsual) await closeAlarm(ctx, source, open, { by: "usual", at: now });
}

type Look = { finding: Finding | null; isUsual: boolean };

/** Nothing since the last one came; or, in the last day, much less than usual. */
async function look(source: Watched, now: Date): Promise<Look> {
  const known = await firstAndLast(source, now);
  if (!known) return { finding: null, isUsual: true };
  const broken = await lastBreakEnd(source.id);
  const begin = (from: Date) => new Date(Math.max(from.getTime(), broken?.getTime() ?? 0));
  const since = begin(known.last);
  if (now.getTime() - since.getTime() >= SHORTEST_MS) {
    const silence = quietnessOf(await countsOf(source, { from: since, to: now }, known.first), source.quietOneIn);
    if (silence.isQuiet) return { finding: { ...silence, kind: "none", since, arrived: 0 }, isUsual: false };
  }
  const from = begin(new Date(now.getTime() - DAY_MS));
  const counted = await countsOf(source, { from, to: now }, known.first);
  const day = quietnessOf(counted, source.quietOneIn);
  const { arrived } = counted;
  return {
    finding: day.isQuiet && arrived > 0 ? { ...day, kind: "few", since: from, arrived } : null,
    isUsual: chanceOfSoFew(arrived, day.expected) > 1 / USUAL_AGAIN || counted.past.some((count) => count <= arrived),
  };
}
