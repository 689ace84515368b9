import { z } from "zod";
import { defineEvent } from "@/lib/core/events";

const from = z.object({ address: z.string(), userAgent: z.string() });

export const userSignedIn = defineEvent("user.signedIn", from);
/** `known` tells a mistyped password from a name that nobody has; what was typed isn't kept: it may be a password. */
export const userSignInFailed = defineEvent("user.signInFailed", from.extend({ known: z.boolean() }));
/** Attempts that weren't looked at, because there were too many: how many in which time. */
export const userSignInsBlocked = defineEvent(
  "user.signInsBlocked",
  z.object({ attempts: z.int(), from: z.string(), to: z.string() }),
);
export const userSignedOut = defineEvent("user.signedOut", z.object({}));
export const userSessionEnded = defineEvent("user.sessionEnded", z.object({ sessions: z.int() }));
export const userPasswordChanged = defineEvent(
  "user.passwordChanged",
  z.object({ how: z.enum(["by-oneself", "by-link", "by-operator"]) }),
);
