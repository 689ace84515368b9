"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { addTask, completeTask, removeTask, reopenTask, restoreTask, updateTask } from "@/lib/leads/tasks/commands";
import { endFeed, makeFeed } from "@/lib/leads/tasks/feed/commands";
import { addTaskInput, restoreTaskInput, taskIdInput, updateTaskInput } from "@/lib/leads/tasks/schema";

export const addTaskAction = defineAction({ input: addTaskInput, run: addTask });
export const updateTaskAction = defineAction({ input: updateTaskInput, run: updateTask });
export const completeTaskAction = defineAction({ input: taskIdInput, run: completeTask });
export const reopenTaskAction = defineAction({ input: taskIdInput, run: reopenTask });
export const removeTaskAction = defineAction({ input: taskIdInput, run: removeTask });
export const restoreTaskAction = defineAction({ input: restoreTaskInput, run: restoreTask });
export const makeFeedAction = defineAction({ input: z.object({}), run: makeFeed });
export const endFeedAction = defineAction({ input: z.object({}), run: endFeed });
