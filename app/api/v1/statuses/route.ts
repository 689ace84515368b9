import { z } from "zod";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { allStatuses } from "@/lib/leads/vocabulary/queries";

export const GET = defineApiRoute({ input: z.object({}), run: allStatuses });
