import { defineEvent } from "@/lib/core/events";
import { z } from "zod";

export const demoStarted = defineEvent(
  "demo.started",
  z.object({ leads: z.number(), sources: z.record(z.string(), z.string()) }),
);
/** Links by which the demo's people can be entered as. */
export const demoOpened = defineEvent("demo.opened", z.object({ people: z.number() }));
export const demoFinished = defineEvent("demo.finished", z.object({ leads: z.number() }));
