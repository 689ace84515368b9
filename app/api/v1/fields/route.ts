import { z } from "zod";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { fieldWords } from "@/lib/leads/custom-fields/queries";

export const GET = defineApiRoute({ input: z.object({}), run: fieldWords });
