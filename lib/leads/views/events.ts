import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const viewSaved = defineEvent("view.saved", z.object({ audience: z.string(), query: z.string() }));
export const viewDeleted = defineEvent("view.deleted", z.object({ audience: z.string(), query: z.string() }));
