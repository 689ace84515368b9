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
/** A rule of assignment speaks of it, and none of the rule's people could take it. */
export const leadWaiting = defineEvent("lead.waiting", z.object({ ruleId: id, rule: z.string(), version: z.number() }));
/** No rule speaks of it any more. */
export const leadWaitingOver = defineEvent("lead.waitingOver", z.object({}));
/** `because`: nobody chose the status; it was gone back to, or took the place of a retired one. */
export const leadStatusChanged = defineEvent(
  "lead.statusChanged",
  z.object({ statusId: id, previousStatusId: id, because: z.enum(["undo", "retired"]).optional() }),
);
export const leadTouched = defineEvent("lead.touched", z.object({ touchpointId: id, sourceId: id.nullable() }));
/** `because`: nobody said it; what an arrival had changed was taken back. */
export const leadUpdated = defineEvent("lead.updated", z.object({ because: z.enum(["takenBack"]).optional() }));
export const leadContactLogged = defineEvent(
  "lead.contactLogged",
  z.object({ attemptId: id, channel: z.string(), outcome: z.string(), first: z.boolean() }),
);
export const leadContactOutcome = defineEvent(
  "lead.contactOutcome",
  z.object({ attemptId: id, channel: z.string(), outcome: z.string() }),
);
/** Nobody had tried: the press was a mistake, and the attempt is gone. */
export const leadContactTakenBack = defineEvent(
  "lead.contactTakenBack",
  z.object({ attemptId: id, channel: z.string(), first: z.boolean() }),
);
export const leadNoteAdded = defineEvent("lead.noteAdded", z.object({ noteId: id }));
export const leadNoteEdited = defineEvent("lead.noteEdited", z.object({ noteId: id }));
export const leadNoteDeleted = defineEvent("lead.noteDeleted", z.object({ noteId: id }));
/** Files put on the lead by themselves; those of a note are the note's. */
export const leadFilesAdded = defineEvent(
  "lead.filesAdded",
  z.object({ fileIds: z.array(id), names: z.array(z.string()) }),
);
export const leadFileRemoved = defineEvent("lead.fileRemoved", z.object({ fileId: id, name: z.string() }));
/** About the lead that another was merged into. */
export const leadMerged = defineEvent("lead.merged", z.object({ mergeId: id, otherId: id, otherLabel: z.string() }));
/** About the one that left. */
export const leadMergedInto = defineEvent(
  "lead.mergedInto",
  z.object({ mergeId: id, survivorId: id, survivorLabel: z.string() }),
);
/** About the lead that another was parted from again; `kept`: fields that stay as somebody changed them since. */
export const leadUnmerged = defineEvent(
  "lead.unmerged",
  z.object({ mergeId: id, otherId: id, otherLabel: z.string(), kept: z.array(z.string()) }),
);
/** About the one that came back. */
export const leadRestored = defineEvent(
  "lead.restored",
  z.object({ mergeId: id, survivorId: id, survivorLabel: z.string() }),
);
/** Its mail is right as it is, though it looks like a slip. */
export const leadEmailKept = defineEvent("lead.emailKept", z.object({ domain: z.string() }));
/** Somebody opened its page, which showed these of it. It is news to nobody: the log alone tells it. */
export const leadViewed = defineEvent("lead.viewed", z.object({ fields: z.array(z.string()) }));
/** Somebody said that these two are not one. */
export const leadDuplicateDismissed = defineEvent(
  "lead.duplicateDismissed",
  z.object({ pairId: id, otherId: id, otherLabel: z.string() }),
);
/** An arrival taken back: with the import that brought it, or because somebody said that it is spam. */
export const leadTouchRemoved = defineEvent(
  "lead.touchRemoved",
  z.object({ touchpointId: id, because: z.enum(["spam"]).optional(), deliveryId: id.optional() }),
);
/** It is none after all, and stands where it stood. */
export const leadTouchRestored = defineEvent(
  "lead.touchRestored",
  z.object({ touchpointId: id, sourceId: id.nullable() }),
);
/** Taken back with the import that brought it; nobody had worked it. */
export const leadRemoved = defineEvent("lead.removed", z.object({ number: z.number() }));
