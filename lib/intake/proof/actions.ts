"use server";

import { defineAction } from "@/lib/auth/define-action";
import { askProof } from "@/lib/intake/proof/commands";
import { setLost } from "@/lib/intake/proof/losing/commands";
import { setFormer } from "@/lib/intake/proof/leaving/commands";
import { askProofInput, setFormerInput, setLostInput } from "@/lib/intake/proof/schema";

export const askProofAction = defineAction({ input: askProofInput, run: askProof });
export const setLostAction = defineAction({ input: setLostInput, run: setLost });
export const setFormerAction = defineAction({ input: setFormerInput, run: setFormer });
