"use server";

import { defineAction } from "@/lib/auth/define-action";
import { alertInput } from "@/lib/settings/mail/alerts/schema";
import { setAlert } from "@/lib/users/alerts/commands";

export const setAlertAction = defineAction({ input: alertInput, run: setAlert });
