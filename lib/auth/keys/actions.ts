"use server";

import { createKey, revokeKey } from "@/lib/auth/keys/commands";
import { createKeyInput, keyInput } from "@/lib/auth/keys/schema";
import { defineAction } from "@/lib/auth/define-action";

export const createKeyAction = defineAction({ input: createKeyInput, run: createKey });

export const revokeKeyAction = defineAction({ input: keyInput, run: revokeKey });
