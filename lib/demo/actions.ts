"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { openDemo, startDemo } from "@/lib/demo/commands";
import { DEMO_LEADS } from "@/lib/demo/schema";

export const loadDemoAction = defineAction({
  input: z.object({}),
  run: (ctx) => startDemo(ctx, { leads: DEMO_LEADS }),
});
export const openDemoAction = defineAction({ input: z.object({}), run: openDemo });
