import { z } from "zod";
import { saveAssignmentInput } from "@/lib/assignment/schema";

export const SIMULATED_DAYS = [30, 90] as const;

export const simulateInput = saveAssignmentInput
  .pick({ rules: true, caps: true })
  .extend({ days: z.union(SIMULATED_DAYS.map((days) => z.literal(days))) });
export type SimulateInput = z.output<typeof simulateInput>;

/** One person: the leads of that time that are theirs now, and those the rules would have given them. */
export type SimulatedPerson = { id: string; name: string; now: number; then: number };

export type Simulation = {
  from: string;
  to: string;
  /** Leads of that time. */
  leads: number;
  /** Those that no rule speaks of: with their default owner, as ever. */
  unspoken: number;
  /** Those that would have waited; of them, those that would still; how long the middle one and the last did, in minutes. */
  waited: number;
  waiting: number;
  medianWait: number;
  longestWait: number;
  people: SimulatedPerson[];
  /** What nobody has and nobody would have: with the people's it makes the leads of that time. */
  unowned: { now: number; then: number };
  /** Leads by the rule that would have given them. */
  rules: { place: number; name: string; leads: number }[];
};

/** What the simulator says while it is at it, line by line, and at its end. */
export type SimulationLine =
  | { kind: "progress"; leads: number }
  | { kind: "done"; simulation: Simulation }
  | { kind: "failed"; requestId: string };
