"use server";

import { defineAction } from "@/lib/auth/define-action";
import { receiptsOf } from "@/lib/assignment/receipts/queries";
import { receiptsInput } from "@/lib/assignment/receipts/schema";
import { saveAssignment } from "@/lib/assignment/rules/commands";
import { assignmentVersions } from "@/lib/assignment/rules/queries";
import { assignmentVersionsInput, saveAssignmentInput } from "@/lib/assignment/schema";

export const saveAssignmentAction = defineAction({ input: saveAssignmentInput, run: saveAssignment });
export const assignmentVersionsAction = defineAction({ input: assignmentVersionsInput, run: assignmentVersions });
export const receiptsAction = defineAction({ input: receiptsInput, run: receiptsOf });
