import { IN } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { visibleSources } from "@/lib/intake/policy";
import { firstAndLast, knownUpTo, LONGEST_WEEKS, usualWeek, WEEK_MS } from "@/lib/intake/watching/counting/queries";
import { figuresOf, formKnownAs, formsOf, unusedAmong } from "@/lib/intake/watching/forms/queries";
import { LEAST_WEEKS } from "@/lib/intake/watching/quietness";
import type { Ctx } from "@/lib/core/ctx";
import type { FormWatch, QuietAlarm, QuietKind, Watch } from "@/lib/intake/watching/schema";

const ALARM = {
  id: true,
  sourceId: true,
  form: true,
  formName: true,
  kind: true,
  since: true,
  openedAt: true,
  expected: true,
  arrived: true,
  oneIn: true,
  weeks: true,
  source: { select: { name: true } },
} as const;

type AlarmRow = Omit<QuietAlarm, "source" | "kind" | "form"> & {
  kind: string;
  form: string;
  formName: string;
  source: { name: string };
};
const alarmOf = ({ source, kind, form, formName, ...row }: AlarmRow): QuietAlarm => ({
  ...row,
  form: form === "" ? null : formName,
  kind: kind as QuietKind,
  source: source.name,
});

/** The forms that are quieter than chance explains, the rarest first. */
export async function quietAlarms(ctx: Ctx): Promise<QuietAlarm[]> {
  authorize(ctx, "intake.read");
  const rows = await reader(ctx).quietAlarm.findMany({
    where: { closedAt: null, source: { AND: [visibleSources(ctx.actor), { active: true }] } },
    orderBy: [{ oneIn: "desc" }, { openedAt: "asc" }],
    select: ALARM,
  });
  return rows.map(alarmOf);
}

const WATCHED = {
  ...{ id: true, companyId: true, active: true, quietOneIn: true, timeZone: true },
  ...{ kind: true, pullCursor: true, pullMinutes: true },
} as const;

/** Whether a source's silence would be noticed. */
export async function watchOf(ctx: Ctx, sourceId: string): Promise<Watch | null> {
  const found = await watchedSource(ctx, sourceId);
  if (!found) return null;
  const { source: all, now } = found;
  const unused = await unusedAmong(sourceId, await formsOf(all));
  const source = { ...all, unused: unused.keys };
  const [row, known] = await Promise.all([
    reader(ctx).quietAlarm.findFirst({ where: { sourceId, form: "", closedAt: null }, select: ALARM }),
    firstAndLast(source, now),
  ]);
  if (row && source.active) return { state: "quiet", alarm: alarmOf(row) };
  return known && watchFrom(source, known.first, now, () => usualWeek(source, known.first, now));
}

/** Whether the silence of each of the several forms that send to a source would be noticed, the last to send first. */
export async function formWatches(ctx: Ctx, sourceId: string): Promise<FormWatch[]> {
  const found = await watchedSource(ctx, sourceId);
  const forms = found ? await formsOf(found.source) : [];
  if (!found || forms.length === 0) return [];
  const { source, now } = found;
  const [figures, unused, alarms] = await Promise.all([
    figuresOf(source, forms, now),
    unusedAmong(sourceId, forms),
    reader(ctx).quietAlarm.findMany({
      where: {
        sourceId,
        form: { not: "" },
        OR: [{ closedAt: null }, { closedBy: "retired" }],
      },
      orderBy: { openedAt: "desc" },
      select: { ...ALARM, closedAt: true },
    }),
  ]);
  return Promise.all(
    forms.map(async ({ keys: _keys, home: _home, ...form }) => {
      const isOf = (alarm: (typeof alarms)[number]) =>
        formKnownAs(forms, alarm.form, alarm.closedAt ?? alarm.since)?.form === form.form;
      const row = alarms.find(isOf);
      const figure = figures.get(form.form);
      return { ...form, watch: await watchOfForm() };

      async function watchOfForm(): Promise<FormWatch["watch"]> {
        if (unused.left.has(form.form)) return { state: "left" };
        if (row?.closedAt && row.closedAt > form.lastAt) return { state: "retired", alarmId: row.id };
        if (row && !row.closedAt && source.active) return { state: "quiet", alarm: alarmOf(row) };
        if (!figure) return { state: "rare", aWeek: 0 };
        return watchFrom(source, figure.first, now, () => Promise.resolve(figure.aWeek));
      }
    }),
  );
}

/** The source, and up to when is known what came. */
async function watchedSource(ctx: Ctx, sourceId: string) {
  authorize(ctx, "intake.read");
  const source = await reader(ctx).source.findFirst({
    where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] },
    select: WATCHED,
  });
  const now = source && knownUpTo(source, ctx.now());
  return source && now ? { source, now } : null;
}

type Set = { active: boolean; quietOneIn: number };

async function watchFrom(source: Set, first: Date, now: Date, usual: () => Promise<number>): Promise<Watch> {
  if (!source.active) return { state: "paused" };
  if (source.quietOneIn === 0) return { state: "off" };
  const weeks = Math.floor((now.getTime() - first.getTime()) / WEEK_MS);
  // The week that is compared comes on top of those it is compared with.
  if (weeks < LEAST_WEEKS) return { state: "learning", weeks };
  const aWeek = await usual();
  const isRare = aWeek * LONGEST_WEEKS < Math.log(source.quietOneIn);
  return { state: isRare ? "rare" : "watched", aWeek };
}

/**
 * Whom mails about intake go to: who manages it and has been here once. They say nothing of any lead, and an alarm has to reach
 * somebody: also who owes a second factor.
 */
export async function intakeManagers() {
  return database().user.findMany({
    where: {
      ...IN,
      OR: [{ passwordHash: { not: null } }, { directory: { seenAt: { not: null } } }],
      role: { permissions: { some: { permission: "intake.manage" } } },
    },
    orderBy: { id: "asc" },
    select: { email: true, locale: true, timeZone: true },
  });
}
