"use server";

import { defineAction } from "@/lib/auth/define-action";
import { updateLead } from "@/lib/leads/commands";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { takeBackContact } from "@/lib/leads/contact/taking-back/commands";
import { knownPeople } from "@/lib/leads/duplicates/queries";
import { knownPeopleInput } from "@/lib/leads/duplicates/schema";
import { keepEmail } from "@/lib/leads/email/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import {
  assignLeadInput,
  changeStatusInput,
  keepEmailInput,
  logContactInput,
  setContactOutcomeInput,
  takeBackContactInput,
  updateLeadInput,
} from "@/lib/leads/schema";
import { serviceNamesNow } from "@/lib/leads/service-words/queries";
import { changeStatus, takeBackStatus } from "@/lib/leads/status/commands";
import { correctAnswers } from "@/lib/leads/status/correcting/commands";
import { correctAnswersInput, takeBackStatusInput } from "@/lib/leads/status/schema";
import { organisation } from "@/lib/settings/queries";

export const changeStatusAction = defineAction({ input: changeStatusInput, run: changeStatus });

export const takeBackStatusAction = defineAction({ input: takeBackStatusInput, run: takeBackStatus });

export const correctAnswersAction = defineAction({ input: correctAnswersInput, run: correctAnswers });

export const assignLeadAction = defineAction({ input: assignLeadInput, run: assignLead });

export const updateLeadAction = defineAction({
  input: updateLeadInput,
  run: async (ctx, { set, ...input }) => {
    const [{ defaultCountry }, services] = await Promise.all([organisation(), serviceNamesNow(ctx)]);
    const named = set.service === undefined ? set : { ...set, service: services.named(set.service) };
    return updateLead(ctx, { ...input, set: named, country: defaultCountry });
  },
});

export const logContactAction = defineAction({ input: logContactInput, run: logContact });

export const setContactOutcomeAction = defineAction({ input: setContactOutcomeInput, run: setContactOutcome });

export const takeBackContactAction = defineAction({ input: takeBackContactInput, run: takeBackContact });

/** Its mail is right as it is. */
export const keepEmailAction = defineAction({ input: keepEmailInput, run: keepEmail });

/** Who is known already by the mail or phone that somebody types. */
export const knownPeopleAction = defineAction({ input: knownPeopleInput, run: knownPeople });
