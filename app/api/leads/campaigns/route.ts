import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-action";
import { campaignChoices } from "@/lib/leads/list/choices/queries";

export const GET = defineRoute({ input: z.object({}), run: campaignChoices });
