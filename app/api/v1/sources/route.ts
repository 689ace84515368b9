import { z } from "zod";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { listPostable } from "@/lib/intake/posting/queries";

export const GET = defineApiRoute({ input: z.object({}), run: listPostable });
