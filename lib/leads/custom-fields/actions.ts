"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addField, orderFields } from "@/lib/leads/custom-fields/commands";
import { changeField } from "@/lib/leads/custom-fields/filling/commands";
import { setValue } from "@/lib/leads/custom-fields/values/commands";
import { setValueInput } from "@/lib/leads/custom-fields/values/schema";
import { addFieldInput, orderFieldsInput, updateFieldInput } from "@/lib/leads/custom-fields/schema";

export const addFieldAction = defineAction({ input: addFieldInput, run: addField });
export const updateFieldAction = defineAction({ input: updateFieldInput, run: changeField });
export const orderFieldsAction = defineAction({ input: orderFieldsInput, run: orderFields });
export const setValueAction = defineAction({ input: setValueInput, run: setValue });
