import { z } from "zod";
import { localeInput } from "@/lib/settings/schema";
import { emailInput, firstNameInput, lastNameInput } from "@/lib/users/schema";

/** A mail that nobody confirmed is forgotten after this. */
export const CONFIRM_DAYS = 2;

/** More than anybody reads. */
export const MOST_OPEN = 500;

export const askForAccessInput = z.object({
  firstName: firstNameInput,
  lastName: lastNameInput,
  email: emailInput,
  message: z.string().trim().max(1000, "tooLong"),
  locale: localeInput,
});
export type AskForAccessInput = z.output<typeof askForAccessInput>;

export const confirmRequestInput = z.object({ token: z.string().max(100) });

export const takeRequestsInput = z.object({ open: z.boolean() });

export const requestIdInput = z.object({ requestId: z.uuid() });
export const approveRequestInput = requestIdInput.extend({
  roleId: z.uuid("required"),
  companyIds: z.array(z.uuid()).max(100),
});
export type ApproveRequestInput = z.output<typeof approveRequestInput>;

/** One that waits for a decision. */
export type RequestView = {
  id: string;
  name: string;
  email: string;
  message: string;
  createdAt: string;
  /** They opened the mail that was sent to this address. */
  confirmed: boolean;
};
