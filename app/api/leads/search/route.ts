import { defineRoute } from "@/lib/auth/define-action";
import { findLeads, searchAddress } from "@/lib/leads/list/view/queries";

export const GET = defineRoute({ input: searchAddress, run: findLeads });
