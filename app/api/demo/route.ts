import { z } from "zod";
import { defineRoute } from "@/lib/auth/define-action";
import { demoProgress } from "@/lib/demo/queries";

export const GET = defineRoute({ input: z.object({}), run: demoProgress });
