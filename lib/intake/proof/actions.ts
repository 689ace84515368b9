"use server";

import { defineAction } from "@/lib/auth/define-action";
import { askProof } from "@/lib/intake/proof/commands";
import { setLost } from "@/lib/intake/proof/losing/commands";
import { askProofInput, setLostInput } from "@/lib/intake/proof/schema";

export const askProofAction = defineAction({ input: askProofInput, run: askProof });
export const setLostAction = defineAction({ input: setLostInput, run: setLost });
