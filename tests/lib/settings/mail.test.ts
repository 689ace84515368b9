import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { openText } from "@/lib/core/secrets";
import { systemCtx } from "@/lib/core/ctx";
import { organisationUpdated } from "@/lib/settings/events";
import { forgetMail, post, resendMail, testMail, updateMail } from "@/lib/settings/mail/commands";
import { mailHealth, mailSettings } from "@/lib/settings/mail/queries";
import { updateMailInput } from "@/lib/settings/mail/schema";
import { deliverMail } from "@/lib/settings/mail/sending/commands";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { openMailServer, refusal } from "@/tests/support/mail-server";
import { MAIL_SUBJECT } from "@/lib/settings/events";
import type { Ctx } from "@/lib/core/ctx";
import type { MailDoor } from "@/tests/support/mail-server";

jest.setTimeout(60_000);
let server: MailDoor;
beforeAll(async () => {
  server = await openMailServer();
});
afterAll(async () => {
  await server.close();
});
beforeEach(async () => {
  await database().mail.deleteMany();
  await database().mailServer.deleteMany();
  server.received.length = 0;
});

const admin = async () => ctxOf(await makeUser("admin"));
const LETTER = { subject: "Hola", paragraphs: ["Uno"], footer: "Fin" };

async function setUp(ctx: Ctx, port = server.port) {
  const set = { host: "127.0.0.1", port, security: "none" as const, fromAddress: "leads@example.test" };
  await updateMail(ctx, { set, seen: { host: "", port: 587, security: "starttls", fromAddress: "" } });
}

/** Posts one letter beside an event, as a command does. */
async function postOne(to = "ana@example.test"): Promise<string> {
  await mutate(systemCtx("test"), async (tx, emit) => {
    emit(organisationUpdated, { subjectId: newId(), subjectLabel: "x", payload: {} });
    await post(tx, new Date(), [{ kind: "test-letter", to, letter: LETTER }]);
  });
  return (await database().mail.findFirstOrThrow({ orderBy: { id: "desc" } })).id;
}
const mailOf = (id: string) => database().mail.findUniqueOrThrow({ where: { id } });

test("a letter goes out once, however often it is tried", async () => {
  await setUp(await admin());
  const id = await postOne();
  expect(await mailOf(id)).toMatchObject({ state: "queued", tries: 0 });
  await Promise.all([deliverMail(id), deliverMail(id), deliverMail(id)]);
  await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "sent", reason: "", tries: 1 });
  expect(server.received).toHaveLength(1);
});

test("a letter is there only with what it tells of, and so is its job", async () => {
  await setUp(await admin());
  const failing = mutate(systemCtx("test"), async (tx) => {
    await post(tx, new Date(), [{ kind: "x", to: "ana@example.test", letter: LETTER }]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await database().mail.count()).toBe(0);
  const id = await postOne();
  const jobs = await database().$queryRawUnsafe<{ data: { mailId: string } }[]>(
    "select data from pgboss.job where name = 'mail.send'",
  );
  expect(jobs.filter(({ data }) => data.mailId === id)).toHaveLength(1);
});

test("where mail isn't set up nothing fails, and the row says so", async () => {
  const id = await postOne();
  expect(await mailOf(id)).toMatchObject({ state: "failed", reason: "not_set_up" });
  await deliverMail(id);
  expect(server.received).toHaveLength(0);
  expect((await mailHealth(await admin())).light).toBe("off");
});

test("a server that is away is tried again with growing patience, and gets it when it is back", async () => {
  const ctx = await admin();
  const away = await openMailServer();
  const { port } = away;
  await setUp(ctx, port);
  await away.close();
  const id = await postOne();
  const begun = new Date("2026-11-02T12:00:00Z");
  const waits: number[] = [];
  for (let tries = 1; tries <= 3; tries++) {
    await deliverMail(id, () => begun);
    const mail = await mailOf(id);
    expect(mail).toMatchObject({ state: "queued", reason: "refused_connection", tries });
    waits.push((Number(mail.nextAt) - begun.getTime()) / 60_000);
  }
  expect(waits).toStrictEqual([1, 5, 15]);
  expect(await mailHealth(ctx)).toMatchObject({ light: "failing", waiting: 1 });
  const back = await openMailServer({}, port);
  await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "sent", reason: "" });
  expect(back.received).toHaveLength(1);
  expect((await mailHealth(ctx)).light).toBe("fine");
  await back.close();
});

test("a server that stays away is given up after the last try, with the reason", async () => {
  const away = await openMailServer();
  await setUp(await admin(), away.port);
  await away.close();
  const id = await postOne();
  for (let tries = 0; tries < 8; tries++) await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "failed", reason: "refused_connection", tries: 8 });
});

test("a refused receiver is final, and says nothing against the server", async () => {
  const ctx = await admin();
  const strict = await openMailServer({ onRcptTo: (_, __, done) => done(refusal(550, "nobody here")) });
  await setUp(ctx, strict.port);
  const id = await postOne();
  await deliverMail(id);
  const mail = await mailOf(id);
  expect(mail).toMatchObject({ state: "failed", reason: "recipient_refused" });
  expect(mail.detail).toContain("nobody here");
  expect((await mailHealth(ctx)).light).toBe("fine");
  await strict.close();
});

test("what was given up is sent again on demand, once; what went and a test aren't", async () => {
  const ctx = await admin();
  const id = await postOne();
  expect(await mailOf(id)).toMatchObject({ state: "failed", reason: "not_set_up" });
  await setUp(ctx);
  await resendMail(ctx, { mailId: id });
  await deliverMail(id);
  expect(await mailOf(id)).toMatchObject({ state: "sent", tries: 1 });
  expect(server.received).toHaveLength(1);
  await expect(resendMail(ctx, { mailId: id })).rejects.toMatchObject({ details: { reason: "unchanged" } });
  await database().mail.update({ where: { id }, data: { state: "failed", kind: "test" } });
  await expect(resendMail(ctx, { mailId: id })).rejects.toMatchObject({ code: "PRECONDITION" });
  await expect(resendMail(ctxOf(await makeUser("manager")), { mailId: id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect((await eventsOf(MAIL_SUBJECT)).filter(({ name }) => name === "mail.sentAgain")).toHaveLength(1);
});

test("what was being sent when the process was killed isn't sent a second time", async () => {
  await setUp(await admin());
  const id = await postOne();
  await database().mail.update({ where: { id }, data: { state: "sending", triedAt: new Date() } });
  await deliverMail(id);
  expect((await mailOf(id)).state).toBe("sending");
  await deliverMail(id, () => new Date(Date.now() + 200_000));
  expect(await mailOf(id)).toMatchObject({ state: "failed", reason: "interrupted" });
  expect(server.received).toHaveLength(0);
});

test("a test goes to who asks, at once, in their language, and says how it ended", async () => {
  const ctx = await admin();
  await setUp(ctx);
  const { actor } = ctx;
  expect(await testMail(ctx)).toMatchObject({ state: "sent", reason: "", to: (actor as { email: string }).email });
  expect(server.received[0]?.raw).toContain("Subject: Prueba de Leads Manager");
  const away = await openMailServer();
  await away.close();
  await updateMail(ctx, { set: { port: away.port }, seen: { port: server.port } });
  expect(await testMail(ctx)).toMatchObject({ state: "failed", reason: "refused_connection" });
  expect((await eventsOf(MAIL_SUBJECT)).filter(({ name }) => name === "mail.testAsked")).not.toHaveLength(0);
});

test("the password is sealed, is in no event and isn't read back; without a user there is none", async () => {
  const ctx = await admin();
  await setUp(ctx);
  await updateMail(ctx, { set: { userName: "ana", password: "s3cret-pw" }, seen: { userName: "" } });
  const row = await database().mailServer.findUniqueOrThrow({ where: { id: 1 } });
  expect(row.passwordSealed).not.toContain("s3cret");
  expect(openText(row.passwordSealed)).toBe("s3cret-pw");
  expect(JSON.stringify(await mailSettings(ctx))).not.toContain("s3cret");
  expect(
    JSON.stringify((await eventsOf(MAIL_SUBJECT)).map(({ changes, payload }) => [changes, payload])),
  ).not.toContain("s3cret");
  await updateMail(ctx, { set: { userName: "" }, seen: { userName: "ana" } });
  expect((await mailSettings(ctx)).hasPassword).toBe(false);
});

test("of two who change one field, the second is told; what waits is tried at once after a change", async () => {
  const ctx = await admin();
  await setUp(ctx, 1);
  const id = await postOne();
  await deliverMail(id);
  await updateMail(ctx, { set: { port: server.port }, seen: { port: 1 } });
  await expect(updateMail(ctx, { set: { port: 99 }, seen: { port: 1 } })).rejects.toMatchObject({ code: "CONFLICT" });
  const jobs = await database().$queryRawUnsafe<{ data: { mailId: string } }[]>(
    "select data from pgboss.job where name = 'mail.send' and start_after <= now()",
  );
  expect(jobs.filter(({ data }) => data.mailId === id).length).toBeGreaterThanOrEqual(2);
});

test("an address that can't be one, a server without a name and a port beyond all are refused", async () => {
  const refused = (set: object) => updateMailInput.safeParse({ set, seen: {} }).success;
  expect(
    [{ fromAddress: "ana" }, { host: "" }, { host: "a b" }, { port: 70_000 }, { baseUrl: "ftp://x" }].map(refused),
  ).toStrictEqual(Array(5).fill(false));
  await expect(updateMail(await admin(), { set: { host: "x" }, seen: { host: "" } })).rejects.toMatchObject({
    fields: { fromAddress: "required" },
  });
  expect(await database().mailServer.count()).toBe(0);
});

// Written by hand: mail is a setting.
test.each([
  ["admin", ["yes", "yes", "yes", "yes", "yes"]],
  ["manager", Array(5).fill("FORBIDDEN")],
  ["executive", Array(5).fill("FORBIDDEN")],
  ["employee", Array(5).fill("FORBIDDEN")],
])("what %s may do about mail", async (role, answers) => {
  await setUp(await admin());
  const ctx = ctxOf(await makeUser(role));
  const acts = [
    () => mailSettings(ctx),
    () => mailHealth(ctx),
    () => testMail(ctx),
    () => updateMail(ctx, { set: { fromName: newId() }, seen: { fromName: "Leads Manager" } }),
    () => forgetMail(ctx),
  ];
  const said: string[] = [];
  for (const act of acts) {
    said.push(
      await act().then(
        () => "yes",
        (error: unknown) => (error as { code: string }).code,
      ),
    );
  }
  expect(said).toStrictEqual(answers);
});

test("switched off, mail is off; a second time there is nothing to switch off", async () => {
  const ctx = await admin();
  await setUp(ctx);
  await forgetMail(ctx);
  expect((await mailHealth(ctx)).light).toBe("off");
  await expect(forgetMail(ctx)).rejects.toMatchObject({ code: "PRECONDITION" });
});
