"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { linkUserInput, saveRulesInput } from "@/lib/users/identities/schema";
import { saveProviderRules, switchProvider, updateProvider } from "@/lib/users/provider/commands";
import { linkUserToProvider } from "@/lib/users/provider/linking/commands";
import { switchProviderInput, updateProviderInput } from "@/lib/users/provider/schema";
import { tryProvider } from "@/lib/users/provider/trying/commands";

export const updateProviderAction = defineAction({ input: updateProviderInput, run: updateProvider });
export const switchProviderAction = defineAction({ input: switchProviderInput, run: switchProvider });
export const saveProviderRulesAction = defineAction({ input: saveRulesInput, run: saveProviderRules });
export const tryProviderAction = defineAction({ input: z.void(), run: tryProvider });
export const linkUserToProviderAction = defineAction({ input: linkUserInput, run: linkUserToProvider });
