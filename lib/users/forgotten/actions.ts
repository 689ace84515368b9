"use server";

import { currentClient } from "@/lib/auth/cookie";
import { definePublicAction } from "@/lib/auth/define-action";
import { askForLink } from "@/lib/users/forgotten/commands";
import { askForLinkInput } from "@/lib/users/forgotten/schema";

export const askForLinkAction = definePublicAction({
  input: askForLinkInput,
  run: async (ctx, input) => askForLink(ctx, input, await currentClient()),
});
