"use server";

import { currentClient, setSessionCookie } from "@/lib/auth/cookie";
import { definePublicAction } from "@/lib/auth/define-action";
import { completeSetUp } from "@/lib/users/set-up/commands";
import { setUpInput } from "@/lib/users/set-up/schema";

export const completeSetUpAction = definePublicAction({
  input: setUpInput,
  run: async (ctx, input) => {
    await setSessionCookie(await completeSetUp(ctx, input, await currentClient()));
  },
});
