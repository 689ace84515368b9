import { z } from "zod";

/** What is counted of one person in one week. */
export const FIGURES = ["given", "takenBack", "open", "responded", "won"] as const;
export type Figure = (typeof FIGURES)[number];

const day = z.string().regex(/^[12]\d{3}-\d\d-\d\d$/);

/** From the address: what makes no sense falls back to this week. */
export const fairnessInput = z.object({ week: day.nullable().catch(null) });

export const fairnessRowsInput = z.object({ week: day, personId: z.uuid(), figure: z.enum(FIGURES) });
export type FairnessRowsInput = z.output<typeof fairnessRowsInput>;

export type FairnessPerson = {
  id: string;
  name: string;
  active: boolean;
  /** Leads they were given. */
  given: number;
  /** Of those taken from them again, since they didn't respond. */
  takenBack: number;
  /** Open leads when the week began. */
  open: number;
  /** Of the leads they were given: those that somebody tried to reach, and the middle one's working minutes until then. */
  responded: number;
  medianResponse: number | null;
  /** Leads that were won while they were theirs. */
  won: number;
};

export type Fairness = {
  /** Its Monday; the ones before and after, the latter only if it has begun. */
  week: string;
  before: string;
  after: string | null;
  people: FairnessPerson[];
};

export type FairnessRow = { number: number; label: string; who: string; at: string; minutes: number | null };
export type FairnessRows = { person: string; week: string; rows: FairnessRow[]; total: number };
