import { defineApiRoute } from "@/lib/auth/define-api-route";
import { listApiCampaigns } from "@/lib/leads/campaigns/api/queries";
import { listCampaignsInput } from "@/lib/leads/campaigns/api/schema";

export const GET = defineApiRoute({ input: listCampaignsInput, run: listApiCampaigns });
