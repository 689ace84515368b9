import { socketTrouble } from "@/lib/core/socket-trouble";

/** How sending a mail can end otherwise than sent. A code; the screens word it. */
export const MAIL_PROBLEMS = [
  "not_set_up",
  "unknown_host",
  "refused_connection",
  "no_answer",
  "closed",
  "not_mail",
  "wrong_security",
  "no_starttls",
  "certificate",
  "wrong_password",
  "login_needed",
  "sender_refused",
  "recipient_refused",
  "bad_address",
  "message_refused",
  "try_later",
  "interrupted",
  "internal",
] as const;
export type MailProblem = (typeof MAIL_PROBLEMS)[number];

/** Trying again later changes nothing about these. */
const FINAL: ReadonlySet<MailProblem> = new Set<MailProblem>([
  "recipient_refused",
  "bad_address",
  "message_refused",
  "interrupted",
]);
export const isFinal = (problem: MailProblem): boolean => FINAL.has(problem);

/** These are about one mail; all others are about the server or what we know of it. */
export const isAboutServer = (problem: MailProblem): boolean => !isFinal(problem) && problem !== "try_later";

/** What the mail library says of a failure. */
export type MailFailure = { code?: string; originalCode?: string; command?: string; responseCode?: number };

const BY_CODE: Record<string, MailProblem> = {
  EDNS: "unknown_host",
  ETIMEDOUT: "no_answer",
  ECONNECTION: "closed",
  EPROTOCOL: "not_mail",
  ETLS: "no_starttls",
  EAUTH: "wrong_password",
  ENOAUTH: "login_needed",
  EENVELOPE: "bad_address",
};

/** What went wrong, from what the library and the server's number say. */
export function problemOf(failure: MailFailure): MailProblem {
  const { code = "", originalCode = "", command = "", responseCode } = failure;
  if (responseCode !== undefined) return problemOfAnswer(code, command, responseCode);
  return socketTrouble(originalCode) ?? BY_CODE[code] ?? "internal";
}

/** The server answered: its number says whether it may think otherwise later. */
function problemOfAnswer(code: string, command: string, answer: number): MailProblem {
  if (code === "ETLS") return "no_starttls";
  if (answer === 530) return "login_needed";
  if (answer < 500) return "try_later";
  if (code === "EAUTH") return "wrong_password";
  if (command === "MAIL FROM") return "sender_refused";
  return command === "RCPT TO" ? "recipient_refused" : "message_refused";
}
