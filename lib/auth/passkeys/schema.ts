import { z } from "zod";
import { passwordInput } from "@/lib/auth/schema";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";

/** How long somebody may look for their finger or their phone. */
export const CHALLENGE_MINUTES = 5;
export const MOST_PASSKEYS = 20;
const NAME_LENGTH = 80;

const sealedInput = z.string().max(1000);
/** An authenticator's answer; what is in it is checked as a whole when its signature is. */
function answerInput<Answer>(parts: readonly string[]) {
  const part = z.string().max(20_000);
  const shape = z.looseObject({
    id: z.string().min(1).max(1400),
    rawId: z.string().max(1400),
    type: z.literal("public-key"),
    response: z.looseObject(Object.fromEntries(parts.map((name) => [name, part]))),
    clientExtensionResults: z.looseObject({}),
  });
  return z.custom<Answer>((value) => shape.safeParse(value).success, "notValid");
}

/** `password` is left out by whoever has just typed it, `code` by whoever has no second factor. */
export const beginPasskeyInput = z.object({
  password: passwordInput.optional(),
  code: z.string().trim().min(1, "required").max(40, "tooLong").optional(),
});
export type BeginPasskeyInput = z.output<typeof beginPasskeyInput>;

export const addPasskeyInput = z.object({
  challenge: sealedInput,
  name: z.string().trim().min(1, "required").max(NAME_LENGTH, "tooLong"),
  answer: answerInput<RegistrationResponseJSON>(["clientDataJSON", "attestationObject"]),
});
export type AddPasskeyInput = z.output<typeof addPasskeyInput>;

export const removePasskeyInput = z.object({ id: z.string().max(1400) });

export const passkeyEntryInput = z.object({
  challenge: sealedInput,
  answer: answerInput<AuthenticationResponseJSON>(["clientDataJSON", "authenticatorData", "signature"]),
});
export type PasskeyEntryInput = z.output<typeof passkeyEntryInput>;

/** As it stands in the sign-in's form: next-auth's are texts. */
export const withPasskeyInput = z.object({
  passkey: z
    .string()
    .transform((text, at): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        at.addIssue("notValid");
        return z.NEVER;
      }
    })
    .pipe(passkeyEntryInput),
});

/** What the browser is asked, and the same sealed, to come back with the answer. */
export type Asking<Options> = { options: Options; challenge: string };
export type AskingNew = Asking<PublicKeyCredentialCreationOptionsJSON>;
export type AskingKnown = Asking<PublicKeyCredentialRequestOptionsJSON>;

export type PasskeyView = {
  id: string;
  name: string;
  host: string;
  createdAt: string;
  lastUsedAt: string | null;
};

/** One's own, and what is asked before another is added. */
export type PasskeysView = { keys: PasskeyView[]; asksPassword: boolean; asksCode: boolean };
