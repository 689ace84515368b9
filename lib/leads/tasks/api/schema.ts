import { z } from "zod";
import { listingInput, momentOf } from "@/lib/core/listing";

const moment = z.iso.datetime();
const named = z.object({ id: z.uuid(), name: z.string() });

/** A task on a lead as programs read it. */
export const apiTask = z.object({
  id: z.uuid(),
  title: z.string(),
  notes: z.string(),
  lead: z.object({ id: z.uuid(), number: z.int(), label: z.string() }),
  assignee: named,
  dueAt: moment.describe("When it is late; of a whole day its last moment, by the organisation’s clock."),
  dueDay: z.iso.date().nullable().describe("The day, where it is a whole one."),
  repeat: z.string().describe("An RRULE; empty: once."),
  doneAt: moment.nullable(),
  doneBy: named.nullable(),
  createdAt: moment,
});
export type ApiTask = z.output<typeof apiTask>;

export const apiTaskPage = z.object({
  tasks: z.array(apiTask),
  next: z.string().nullable().describe("The `cursor` of the next page; null after the last one."),
});
export type ApiTaskPage = z.output<typeof apiTaskPage>;

export const listTasksInput = listingInput({
  done: z.enum(["yes", "no"], "notValid").optional().describe("`yes` or `no`."),
  assignee: z.uuid("notValid").optional().describe("Id of a user."),
  lead: z.uuid("notValid").optional().describe("Id of a lead."),
  dueBefore: momentOf("A moment; ISO 8601 with offset."),
});
export type ListTasksInput = z.output<typeof listTasksInput>;
