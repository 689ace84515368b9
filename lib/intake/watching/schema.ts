/** How seldom chance has to bring a silence for it to be told; 0: never told. */
export const QUIET_THRESHOLDS = [0, 100, 1_000, 10_000, 1_000_000] as const;

/** Rarer chances aren't told apart. */
export const RAREST = 1_000_000_000;

/** `none`: nothing came. `few`: something came, much less than usual. */
export type QuietKind = "none" | "few";

/** A form that is quieter than chance explains. */
export type QuietAlarm = {
  sourceId: string;
  source: string;
  kind: QuietKind;
  since: Date;
  openedAt: Date;
  expected: number;
  arrived: number;
  oneIn: number;
  weeks: number;
};

/** Whether a form's silence would be noticed, and if not, why. */
export type Watch =
  | { state: "off" | "paused" }
  /** Too little is known yet: so many weeks of those it needs. */
  | { state: "learning"; weeks: number }
  /** So few a week that even four weeks without any could be chance. */
  | { state: "rare"; aWeek: number }
  | { state: "watched"; aWeek: number }
  | { state: "quiet"; alarm: QuietAlarm };
