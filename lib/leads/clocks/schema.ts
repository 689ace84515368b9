import { z } from "zod";
import { conditionSchema } from "@/lib/core/condition/schema";
import { nameInput } from "@/lib/settings/schema";
import type { Condition } from "@/lib/core/condition/schema";

/** A year of minutes. */
const LONGEST = 525_600;
const minutesInput = z.int("notValid").min(1, "tooSmall").max(LONGEST, "tooBig").nullable();

const targetFields = {
  name: nameInput,
  condition: conditionSchema,
  assignMinutes: minutesInput,
  respondMinutes: minutesInput,
  working: z.boolean(),
  warnPercent: z.int("notValid").min(1, "tooSmall").max(99, "tooBig"),
  active: z.boolean(),
};

export const addTargetInput = z.object(targetFields).omit({ active: true });
export type AddTargetInput = z.output<typeof addTargetInput>;

export const updateTargetInput = z.object({
  targetId: z.uuid(),
  set: z.object(targetFields).partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateTargetInput = z.output<typeof updateTargetInput>;

export const targetIdInput = z.object({ targetId: z.uuid() });

export const orderTargetsInput = z.object({
  /** All of them, in their new order; and in the one that was seen. */
  ids: z.array(z.uuid()).min(1).max(200),
  seen: z.array(z.uuid()).max(200),
});
export type OrderTargetsInput = z.output<typeof orderTargetsInput>;

export type TargetView = {
  id: string;
  name: string;
  condition: Condition;
  assignMinutes: number | null;
  respondMinutes: number | null;
  working: boolean;
  warnPercent: number;
  active: boolean;
};
