import { createTransport } from "nodemailer";
import { problemOf } from "@/lib/core/mail/problems";
import type { MailFailure, MailProblem } from "@/lib/core/mail/problems";

/** The server that takes our mail. */
export type MailServerAccess = {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  userName: string;
  password: string;
  fromName: string;
  fromAddress: string;
};

export type OutgoingMail = { id: string; to: string; subject: string; text: string; html: string };
export type Sending = { sent: true } | { sent: false; problem: MailProblem; detail: string };

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const LONGEST_DETAIL = 300;

type Failure = MailFailure & { response?: string; message?: string };

/**
 * Hands one mail to the server. Never throws. First it is asked whether it lets us in, so that whatever fails then is
 * known not to have been sent; a connection that breaks in the sending itself may have delivered: `interrupted`.
 */
export async function sendMail(server: MailServerAccess, mail: OutgoingMail): Promise<Sending> {
  const { host, port, security, userName, password, fromName, fromAddress } = server;
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(userName !== "" && { auth: { user: userName, pass: password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.verify();
  } catch (error) {
    return failed(error as Failure);
  }
  try {
    await transport.sendMail({
      from: { name: fromName, address: fromAddress },
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${fromAddress.split("@").at(-1) ?? host}>`,
      // An absence note answers people, not programs.
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { sent: true };
  } catch (error) {
    const failure = error as Failure;
    const isKnown = failure.responseCode !== undefined || failure.code === "EENVELOPE";
    return isKnown ? failed(failure) : { ...failed(failure), problem: "interrupted" };
  } finally {
    transport.close();
  }
}

function failed(failure: Failure): Extract<Sending, { sent: false }> {
  const detail = (failure.response ?? failure.message ?? "").slice(0, LONGEST_DETAIL);
  return { sent: false, problem: problemOf(failure), detail };
}
