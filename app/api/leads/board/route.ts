import { defineRoute } from "@/lib/auth/define-action";
import { boardAddress, boardAgain } from "@/lib/leads/board/queries";

/** The board that the query describes: its columns and the first cards of each. */
export const GET = defineRoute({ input: boardAddress, run: boardAgain });
