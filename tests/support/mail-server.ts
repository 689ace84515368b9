import { SMTPServer } from "smtp-server";
import type { AddressInfo } from "node:net";
import type { SMTPServerOptions } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; raw: string };
export type MailDoor = {
  port: number;
  received: ReceivedMail[];
  close: () => Promise<void>;
};

/** Says no with a number, as a server does. */
export const refusal = (code: number, words: string): Error => Object.assign(new Error(words), { responseCode: code });

/** A real SMTP server on loopback, which keeps what it is given; in the clear and open to all unless told otherwise. */
export async function openMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailDoor> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: options.onAuth === undefined,
    allowInsecureAuth: true,
    disabledCommands: options.onAuth === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    logger: false,
    closeTimeout: 1000,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString("utf8"),
        });
        done();
      });
    },
    ...options,
  });
  // A client that leaves in the middle is what some tests are about.
  server.on("error", () => undefined);
  await new Promise<void>((ready) => {
    server.listen(port, "127.0.0.1", ready);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise((done) => {
        server.close(done);
      }),
  };
}
