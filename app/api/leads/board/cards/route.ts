import { defineRoute } from "@/lib/auth/define-action";
import { cardsAddress, cardsNow } from "@/lib/leads/board/queries";

/** Cards that a board shows, read again. */
export const GET = defineRoute({ input: cardsAddress, run: cardsNow });
