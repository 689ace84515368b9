import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const about = z.object({ channel: z.string(), shared: z.boolean() });

export const templateAdded = defineEvent("template.added", about);
export const templateUpdated = defineEvent("template.updated", about);
export const templateDeleted = defineEvent("template.deleted", about);
