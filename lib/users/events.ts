import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

/** `group`: of the directory, by which it is so. */
export const userCreated = defineEvent("user.created", z.object({ roleKey: z.string(), group: z.string().optional() }));
/** Another link to choose the password, after the one that came with the account. */
export const userInvited = defineEvent("user.invited", z.object({ by: z.enum(["mail", "link"]) }));
export const userUpdated = defineEvent(
  "user.updated",
  z.object({ sessionsEnded: z.int(), linksEnded: z.int().optional(), group: z.string().optional() }),
);
export const userDeactivated = defineEvent("user.deactivated", z.object({ sessionsEnded: z.int() }));
export const userReactivated = defineEvent("user.reactivated", z.object({}));
/** Their password was taken back and a link to set a new one handed out. */
export const userReset = defineEvent("user.reset", z.object({ sessionsEnded: z.int() }));
/** Somebody who isn't signed in asked for a link to their mailbox. */
export const userLinkAsked = defineEvent("user.linkAsked", z.object({ address: z.string(), userAgent: z.string() }));
/** Somebody who has an account asked for one. */
export const userAskedAgain = defineEvent("user.askedAgain", z.object({}));
/** `mailed`: their mailbox was asked whether it was them. */
export const accessAsked = defineEvent("accessRequest.asked", z.object({ mailed: z.boolean() }));
export const accessConfirmed = defineEvent("accessRequest.confirmed", z.object({}));
export const accessApproved = defineEvent("accessRequest.approved", z.object({ userId: z.string() }));
export const accessRefused = defineEvent("accessRequest.refused", z.object({}));
/** Somebody took their second factor away: the phone is lost, the recovery codes too. */
export const userSecondFactorReset = defineEvent("user.secondFactorReset", z.object({ sessionsEnded: z.int() }));
/** Whether they are told of this by mail, by their own choice. */
export const userAlertSet = defineEvent("user.alertSet", z.object({ alert: z.string() }));
