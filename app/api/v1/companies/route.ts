import { z } from "zod";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { reachedCompanies } from "@/lib/api/queries";

export const GET = defineApiRoute({ input: z.object({}), run: reachedCompanies });
