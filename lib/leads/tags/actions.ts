"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addTag, deleteTag, mergeTags, reviveTag, tagLead, updateTag } from "@/lib/leads/tags/commands";
import { addTagInput, mergeTagsInput, tagInput, tagLeadInput, updateTagInput } from "@/lib/leads/tags/schema";

export const addTagAction = defineAction({ input: addTagInput, run: addTag });
export const updateTagAction = defineAction({ input: updateTagInput, run: updateTag });
export const mergeTagsAction = defineAction({ input: mergeTagsInput, run: mergeTags });
export const deleteTagAction = defineAction({ input: tagInput, run: deleteTag });
export const reviveTagAction = defineAction({ input: tagInput, run: reviveTag });
export const tagLeadAction = defineAction({ input: tagLeadInput, run: tagLead });
