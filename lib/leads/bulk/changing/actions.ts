"use server";

import { defineAction } from "@/lib/auth/define-action";
import { resumeBulk, startBulk, stopBulk, undoBulk } from "@/lib/leads/bulk/changing/commands";
import { bulkOwners, bulkProgress, bulkTags, previewBulk, skippedLeads } from "@/lib/leads/bulk/changing/queries";
import { bulkChangeInput, bulkInput, bulkOwnersInput, bulkTagsInput } from "@/lib/leads/bulk/changing/schema";

export const previewBulkAction = defineAction({ input: bulkInput, run: previewBulk });
export const bulkOwnersAction = defineAction({ input: bulkOwnersInput, run: bulkOwners });
export const bulkTagsAction = defineAction({ input: bulkTagsInput, run: bulkTags });
export const startBulkAction = defineAction({ input: bulkInput, run: startBulk });
export const stopBulkAction = defineAction({ input: bulkChangeInput, run: stopBulk });
export const resumeBulkAction = defineAction({ input: bulkChangeInput, run: resumeBulk });
export const undoBulkAction = defineAction({ input: bulkChangeInput, run: undoBulk });
export const bulkProgressAction = defineAction({ input: bulkChangeInput, run: bulkProgress });
export const skippedLeadsAction = defineAction({ input: bulkChangeInput, run: skippedLeads });
