import { defineRoute } from "@/lib/auth/define-action";
import { rowsAddress, rowsNow } from "@/lib/leads/list/view/queries";

/** Rows that a screen shows, read again. */
export const GET = defineRoute({ input: rowsAddress, run: rowsNow });
