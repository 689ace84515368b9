import { defineApiRoute } from "@/lib/auth/define-api-route";
import { listApiTasks } from "@/lib/leads/tasks/api/queries";
import { listTasksInput } from "@/lib/leads/tasks/api/schema";

export const GET = defineApiRoute({ input: listTasksInput, run: listApiTasks });
