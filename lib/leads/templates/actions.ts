"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addTemplate, deleteTemplate, updateTemplate } from "@/lib/leads/templates/commands";
import { addTemplateInput, templateInput, updateTemplateInput } from "@/lib/leads/templates/schema";

export const addTemplateAction = defineAction({ input: addTemplateInput, run: addTemplate });

export const updateTemplateAction = defineAction({ input: updateTemplateInput, run: updateTemplate });

export const deleteTemplateAction = defineAction({ input: templateInput, run: deleteTemplate });
