import { defineApiRoute } from "@/lib/auth/define-api-route";
import { getLead } from "@/lib/leads/api/queries";
import { oneLeadInput } from "@/lib/leads/api/schema";

export const GET = defineApiRoute({ input: oneLeadInput, run: getLead });
