import { z } from "zod";
import type { SpokenRule } from "@/lib/leads/schema";

/** Why a delivery that was only tried out is no lead. */
export const REHEARSED = "test_whole";

/** The header that marks a test of ours; what it says only this server can have written. */
export const REHEARSAL_HEADER = "x-leads-manager-test";

export const testInput = z.object({ deliveryId: z.uuid() });
export type TestInput = z.output<typeof testInput>;

/** How knocking at an address went. `where`: as the world reaches it, or this server at itself. */
export type Knock = {
  where: "public" | "own";
  address: string;
  problem: "" | "unreachable" | "timeout" | "certificate" | "unknown_host" | "redirected" | "status" | "not_ours";
  status: number | null;
  ms: number;
};

/** What was sent, and under which delivery it is kept; none where no address took it. */
export type TestSent = { deliveryId: string | null; sentAt: Date; knocks: Knock[] };

type Label = { en: string; es: string };

/** What would have become of it, had it not been a test. */
export type Rehearsed = {
  /** created or touched; empty where it would be no lead. */
  outcome: string;
  state: string;
  reason: string;
  lead: null | {
    /** Of a lead that is there already. */
    number: number | null;
    company: string;
    leadType: Label;
    status: Label;
    priority: string;
    score: number;
    tags: string[];
    rules: SpokenRule[];
    owner: string;
    /** rule, default-owner or assignment; empty where nobody was chosen. */
    ownerBy: string;
    ownerRule: string;
  };
};

/** How far a test has come. */
export type TestProgress = {
  state: string;
  reason: string;
  receivedAt: Date;
  processedAt: Date | null;
  plugin: string;
  fields: { key: string; target: string; value: string }[];
  rehearsed: Rehearsed | null;
};
