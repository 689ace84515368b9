import { defineRoute } from "@/lib/auth/define-action";
import { furtherPage, listAddress } from "@/lib/leads/list/view/queries";

/** A page of the list that the query describes, as the screen's address does. */
export const GET = defineRoute({ input: listAddress, run: furtherPage });
