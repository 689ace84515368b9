"use server";

import { defineAction } from "@/lib/auth/define-action";
import {
  confirmDirectoryOut,
  saveDirectoryRules,
  switchDirectory,
  updateDirectory,
} from "@/lib/users/directory/commands";
import { linkUser } from "@/lib/users/directory/linking/commands";
import {
  confirmOutInput,
  switchDirectoryInput,
  tryDirectoryInput,
  updateDirectoryInput,
} from "@/lib/users/directory/schema";
import { tryDirectory } from "@/lib/users/directory/trying/commands";
import { unlinkUser } from "@/lib/users/identities/linking/commands";
import { linkUserInput, saveRulesInput } from "@/lib/users/identities/schema";
import { userIdInput } from "@/lib/users/schema";

export const updateDirectoryAction = defineAction({ input: updateDirectoryInput, run: updateDirectory });
export const switchDirectoryAction = defineAction({ input: switchDirectoryInput, run: switchDirectory });
export const saveDirectoryRulesAction = defineAction({ input: saveRulesInput, run: saveDirectoryRules });
export const confirmDirectoryOutAction = defineAction({ input: confirmOutInput, run: confirmDirectoryOut });
export const tryDirectoryAction = defineAction({ input: tryDirectoryInput, run: tryDirectory });
export const linkUserAction = defineAction({ input: linkUserInput, run: linkUser });
export const unlinkUserAction = defineAction({ input: userIdInput, run: unlinkUser });
