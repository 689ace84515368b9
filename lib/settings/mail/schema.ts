import { z } from "zod";
import { normaliseEmail } from "@/lib/core/email";
import type { MailProblem } from "@/lib/core/mail/problems";

export const SECURITIES = ["starttls", "tls", "none"] as const;
export type Security = (typeof SECURITIES)[number];

/** What may be asked of the mail server; the password is written and never read back. */
export type MailSettings = {
  host: string;
  port: number;
  security: Security;
  userName: string;
  fromName: string;
  fromAddress: string;
  baseUrl: string;
};

export const NO_MAIL: MailSettings = {
  host: "",
  port: 587,
  security: "starttls",
  userName: "",
  fromName: "Leads Manager",
  fromAddress: "",
  baseUrl: "",
};

const line = z.string().trim().max(200, "tooLong");
const fields = z
  .object({
    host: line.min(1, "required").regex(/^[^\s/@]+$/, "notValid"),
    port: z.coerce.number("notValid").int("notValid").min(1, "notValid").max(65_535, "notValid"),
    security: z.enum(SECURITIES, "notValid"),
    userName: line,
    password: z.string().max(500, "tooLong"),
    fromName: line.regex(/^[^\r\n]*$/, "notValid"),
    fromAddress: line.refine((text) => normaliseEmail(text) !== null, "notEmail"),
    baseUrl: z
      .string()
      .trim()
      .transform((text) => text.replace(/\/+$/, ""))
      .pipe(z.union([z.literal(""), z.url({ protocol: /^https?$/, error: "url" })])),
  })
  .partial();

export const updateMailInput = z.object({ set: fields, seen: z.record(z.string(), z.unknown()) });
export type UpdateMailInput = z.output<typeof updateMailInput>;

export const resendMailInput = z.object({ mailId: z.uuid() });
export type ResendMailInput = z.output<typeof resendMailInput>;

export type MailState = "queued" | "sending" | "sent" | "failed";

/** One mail as the ledger shows it. */
export type MailRow = {
  id: string;
  kind: string;
  to: string;
  subject: string;
  state: MailState;
  reason: MailProblem | "";
  detail: string;
  createdAt: Date;
  triedAt: Date | null;
  nextAt: Date | null;
};

/** How mail fares: off, not tried since it was set up, going out, or not. */
export type MailLight = "off" | "untried" | "fine" | "failing";

/** How a test ended. */
export type MailTest = { state: MailState; reason: MailProblem | ""; detail: string; to: string };
