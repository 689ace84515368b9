import { z } from "zod";
import { limitOf, NOT_ASKED } from "@/lib/core/listing";
import { needsOf, outwardEvent } from "@/lib/webhooks/outward/schema";

/** In place of a cursor: what happens from now on. */
export const FROM_NOW = "now";

const names = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .refine((all) => all.every((name) => needsOf(name) !== undefined), "notValid");

export const listEventsInput = z
  .object({
    after: z
      .string()
      .max(100, "notValid")
      .optional()
      .describe("`next` of the answer before; `now` for what happens from now on; empty: from the beginning."),
    type: names.optional().describe("Names of events, separated by commas; `lead.*` for all that are told of leads."),
    limit: limitOf(100),
  })
  .catchall(NOT_ASKED);
export type ListEventsInput = z.output<typeof listEventsInput>;

export const eventPage = z.object({
  events: z.array(outwardEvent),
  next: z.string().describe("The `after` of the next question, at once or later; nothing lies between."),
  more: z.boolean().describe("Whether there is more already. A page may have few events, or none, and more behind it."),
});
export type EventPage = z.output<typeof eventPage>;
