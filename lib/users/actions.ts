"use server";

import { z } from "zod";
import { currentClient } from "@/lib/auth/cookie";
import { defineAction } from "@/lib/auth/define-action";
import { createUser, reactivateUser, resetSecondFactor, resetUser } from "@/lib/users/commands";
import { updateProfile, updateUser } from "@/lib/users/editing/commands";
import { localeInput } from "@/lib/settings/schema";
import { createUserInput, updateProfileInput, updateUserInput, userIdInput } from "@/lib/users/schema";

export const createUserAction = defineAction({ input: createUserInput, run: createUser });
export const updateUserAction = defineAction({ input: updateUserInput, run: updateUser });
export const updateProfileAction = defineAction({
  input: updateProfileInput,
  run: async (ctx, input) => updateProfile(ctx, input, await currentClient()),
});
export const resetUserAction = defineAction({ input: userIdInput, run: resetUser });
export const resetSecondFactorAction = defineAction({ input: userIdInput, run: resetSecondFactor });
export const reactivateUserAction = defineAction({ input: userIdInput, run: reactivateUser });

/** From the language menu: whatever was there before gives way. */
export const saveLocaleAction = defineAction({
  input: z.object({ locale: localeInput }),
  run: async (ctx, { locale }) => {
    const seen = ctx.actor.type === "user" ? ctx.actor.locale : "";
    await updateProfile(ctx, { set: { locale }, seen: { locale: seen } }, await currentClient());
  },
});
