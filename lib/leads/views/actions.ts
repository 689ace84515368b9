"use server";

import { defineAction } from "@/lib/auth/define-action";
import { orderViews } from "@/lib/leads/list/arrangement/commands";
import { deleteView, saveView } from "@/lib/leads/views/commands";
import { deleteViewInput, orderViewsInput, saveViewInput } from "@/lib/leads/views/schema";

export const saveViewAction = defineAction({ input: saveViewInput, run: saveView });
export const deleteViewAction = defineAction({ input: deleteViewInput, run: deleteView });
export const orderViewsAction = defineAction({ input: orderViewsInput, run: orderViews });
