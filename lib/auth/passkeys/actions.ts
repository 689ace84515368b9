"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { currentClient } from "@/lib/auth/cookie";
import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/auth/passkeys/commands";
import { askForPasskey } from "@/lib/auth/passkeys/entering/commands";
import { placeOf } from "@/lib/auth/passkeys/place/schema";
import { addPasskeyInput, beginPasskeyInput, removePasskeyInput } from "@/lib/auth/passkeys/schema";

export const beginPasskeyAction = defineAction({
  input: beginPasskeyInput,
  run: async (ctx, input) => beginPasskey(ctx, input, { client: await currentClient(), place: await currentPlace() }),
});

export const addPasskeyAction = defineAction({
  input: addPasskeyInput,
  run: async (ctx, input) => addPasskey(ctx, input, { client: await currentClient(), place: await currentPlace() }),
});

export const removePasskeyAction = defineAction({ input: removePasskeyInput, run: removePasskey });

/** Before there is anybody: whoever answers it comes in. */
export const askForPasskeyAction = definePublicAction({
  input: z.void(),
  run: async (ctx) => askForPasskey(ctx, await currentPlace()),
});

async function currentPlace() {
  return placeOf((await headers()).get("origin"));
}
