import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

/** There is one organisation; its row has no uuid. */
export const ORGANISATION_SUBJECT = "00000000-0000-7000-8000-000000000001";
/** Nor has the way mail leaves. */
export const MAIL_SUBJECT = "00000000-0000-7000-8000-000000000002";

export const organisationSetUp = defineEvent("organisation.setUp", z.object({ by: z.enum(["screen", "operator"]) }));
export const organisationUpdated = defineEvent("organisation.updated", z.object({}));
export const companyCreated = defineEvent("company.created", z.object({ name: z.string() }));
export const companyUpdated = defineEvent("company.updated", z.object({}));

export const mailSettingsChanged = defineEvent("mail.settingsChanged", z.object({ passwordSet: z.boolean() }));
export const mailForgotten = defineEvent("mail.forgotten", z.object({}));
export const mailSentAgain = defineEvent("mail.sentAgain", z.object({ mailId: z.string() }));
export const mailTestAsked = defineEvent("mail.testAsked", z.object({}));
