import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const customFieldCreated = defineEvent("customField.created", z.object({ key: z.string(), kind: z.string() }));
export const customFieldUpdated = defineEvent("customField.updated", z.object({}));
/** Its extra value is filled in on the leads that have it: begun, a step further, stopped, gone on with, at its end. */
export const fieldFillingStarted = defineEvent(
  "customField.fillingStarted",
  z.object({ fillingId: z.string(), name: z.string(), leads: z.number() }),
);
export const fieldFillingProgressed = defineEvent(
  "customField.fillingProgressed",
  z.object({ fillingId: z.string(), leads: z.number() }),
);
export const fieldFillingStopped = defineEvent("customField.fillingStopped", z.object({ fillingId: z.string() }));
export const fieldFillingResumed = defineEvent("customField.fillingResumed", z.object({ fillingId: z.string() }));
export const fieldFillingFinished = defineEvent("customField.fillingFinished", z.object({ fillingId: z.string() }));
