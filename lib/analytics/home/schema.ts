/*
 * What the home page shows.
 */

export const HOME_PHASES = ["cold", "active", "closed"] as const;
export type HomePhase = (typeof HOME_PHASES)[number];

/** A number, and the address of exactly its rows. */
export type Counted = { count: number; href: string };

/** Also what it was in as many days right before; null where there are none. */
export type Compared = Counted & { before: Counted | null };

export type PhaseCounts = Record<HomePhase, number>;

export type HomeDay = { day: string; total: number } & PhaseCounts;

export const TREND_SERIES = ["total", ...HOME_PHASES] as const;
export type TrendSeries = (typeof TREND_SERIES)[number];

/** A line fitted to the days: `first` and `last` are its ends; nothing to fit is null. */
export type Fit = { first: number; last: number; perDay: number; r2: number | null };

export const ANY_DAY = "0001-01-01";

export type Trend = {
  days: HomeDay[];
  average: Record<TrendSeries, number>;
  fit: Record<TrendSeries, Fit | null>;
  /** Where the rows of a day are, by series; ANY_DAY stands for the day. */
  dayHref: Record<TrendSeries, string>;
  /** The day that isn't over yet stands in the chart and not in the fit. */
  unfinished: string | null;
};

/** `name` is empty for leads without a source or an owner. */
export type BreakdownRow = { id: string | null; name: string; total: Compared } & Record<HomePhase, Counted>;

export type HomeNumbers = Record<"total" | "pending" | "contacted" | "active", Compared>;

export type NewLead = {
  id: string;
  number: number;
  label: string;
  title: string;
  hint: string;
  statusId: string;
  ownerName: string;
  receivedAt: string;
};

export type WaitingOutcome = { attemptId: string; number: number; title: string; channel: string; at: string };

export type HomeToDo = {
  /** Open and nobody has tried to reach them. */
  uncontacted: Counted;
  /** Of those, received before today. */
  waiting: Counted;
  /** Open and nobody's; only for who assigns. */
  unowned: Counted | null;
  /** One's own attempts whose outcome isn't said yet. */
  outcomes: WaitingOutcome[];
  moreOutcomes: number;
  /** One's own tasks and postponed leads that are up; who wrote again, whose clocks are late, due today, or who lie too long: only what there is. */
  dues: { key: "tasks" | "waited" | "wroteAgain" | "overdue" | "dueToday" | "rotting"; counted: Counted }[];
};

/** What somebody has open, and how much of it is late. */
export type TeamRow = { id: string; name: string; open: Counted; late: Counted };

export type HomeView = {
  /** Nothing has arrived yet, for anybody this person can see. */
  empty: boolean;
  numbers: HomeNumbers;
  toDo: HomeToDo;
  /** Who has most late stands first; null for whoever sees nobody else's. */
  team: TeamRow[] | null;
  newest: NewLead[];
  newestHref: string;
  /** Of the days the filter says, or the last sixty. */
  phases: Record<HomePhase, Compared>;
  windowTotal: Compared;
  isDefaultWindow: boolean;
  /** The place whose hours make these days. */
  place: string;
  /** The days it is compared with. */
  before: { first: string | null; last: string | null } | null;
  trend: Trend;
  bySource: BreakdownRow[];
  byOwner: BreakdownRow[];
};
