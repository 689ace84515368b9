"use server";

import { defineAction } from "@/lib/auth/define-action";
import { extras, lastChange } from "@/lib/leads/page/queries";
import { extrasInput, lastChangeInput } from "@/lib/leads/page/schema";

export const extrasAction = defineAction({ input: extrasInput, run: extras });

export const lastChangeAction = defineAction({ input: lastChangeInput, run: lastChange });
