import { z } from "zod";

/** How seldom chance has to bring a silence for it to be told; 0: never told. */
export const QUIET_THRESHOLDS = [0, 100, 1_000, 10_000, 1_000_000] as const;

/** Rarer chances aren't told apart. */
export const RAREST = 1_000_000_000;

/** `none`: nothing came. `few`: something came, much less than usual. */
export type QuietKind = "none" | "few";

/** A source, or one of the several forms that send to it, that is quieter than chance explains. */
export type QuietAlarm = {
  id: string;
  sourceId: string;
  source: string;
  /** What the form is called; empty where it has no name, null for all that comes to the source. */
  form: string | null;
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

/** One of the several forms that send to a source. */
export type FormWatch = {
  form: string;
  name: string;
  lastAt: Date;
  /** Its last submission. */
  lastId: string;
  watch: Watch | { state: "retired"; alarmId: string } | { state: "left" };
};

/** An alarm of one form. */
export const formAlarmInput = z.strictObject({ alarmId: z.uuid() });
export type FormAlarmInput = z.infer<typeof formAlarmInput>;
