"use server";

import { defineAction } from "@/lib/auth/define-action";
import { inviteAgain, inviteMany } from "@/lib/users/inviting/commands";
import { inviteManyInput } from "@/lib/users/inviting/schema";
import { userIdInput } from "@/lib/users/schema";

export const inviteAgainAction = defineAction({ input: userIdInput, run: inviteAgain });
export const inviteManyAction = defineAction({ input: inviteManyInput, run: inviteMany });
