"use server";

import { defineAction } from "@/lib/auth/define-action";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { laterArrivals } from "@/lib/leads/merging/queries";
import { mergeInput, mergeLeadsInput, unmergeLeadsInput } from "@/lib/leads/merging/schema";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";

export const mergeLeadsAction = defineAction({ input: mergeLeadsInput, run: mergeLeads });

export const unmergeLeadsAction = defineAction({ input: unmergeLeadsInput, run: unmergeLeads });

/** What came after a merge, to choose where it goes when the merge is undone. */
export const laterArrivalsAction = defineAction({ input: mergeInput, run: laterArrivals });
