import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const id = z.string();

/** A tag that is another one from now on, or none; on how many leads. Its end and its stop are told of the move. */
export const tagCreated = defineEvent("tag.created", z.object({}));
export const tagUpdated = defineEvent("tag.updated", z.object({}));
export const tagRenamed = defineEvent("tag.renamed", z.object({ to: z.string(), leads: z.number() }));
export const tagMerged = defineEvent("tag.merged", z.object({ into: z.string(), leads: z.number() }));
export const tagDeleted = defineEvent("tag.deleted", z.object({ leads: z.number() }));
export const tagRevived = defineEvent("tag.revived", z.object({}));

export const serviceCreated = defineEvent("service.created", z.object({ key: z.string() }));
export const serviceUpdated = defineEvent("service.updated", z.object({}));
export const serviceRetired = defineEvent("service.retired", z.object({ successorId: id, leads: z.number() }));
export const serviceRevived = defineEvent("service.revived", z.object({}));

export const wordMoveProgressed = defineEvent("wordMove.progressed", z.object({ leads: z.number() }));
export const wordMoveFinished = defineEvent("wordMove.finished", z.object({}));
export const wordMoveStopped = defineEvent("wordMove.stopped", z.object({}));
export const wordMoveResumed = defineEvent("wordMove.resumed", z.object({}));
