import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const roleCreated = defineEvent("role.created", z.object({ copyOf: z.string() }));
export const roleUpdated = defineEvent("role.updated", z.object({}));
export const roleDeleted = defineEvent("role.deleted", z.object({}));
