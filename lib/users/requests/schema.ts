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

export const refuseRequestsInput = z.object({ requestIds: z.array(z.uuid()).min(1).max(MOST_OPEN) });

export const approveRequestInput = z.object({
  requestId: z.uuid(),
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
  /** The same number as others from one network; null where no other here is from it, or it isn't known. */
  network: number | null;
};
