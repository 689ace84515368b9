import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const about = { taskId: z.string(), title: z.string() };

const added = z.object({ ...about, assigneeId: z.string(), dueAt: z.string() });
const changed = z.object(about);
const done = z.object({ ...about, nextTaskId: z.string().nullable() });

/** What happens to a task is told of its lead; of one without a lead, of itself. */
export const leadTaskAdded = defineEvent("lead.taskAdded", added);
export const leadTaskChanged = defineEvent("lead.taskChanged", changed);
/** `nextTaskId`: it repeats. */
export const leadTaskDone = defineEvent("lead.taskDone", done);
export const leadTaskReopened = defineEvent("lead.taskReopened", changed);
export const leadTaskRemoved = defineEvent("lead.taskRemoved", changed);

export const taskAdded = defineEvent("task.added", added);
export const taskChanged = defineEvent("task.changed", changed);
export const taskDone = defineEvent("task.done", done);
export const taskReopened = defineEvent("task.reopened", changed);
export const taskRemoved = defineEvent("task.removed", changed);

/** A calendar program may read somebody's tasks at a new address; or at none any more. */
export const userFeedMade = defineEvent("user.taskFeedMade", z.object({}));
export const userFeedEnded = defineEvent("user.taskFeedEnded", z.object({}));
