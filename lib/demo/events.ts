import { defineEvent } from "@/lib/core/events";
import { z } from "zod";

export const demoStarted = defineEvent(
  "demo.started",
  z.object({ leads: z.number(), sources: z.record(z.string(), z.string()) }),
);
export const demoFinished = defineEvent("demo.finished", z.object({ leads: z.number() }));
