"use server";

import { defineAction } from "@/lib/auth/define-action";
import { earlierTouchpoints } from "@/lib/leads/touchpoints/queries";
import { touchpointsInput } from "@/lib/leads/touchpoints/schema";

export const earlierTouchpointsAction = defineAction({ input: touchpointsInput, run: earlierTouchpoints });
