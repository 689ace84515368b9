"use server";

import { z } from "zod";
import { changePassword, setPasswordByLink } from "@/lib/auth/commands";
import { clearSessionCookies, currentClient, setDeviceCookie, setSessionCookie } from "@/lib/auth/cookie";
import { defineAction, defineOwnAction, definePublicAction } from "@/lib/auth/define-action";
import { changePasswordInput, endSessionInput, useLinkInput } from "@/lib/auth/schema";
import { endOtherSessions, endSession, signOut } from "@/lib/auth/sessions/commands";

export const signOutAction = defineOwnAction({
  input: z.void(),
  run: async (ctx) => {
    await signOut(ctx);
    await clearSessionCookies();
  },
});

export const changePasswordAction = defineAction({
  input: changePasswordInput,
  run: async (ctx, input) => {
    await setSessionCookie(await changePassword(ctx, input, await currentClient()));
  },
});

export const setPasswordByLinkAction = definePublicAction({
  input: useLinkInput,
  run: async (ctx, input) => {
    const client = await currentClient();
    const entry = await setPasswordByLink(ctx, input, client);
    await setSessionCookie(entry);
    if (entry.sessionId !== undefined) await setDeviceCookie(client);
  },
});

export const endSessionAction = defineAction({ input: endSessionInput, run: endSession });

export const endOtherSessionsAction = defineAction({ input: z.void(), run: endOtherSessions });
