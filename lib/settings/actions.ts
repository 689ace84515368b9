"use server";

import { defineAction } from "@/lib/auth/define-action";
import { addCompany, updateCompany, updateOrganisation } from "@/lib/settings/commands";
import { addCompanyInput, updateCompanyInput, updateOrganisationInput } from "@/lib/settings/schema";

export const updateOrganisationAction = defineAction({ input: updateOrganisationInput, run: updateOrganisation });
export const addCompanyAction = defineAction({ input: addCompanyInput, run: addCompany });
export const updateCompanyAction = defineAction({ input: updateCompanyInput, run: updateCompany });
