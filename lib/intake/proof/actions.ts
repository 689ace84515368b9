"use server";

import { defineAction } from "@/lib/auth/define-action";
import { askProof } from "@/lib/intake/proof/commands";
import { askProofInput } from "@/lib/intake/proof/schema";

export const askProofAction = defineAction({ input: askProofInput, run: askProof });
