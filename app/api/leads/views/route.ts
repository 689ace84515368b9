import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-action";
import { viewNames } from "@/lib/leads/views/queries";

/** The saved views of the one who asks. */
export const GET = defineRoute({ input: z.object({}), run: viewNames });
