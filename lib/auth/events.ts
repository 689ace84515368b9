import { z } from "zod";
import { VIAS } from "@/lib/auth/identities/schema";
import { defineEvent } from "@/lib/core/events";

const from = z.object({ address: z.string(), userAgent: z.string() });

/** `by`: how, where it wasn't with a password. */
export const userSignedIn = defineEvent("user.signedIn", from.extend({ by: z.enum(["passkey", ...VIAS]).optional() }));
/** `known` tells a mistyped password from a name that nobody has; what was typed isn't kept: it may be a password. */
export const userSignInFailed = defineEvent(
  "user.signInFailed",
  from.extend({
    known: z.boolean(),
    step: z.enum(["password", "code", "passkey", ...VIAS]),
    reason: z.string().optional(),
    /** Of whom directory or provider know and no group lets in: in which they are, for whoever sets it up. */
    groups: z.array(z.string()).optional(),
  }),
);
/** The password was right; until the code is too, nobody is in. */
export const userSecondFactorAsked = defineEvent("user.secondFactorAsked", from);
/** Signed in with a browser that nobody had used for this account. */
export const userNewDevice = defineEvent("user.newDevice", from.extend({ mailed: z.boolean() }));
export const userSecondFactorOn = defineEvent("user.secondFactorOn", z.object({ sessionsEnded: z.int() }));
export const userSecondFactorOff = defineEvent("user.secondFactorOff", z.object({}));
export const userRecoveryCodeUsed = defineEvent("user.recoveryCodeUsed", z.object({ left: z.int() }));
export const userRecoveryCodesMade = defineEvent("user.recoveryCodesMade", z.object({ count: z.int() }));
/** Whoever is to get a passkey proved that it is them. */
export const userPasskeyBegun = defineEvent("user.passkeyBegun", z.object({}));
export const userPasskeyAdded = defineEvent("user.passkeyAdded", z.object({ name: z.string() }));
export const userPasskeyRemoved = defineEvent(
  "user.passkeyRemoved",
  z.object({ name: z.string(), sessionsEnded: z.int().optional() }),
);
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
