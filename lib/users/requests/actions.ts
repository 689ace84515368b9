"use server";

import { currentClient } from "@/lib/auth/cookie";
import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { askForAccess, confirmRequest } from "@/lib/users/requests/commands";
import { approveRequest, refuseRequests, takeRequests } from "@/lib/users/requests/deciding/commands";
import {
  approveRequestInput,
  askForAccessInput,
  confirmRequestInput,
  refuseRequestsInput,
  takeRequestsInput,
} from "@/lib/users/requests/schema";

export const askForAccessAction = definePublicAction({
  input: askForAccessInput,
  run: async (ctx, input) => askForAccess(ctx, input, await currentClient()),
});
export const confirmRequestAction = definePublicAction({ input: confirmRequestInput, run: confirmRequest });
export const approveRequestAction = defineAction({ input: approveRequestInput, run: approveRequest });
export const refuseRequestsAction = defineAction({ input: refuseRequestsInput, run: refuseRequests });
export const takeRequestsAction = defineAction({ input: takeRequestsInput, run: takeRequests });
