import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const id = z.string();

export const statusCreated = defineEvent("status.created", z.object({ key: z.string() }));
export const statusUpdated = defineEvent("status.updated", z.object({}));
/** `part`: what the program makes of a lead is another status from now on. */
export const statusPartGiven = defineEvent(
  "status.partGiven",
  z.object({ part: z.string(), previousId: id.nullable() }),
);
/** About the status from which a way was opened or barred. */
export const statusMoveAllowed = defineEvent("status.moveAllowed", z.object({ toId: id, allowed: z.boolean() }));
export const statusRetired = defineEvent("status.retired", z.object({ successorId: id, leads: z.number() }));
export const statusRevived = defineEvent("status.revived", z.object({ successorId: id.nullable() }));

export const leadTypeCreated = defineEvent("leadType.created", z.object({ key: z.string() }));
export const leadTypeUpdated = defineEvent("leadType.updated", z.object({}));
export const leadTypeRetired = defineEvent("leadType.retired", z.object({ successorId: id, leads: z.number() }));
export const leadTypeRevived = defineEvent("leadType.revived", z.object({ successorId: id.nullable() }));

export const lostReasonCreated = defineEvent("lostReason.created", z.object({ key: z.string() }));
export const lostReasonUpdated = defineEvent("lostReason.updated", z.object({}));
