"use server";

import { defineAction } from "@/lib/auth/define-action";
import { namersOf } from "@/lib/intake/naming/queries";
import { namersInput } from "@/lib/intake/naming/schema";

export const namersAction = defineAction({ input: namersInput, run: namersOf });
