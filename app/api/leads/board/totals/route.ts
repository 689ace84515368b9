import { defineRoute } from "@/lib/auth/define-action";
import { boardAddress, totalsNow } from "@/lib/leads/board/queries";

/** How many leads each column of a board has, and what they are worth. */
export const GET = defineRoute({ input: boardAddress, run: totalsNow });
