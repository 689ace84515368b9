import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

export const userCreated = defineEvent("user.created", z.object({ roleKey: z.string() }));
export const userUpdated = defineEvent("user.updated", z.object({ sessionsEnded: z.int() }));
export const userDeactivated = defineEvent("user.deactivated", z.object({ sessionsEnded: z.int() }));
export const userReactivated = defineEvent("user.reactivated", z.object({}));
/** Their password was taken back and a link to set a new one handed out. */
export const userReset = defineEvent("user.reset", z.object({ sessionsEnded: z.int() }));
/** Somebody took their second factor away: the phone is lost, the recovery codes too. */
export const userSecondFactorReset = defineEvent("user.secondFactorReset", z.object({ sessionsEnded: z.int() }));
