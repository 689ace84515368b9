import net from "node:net";
import { htmlOf, textOf } from "@/lib/core/mail/letter";
import { sendMail } from "@/lib/core/mail/gateway";
import { problemOf } from "@/lib/core/mail/problems";
import { openMailServer, refusal } from "@/tests/support/mail-server";
import type { AddressInfo } from "node:net";
import type { SMTPServerOptions } from "smtp-server";
import type { MailServerAccess, OutgoingMail } from "@/lib/core/mail/gateway";
import type { MailFailure, MailProblem } from "@/lib/core/mail/problems";

const MAIL = { id: "m-1", to: "ana@example.test", subject: "Hola ñ", text: "Buen día", html: "<p>Buen día</p>" };
const access = (port: number, more: Partial<MailServerAccess> = {}): MailServerAccess => ({
  ...{ host: "127.0.0.1", port, security: "none", userName: "", password: "" },
  ...{ fromName: "Leads Manager", fromAddress: "leads@example.test" },
  ...more,
});

async function sendTo(
  options: SMTPServerOptions,
  more: Partial<MailServerAccess> = {},
  mail: Partial<OutgoingMail> = {},
) {
  const server = await openMailServer(options);
  try {
    const result = await sendMail(access(server.port, more), { ...MAIL, ...mail });
    return { result, received: server.received };
  } finally {
    await server.close();
  }
}

test("a mail arrives as plain text and HTML, with an id of its own", async () => {
  const { result, received } = await sendTo({});
  expect(result).toStrictEqual({ sent: true });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ from: "leads@example.test", to: ["ana@example.test"] });
  expect(received[0]?.raw).toMatch(/Message-ID: <m-1@example\.test>/i);
  expect(received[0]?.raw).toMatch(/Auto-Submitted: auto-generated/i);
  expect(received[0]?.raw).toMatch(/text\/plain[\s\S]*text\/html/);
});

test.each<[string, Partial<OutgoingMail>, Partial<MailServerAccess>]>([
  ["a subject", { subject: "Hola\r\nBcc: otra@example.test\r\n\r\n<b>otra</b>" }, {}],
  ["an address", { to: "ana@example.test\r\nBcc: otra@example.test" }, {}],
  ["a receiver of two", { to: "ana@example.test, otra@example.test" }, {}],
  ["the sender's name", {}, { fromName: 'Leads"\r\nBcc: otra@example.test\r\nX: "' }],
])("nothing that is written becomes a header or another receiver: %s", async (_, mail, more) => {
  const { received } = await sendTo({}, more, mail);
  const heads = received.map(({ raw }) => raw.slice(0, raw.indexOf("\r\n\r\n")));
  expect(heads.filter((head) => /^Bcc:/im.test(head))).toStrictEqual([]);
  expect(received.flatMap(({ to }) => to).filter((to) => to.startsWith("otra@"))).toStrictEqual([]);
});

/** Lets one user in, by one password. */
const onAuth: SMTPServerOptions["onAuth"] = ({ username, password }, _, done) => {
  done(username === "ana" && password === "right" ? null : refusal(535, "no such login"), { user: username });
};

test("the right user and password are let in, wrong ones are refused in words", async () => {
  const right = await sendTo({ onAuth }, { userName: "ana", password: "right" });
  expect(right.result).toStrictEqual({ sent: true });
  const wrong = await sendTo({ onAuth }, { userName: "ana", password: "wrong" });
  expect(wrong.result).toMatchObject({ sent: false, problem: "wrong_password" });
  expect(wrong.received).toHaveLength(0);
  expect((await sendTo({ onAuth })).result).toMatchObject({ sent: false, problem: "login_needed" });
});

test.each<[SMTPServerOptions, MailProblem]>([
  [{ onRcptTo: (_, __, done) => done(refusal(550, "nobody here")) }, "recipient_refused"],
  [{ onRcptTo: (_, __, done) => done(refusal(451, "greylisted")) }, "try_later"],
  [{ onMailFrom: (_, __, done) => done(refusal(553, "not yours")) }, "sender_refused"],
  [
    {
      onData: (stream, _, done) => {
        stream.resume().on("end", () => done(refusal(554, "spam")));
      },
    },
    "message_refused",
  ],
])("what the server refuses is told apart (%#)", async (options, problem) => {
  const { result, received } = await sendTo(options);
  expect(result).toMatchObject({ sent: false, problem });
  expect(received).toHaveLength(0);
});

test("a connection that breaks after the message was handed over may have delivered it", async () => {
  const sockets = new Set<net.Socket>();
  const server = await openMailServer({
    onData: (stream) => {
      stream.resume().on("end", () => {
        for (const socket of sockets) socket.destroy();
      });
    },
  });
  const front = net.createServer((socket) => {
    const back = net.connect(server.port, "127.0.0.1");
    sockets.add(socket).add(back);
    back.on("error", () => undefined);
    socket.on("error", () => undefined);
    socket.pipe(back).pipe(socket);
  });
  await new Promise<void>((ready) => front.listen(0, "127.0.0.1", ready));
  const result = await sendMail(access((front.address() as AddressInfo).port), MAIL);
  expect(result).toMatchObject({ sent: false, problem: "interrupted" });
  front.close();
  await server.close();
});

test("a certificate nobody vouches for, a missing STARTTLS, a closed port and another program are told apart", async () => {
  const withTls = await sendTo({ disabledCommands: ["AUTH"] }, { security: "starttls" });
  expect(withTls.result).toMatchObject({ problem: "certificate" });
  expect((await sendTo({}, { security: "starttls" })).result).toMatchObject({ problem: "no_starttls" });
  expect((await sendTo({}, { security: "tls" })).result).toMatchObject({ problem: "wrong_security" });
  const web = net.createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await new Promise<void>((ready) => web.listen(0, "127.0.0.1", ready));
  const { port } = web.address() as AddressInfo;
  expect(await sendMail(access(port), MAIL)).toMatchObject({ problem: "not_mail" });
  await new Promise((done) => web.close(done));
  expect(await sendMail(access(port), MAIL)).toMatchObject({ problem: "refused_connection" });
});

test.each<[MailFailure, MailProblem]>([
  [{ code: "EDNS", originalCode: "ENOTFOUND" }, "unknown_host"],
  [{ code: "ETIMEDOUT" }, "no_answer"],
  [{ code: "ESOCKET", originalCode: "EHOSTUNREACH" }, "no_answer"],
  [{ code: "ESOCKET", originalCode: "ECONNRESET" }, "closed"],
  [{ code: "ESOCKET", originalCode: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "certificate"],
  [{ code: "ESOCKET", originalCode: "ERR_TLS_CERT_ALTNAME_INVALID" }, "certificate"],
  [{ code: "EAUTH", command: "AUTH PLAIN", responseCode: 454 }, "try_later"],
  [{ code: "EENVELOPE", command: "API" }, "bad_address"],
  [{}, "internal"],
])("%j is %s", (failure, problem) => {
  expect(problemOf(failure)).toBe(problem);
});

test("what somebody wrote is no HTML, and a letter says the same in both", () => {
  const letter = {
    subject: "A & B",
    paragraphs: ["<script>alert(1)</script>", "one\ntwo"],
    link: { label: "Open", href: "http://server:3000/?a=1&b=2" },
    footer: "Bye",
  };
  expect(htmlOf(letter)).not.toContain("<script>");
  expect(htmlOf(letter)).toContain("one<br>two");
  expect(htmlOf(letter)).toContain('href="http://server:3000/?a=1&amp;b=2"');
  expect(textOf(letter)).toBe(
    "<script>alert(1)</script>\n\none\ntwo\n\nOpen:\nhttp://server:3000/?a=1&b=2\n\n-- \nBye\n",
  );
});
