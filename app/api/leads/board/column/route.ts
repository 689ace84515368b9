import { defineRoute } from "@/lib/auth/define-action";
import { columnAddress, furtherCards } from "@/lib/leads/board/queries";

/** One column of a board, further on. */
export const GET = defineRoute({ input: columnAddress, run: furtherCards });
