import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const id = z.string();

export const assignmentRulesSaved = defineEvent(
  "assignment.rulesSaved",
  z.object({ count: z.number(), version: z.number() }),
);

/** Its owner was reminded that nobody has tried to reach it; `minutes` of their working time since they got it. */
export const leadResponseReminded = defineEvent(
  "lead.responseReminded",
  z.object({ ownerId: id, minutes: z.number(), rule: z.string() }),
);

/** Whoever manages was told that nobody has tried to reach it; `nobodyElse`: nor could anybody take it over. */
export const leadResponseEscalated = defineEvent(
  "lead.responseEscalated",
  z.object({ ownerId: id, minutes: z.number(), rule: z.string(), nobodyElse: z.boolean() }),
);
