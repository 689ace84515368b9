import { z } from "zod";
import { VIAS } from "@/lib/auth/identities/schema";
import { defineEvent } from "@/lib/core/events";

/** Left out where it is the directory, the only one there was. */
const via = z.enum(VIAS).optional();

/** From now on they sign in through directory or provider, and in no other way. */
export const userLinked = defineEvent("user.linked", z.object({ account: z.string(), sessionsEnded: z.int(), via }));
export const userUnlinked = defineEvent("user.unlinked", z.object({ sessionsEnded: z.int(), via }));
/** They aren't let in there any more. */
export const userPutOut = defineEvent("user.putOut", z.object({ reason: z.string(), sessionsEnded: z.int() }));
