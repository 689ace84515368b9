import { addWorkingMinutes, workingMinutes } from "@/lib/calendar/working-time/schema";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

const MINUTE = 60_000;

/** What of a lead its clocks go by. */
export type ClockFacts = {
  receivedAt: Date;
  assignedAt: Date | null;
  firstResponseAt: Date | null;
  lastActivityAt: Date;
  /** When it came into this program. */
  createdAt: Date;
  holdUntil: Date | null;
  history: boolean;
  isOpen: boolean;
};

/** How soon, in minutes. */
export type Aim = {
  assignMinutes: number | null;
  respondMinutes: number | null;
  working: boolean;
  warnPercent: number;
};

type Moment = Date | null;

export type Dues = {
  assignDueAt: Moment;
  assignWarnAt: Moment;
  respondDueAt: Moment;
  respondWarnAt: Moment;
  assignMinutes: number | null;
  respondMinutes: number | null;
  rotsAt: Moment;
  rotsFrom: Moment;
  /** The first of the clocks that still run, and when it is said beforehand. */
  dueAt: Moment;
  warnAt: Moment;
};

/** What was told of a lead's clocks already, and is told once. */
export type Told = {
  assignWarnedAt: Moment;
  assignBreachedAt: Moment;
  respondWarnedAt: Moment;
  respondBreachedAt: Moment;
  rottenAt: Moment;
};

export const NOTHING_TOLD: Told = {
  assignWarnedAt: null,
  assignBreachedAt: null,
  respondWarnedAt: null,
  respondBreachedAt: null,
  rottenAt: null,
};

/** When what is due of a lead: by a target, by how long a lead may lie in its status, and by a calendar. */
export function duesOf(
  lead: ClockFacts,
  { aim, rotsAfterHours, calendar }: { aim: Aim | null; rotsAfterHours: number | null; calendar: WorkingCalendar },
): Dues {
  const assign = clockOf(lead, lead.assignedAt, aim?.assignMinutes ?? null, aim, calendar);
  const respond = clockOf(lead, lead.firstResponseAt, aim?.respondMinutes ?? null, aim, calendar);
  const running = [assign, respond].filter(({ runs }) => runs);
  return {
    assignDueAt: assign.dueAt,
    assignWarnAt: assign.warnAt,
    respondDueAt: respond.dueAt,
    respondWarnAt: respond.warnAt,
    assignMinutes: assign.minutes,
    respondMinutes: respond.minutes,
    ...rotting(lead, rotsAfterHours, calendar),
    dueAt: earliest(running.map(({ dueAt }) => dueAt)),
    warnAt: earliest(running.map(({ warnAt }) => warnAt)),
  };
}

/** One clock, which runs from when the lead was received. History has none: nobody here could have kept it. */
function clockOf(
  lead: ClockFacts,
  metAt: Moment,
  minutes: number | null,
  aim: Aim | null,
  calendar: WorkingCalendar,
): { runs: boolean; dueAt: Moment; warnAt: Moment; minutes: number | null } {
  if (lead.history) return { runs: false, dueAt: null, warnAt: null, minutes: null };
  const took = metAt === null ? null : Math.round(workingMinutes(calendar, lead.receivedAt, metAt));
  const runs = metAt === null && lead.isOpen;
  const counts = aim !== null && minutes !== null && (runs || metAt !== null);
  if (!counts) return { runs: false, dueAt: null, warnAt: null, minutes: took };
  const after = (some: number) =>
    aim.working
      ? addWorkingMinutes(calendar, lead.receivedAt, some)
      : new Date(lead.receivedAt.getTime() + some * MINUTE);
  return { runs, dueAt: after(minutes), warnAt: after((minutes * aim.warnPercent) / 100), minutes: took };
}

/** A lead that waits for a day lies from that day on; what came as history, from when somebody here first worked it. */
function rotting(lead: ClockFacts, hours: number | null, calendar: WorkingCalendar): Pick<Dues, "rotsAt" | "rotsFrom"> {
  const untouched = lead.history && lead.lastActivityAt <= lead.createdAt;
  if (hours === null || !lead.isOpen || untouched) return { rotsAt: null, rotsFrom: null };
  const from = lead.holdUntil && lead.holdUntil > lead.lastActivityAt ? lead.holdUntil : lead.lastActivityAt;
  return { rotsAt: addWorkingMinutes(calendar, from, hours * 60), rotsFrom: lead.lastActivityAt };
}

/** A lead's clock and what is to be told of it, by the names of its columns. */
export const TELLINGS = [
  { clock: "assign", what: "warn", at: "assignWarnAt", told: "assignWarnedAt", met: "assignedAt" },
  { clock: "assign", what: "breach", at: "assignDueAt", told: "assignBreachedAt", met: "assignedAt" },
  { clock: "respond", what: "warn", at: "respondWarnAt", told: "respondWarnedAt", met: "firstResponseAt" },
  { clock: "respond", what: "breach", at: "respondDueAt", told: "respondBreachedAt", met: "firstResponseAt" },
  { clock: "rot", what: "breach", at: "rotsAt", told: "rottenAt", met: null },
] as const;
export type Telling = (typeof TELLINGS)[number];

type Standing = Pick<ClockFacts, "isOpen" | "assignedAt" | "firstResponseAt">;

/** What could still be told of a lead: its clock runs, and it wasn't said yet. */
export function untold(lead: Standing, dues: Dues, told: Told): (Telling & { moment: Date })[] {
  if (!lead.isOpen) return [];
  return TELLINGS.flatMap((telling) => {
    const moment = dues[telling.at];
    const isMet = telling.met !== null && lead[telling.met] !== null;
    return moment === null || isMet || told[telling.told] !== null ? [] : [{ ...telling, moment }];
  });
}

/** What was known of a lead before its moments are worked out anew. */
export type Known = Told & Pick<Dues, Telling["at"]>;

export const NOTHING_KNOWN: Known = {
  ...NOTHING_TOLD,
  ...{ assignWarnAt: null, assignDueAt: null, respondWarnAt: null, respondDueAt: null, rotsAt: null },
};

/**
 * What stays told when moments are worked out anew: what is due later now will be told again, and what was told after it
 * had been met in time, as somebody said later, was no news. `quiet`: what a change of
 * the settings makes late already is nobody's news; what was late without it is.
 */
export function stillTold(
  lead: Standing,
  dues: Dues,
  known: Known,
  { now, quiet }: { now: Date; quiet: boolean },
): Told {
  const { assignWarnedAt, assignBreachedAt, respondWarnedAt, respondBreachedAt, rottenAt } = known;
  const kept: Told = { assignWarnedAt, assignBreachedAt, respondWarnedAt, respondBreachedAt, rottenAt };
  for (const telling of TELLINGS) {
    const moment = dues[telling.at];
    const met = telling.met === null ? null : lead[telling.met];
    if (met !== null) {
      const said = kept[telling.told];
      if (moment !== null && met <= moment && said !== null && met < said) kept[telling.told] = null;
    } else if (moment === null || moment > now) kept[telling.told] = null;
    else if (quiet && known[telling.at]?.getTime() !== moment.getTime()) kept[telling.told] ??= moment;
  }
  return kept;
}

export function earliest(moments: readonly Moment[]): Moment {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((moment) => moment.getTime())));
}
