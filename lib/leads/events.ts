import { defineEvent } from "@/lib/core/events";
import { z } from "zod";

const id = z.string();

export const leadCreated = defineEvent(
  "lead.created",
  z.object({ number: z.number(), sourceId: id.nullable(), statusId: id }),
);
export const leadClassified = defineEvent(
  "lead.classified",
  z.object({
    rules: z.array(
      z.object({ id, name: z.string(), version: z.number(), decided: z.array(z.string()), points: z.number() }),
    ),
    statusId: id,
    leadTypeId: id,
    score: z.number(),
  }),
);
export const leadAssigned = defineEvent(
  "lead.assigned",
  z.object({
    assignmentId: id,
    ownerId: id.nullable(),
    previousOwnerId: id.nullable(),
    method: z.string(),
    reason: z.string(),
  }),
);
export const leadStatusChanged = defineEvent("lead.statusChanged", z.object({ statusId: id, previousStatusId: id }));
export const leadTouched = defineEvent("lead.touched", z.object({ touchpointId: id, sourceId: id.nullable() }));
export const leadUpdated = defineEvent("lead.updated", z.object({}));
export const leadContactLogged = defineEvent(
  "lead.contactLogged",
  z.object({ attemptId: id, channel: z.string(), outcome: z.string(), first: z.boolean() }),
);
export const leadContactOutcome = defineEvent(
  "lead.contactOutcome",
  z.object({ attemptId: id, channel: z.string(), outcome: z.string() }),
);
export const leadNoteAdded = defineEvent("lead.noteAdded", z.object({ noteId: id }));
/** An arrival taken back, with the import that brought it. */
export const leadTouchRemoved = defineEvent("lead.touchRemoved", z.object({ touchpointId: id }));
/** Taken back with the import that brought it; nobody had worked it. */
export const leadRemoved = defineEvent("lead.removed", z.object({ number: z.number() }));
