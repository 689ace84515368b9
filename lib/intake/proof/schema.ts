import { z } from "zod";
import type { End } from "@/lib/intake/inbox/schema";

const day = z.iso.date("notValid");

/** So many days are compared in one go, and by one night a week: what a site restores has an old date. */
export const MOST_DAYS = 90;
/** The last days that a night compares, and that the screens show. */
export const USUAL_DAYS = 7;

/** Without days: the last seven. With `fetch`, what is known to be missing is fetched before. */
export const askProofInput = z.object({
  sourceId: z.uuid(),
  from: day.optional(),
  to: day.optional(),
  fetch: z.boolean().default(false),
});
export type AskProofInput = z.output<typeof askProofInput>;

/** More aren't given up in one go. */
export const MOST_LOST = 1_000;

export const setLostInput = z.object({
  sourceId: z.uuid(),
  missingIds: z.array(z.uuid()).min(1).max(MOST_LOST),
  lost: z.boolean(),
});
export type SetLostInput = z.output<typeof setLostInput>;

/** `site`: its address, as anybody writes it. */
export const setFormerInput = z.object({ sourceId: z.uuid(), site: z.string().min(1).max(500), former: z.boolean() });
export type SetFormerInput = z.output<typeof setFormerInput>;

/** A site that isn't asked any more, and who said so. */
export type FormerSite = { home: string; leftAt: Date; by: string | null };

/** Why there is no answer; `site` is empty where there is only one. */
export type SiteTrouble = { site: string; reason: string };

/** Who can be asked how many there were. */
export type ProofMethod = "pull" | "companion";

/** A submission as the site named it. */
export type Told = {
  id: string;
  form: string;
  plugin: string;
  /** The site that named it, as addresses are compared; empty of what is fetched. */
  site?: string;
  at: string;
  here: boolean;
  deliveryId: string | null;
  /** It was fetched and didn't come: the site names it, and has its text no more. */
  gone?: boolean;
  /** Why it couldn't be given when it was last asked for. */
  why?: string;
  /** Since when its site, asked about its time, names it no more. */
  unnamed?: string;
  /** Its site is no more, as somebody said. */
  left?: boolean;
  /** What it is known by while it isn't here, and who said when that it won't come any more. */
  missingId?: string;
  lost?: { at: Date; by: string | null };
};

export type DayEnds = Partial<Record<End, number>>;

/** A day of a source: what the site said when it was last asked, and what is here. */
export type ProofDay = {
  day: string;
  arrived: number;
  ends: DayEnds;
  expected: number | null;
  /** What is missing still: neither here nor given up. */
  missing: number | null;
  /** Missing as well, and given up. */
  lost: number;
  askedAt: Date | null;
  /** The whole day was asked about, and nothing of it arrived since. */
  settled: boolean;
};

export type ProofSource = {
  id: string;
  name: string;
  kind: string;
  active: boolean;
  /** The clock of its site. */
  timeZone: string;
  method: ProofMethod | null;
  /** The site is being asked right now. */
  asking: boolean;
  /** Why the last question wasn't answered, by each site that didn't. */
  troubles: SiteTrouble[];
  days: ProofDay[];
};

export type ProofMatrix = { timeZone: string; days: string[]; sources: ProofSource[] };

export type ProofRun = {
  id: string;
  askedAt: Date;
  finishedAt: Date | null;
  askedBy: string | null;
  fromDay: string;
  toDay: string;
  state: "asking" | "done" | "failed";
  troubles: SiteTrouble[];
  expected: number;
  missing: number;
};
