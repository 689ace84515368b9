import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-action";
import { countNow } from "@/lib/leads/list/view/queries";

/** How many leads the list has that the query describes. */
export const GET = defineRoute({ input: z.record(z.string(), z.string()), run: countNow });
