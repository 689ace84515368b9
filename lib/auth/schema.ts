import { z } from "zod";
import { storable } from "@/lib/core/text";

/** However active, a session ends after a month. */
export const SESSION_DAYS = 30;
/** Left alone for longer than a weekend, it ends as well. */
export const SESSION_IDLE_HOURS = 72;
/** A link to set one's password is handed over by a person, who may need a few days. */
export const LINK_DAYS = 7;
/** A link that anybody may have sent to a mailbox is for who waits for it there. */
export const FORGOTTEN_MINUTES = 60;
/** What a link that sets a password may have been made for. */
export const LINK_PURPOSES = ["set-password", "forgotten"];

export const MIN_PASSWORD_LENGTH = 10;
// Hashing takes its time by the byte; nobody types more.
const MAX_PASSWORD_LENGTH = 200;

/** Where a request came from, kept with the session it opened. */
export type Client = {
  address: string;
  userAgent: string;
  /** What the browser is known again by; programs that sign nobody in have none. */
  device?: string;
};

export const passwordInput = z.string().min(1, "required").max(MAX_PASSWORD_LENGTH, "tooLong");

export const signInInput = z.object({
  // PostgreSQL has no NUL in texts; with a sign in its place it is nobody's name, and answered like any other.
  login: z
    .string()
    .transform((typed) => storable(typed, "\uFFFD").trim())
    .pipe(z.string().min(1, "required").max(254, "tooLong")),
  password: passwordInput,
});
export type SignInInput = z.output<typeof signInInput>;

export const changePasswordInput = z.object({ currentPassword: passwordInput, password: passwordInput });
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

export const useLinkInput = z.object({ token: z.string().max(100), password: passwordInput });
export type UseLinkInput = z.output<typeof useLinkInput>;

export const endSessionInput = z.object({ sessionId: z.uuid() });

export type SessionView = {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string;
  userAgent: string;
};
