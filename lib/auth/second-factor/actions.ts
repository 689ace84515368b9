"use server";

import { z } from "zod";
import { clearSessionCookies, currentClient, setSessionCookie } from "@/lib/auth/cookie";
import { defineAction, defineOwnAction, definePublicAction } from "@/lib/auth/define-action";
import {
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  switchSecondFactorOff,
} from "@/lib/auth/second-factor/commands";
import { beginSecondFactorInput, confirmSecondFactorInput, proofInput } from "@/lib/auth/second-factor/schema";

export const beginSecondFactorAction = defineOwnAction({
  input: beginSecondFactorInput,
  run: async (ctx, input) => beginSecondFactor(ctx, input, await currentClient()),
});

export const confirmSecondFactorAction = defineOwnAction({
  input: confirmSecondFactorInput,
  run: async (ctx, input) => {
    const { recoveryCodes, sessionId } = await confirmSecondFactor(ctx, input, await currentClient());
    await setSessionCookie({ sessionId });
    return { recoveryCodes };
  },
});

export const switchSecondFactorOffAction = defineAction({
  input: proofInput,
  run: async (ctx, input) => switchSecondFactorOff(ctx, input, await currentClient()),
});

export const renewRecoveryCodesAction = defineAction({
  input: proofInput,
  run: async (ctx, input) => renewRecoveryCodes(ctx, input, await currentClient()),
});

/** Whoever gave the password and is somebody else after all begins again. */
export const leaveStepAction = definePublicAction({ input: z.void(), run: clearSessionCookies });
