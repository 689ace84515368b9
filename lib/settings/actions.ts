"use server";

import { z } from "zod";
import { defineAction } from "@/lib/auth/define-action";
import { addCompany, updateCompany, updateOrganisation } from "@/lib/settings/commands";
import { addCompanyInput, updateCompanyInput, updateOrganisationInput } from "@/lib/settings/schema";
import { forgetMail, resendMail, testMail, updateMail } from "@/lib/settings/mail/commands";
import { resendMailInput, updateMailInput } from "@/lib/settings/mail/schema";

export const updateOrganisationAction = defineAction({ input: updateOrganisationInput, run: updateOrganisation });
export const addCompanyAction = defineAction({ input: addCompanyInput, run: addCompany });
export const updateCompanyAction = defineAction({ input: updateCompanyInput, run: updateCompany });
export const updateMailAction = defineAction({ input: updateMailInput, run: updateMail });
export const forgetMailAction = defineAction({ input: z.object({}), run: forgetMail });
export const testMailAction = defineAction({ input: z.object({}), run: testMail });
export const resendMailAction = defineAction({ input: resendMailInput, run: resendMail });
