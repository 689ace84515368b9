import type { Reason } from "@/lib/leads/duplicates/pairs/schema";
import type { MergeField } from "@/lib/leads/merging/schema";

export type Side = "a" | "b";

export type ComparedLead = {
  id: string;
  number: number;
  label: string;
  title: string;
  firm: string;
  status: { label: string; tone: string };
  receivedAt: string;
  touchCount: number;
  notes: number;
  attempts: number;
};

/** A field's values as they are stored and as people read them. */
export type ComparedField = { field: MergeField } & Record<Side, { value: string | null; text: string }>;

export type Compared = {
  a: ComparedLead;
  b: ComparedLead;
  fields: ComparedField[];
  /** The one to go on with, unless the person says otherwise. */
  suggests: Side;
  sameCompany: boolean;
  /** The suggestion about these two, if there is one. */
  pair: { id: string; reasons: Reason[] } | null;
};
