import { defineApiRoute } from "@/lib/auth/define-api-route";
import { listApiUsers } from "@/lib/users/api/queries";
import { listUsersInput } from "@/lib/users/api/schema";

export const GET = defineApiRoute({ input: listUsersInput, run: listApiUsers });
