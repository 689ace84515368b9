import { z } from "zod";
import type { Method, Skip } from "@/lib/assignment/schema";

export const receiptsInput = z.object({ leadId: z.uuid() });

/** Somebody a receipt speaks of; `name` is null for whom the reader doesn't know. */
export type SpokenPerson = { name: string | null; why: Skip };

/** By which rule a lead got its owner, as one sentence says it. */
export type Story = {
  rule: { name: string; place: number; version: number };
  method: Method;
  /** Of how many it was chosen. */
  candidates: number;
  /** What the method went by: open leads, or the rate of won ones in per cent. */
  open: number | null;
  rate: number | null;
  /** Who couldn't get it, as far as the reader may know of them. */
  skipped: SpokenPerson[];
  /** From whom it was taken, since they didn't respond; empty where it wasn't, or where the reader doesn't know them. */
  takenFrom: string;
  waitedSince: string | null;
};

export type WaitingView = { since: string; rule: string; place: number; version: number; behind: number };

/** What the lead's page says of whose it is: why, or since when it waits. */
export type LeadStory = { given: Story | null; waiting: WaitingView | null };

export type ReceiptLine = {
  name: string | null;
  chosen: boolean;
  why: Skip | null;
  open: number | null;
  cap: number | null;
  weight: number | null;
  credit: number | null;
  won: number | null;
  lost: number | null;
  rate: number | null;
};

/** One assignment, whole. */
export type ReceiptView = {
  id: string;
  at: string;
  to: string;
  by: string;
  method: string;
  reason: string;
  story: Story | null;
  lines: ReceiptLine[];
  /** The reader isn't told of the others. */
  isCut: boolean;
};

export type Receipts = { assignments: ReceiptView[]; waiting: { view: WaitingView; lines: ReceiptLine[] } | null };
