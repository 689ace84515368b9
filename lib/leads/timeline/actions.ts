"use server";

import { getLocale } from "next-intl/server";
import { defineAction } from "@/lib/auth/define-action";
import { timeline } from "@/lib/leads/timeline/queries";
import { timelineInput } from "@/lib/leads/timeline/schema";

export const timelineAction = defineAction({
  input: timelineInput,
  run: async (ctx, input) => timeline(ctx, { ...input, locale: await getLocale() }),
});
