import { defineRoute } from "@/lib/auth/define-action";
import { recentAddress, recentLeads } from "@/lib/leads/list/view/queries";

/** What a browser opened before, by number. */
export const GET = defineRoute({ input: recentAddress, run: recentLeads });
