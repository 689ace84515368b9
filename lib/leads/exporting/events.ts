import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

/** Somebody took leads out: which, how many, and as what. */
export const leadsExported = defineEvent(
  "export.made",
  z.object({ query: z.string(), format: z.string(), rows: z.number(), columns: z.array(z.string()) }),
);
