import { setPasswordByLink, signIn } from "@/lib/auth/commands";
import { personOfLink } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { resetUser } from "@/lib/users/commands";
import { askForLink, sendForgottenLink } from "@/lib/users/forgotten/commands";
import { askForLinkInput } from "@/lib/users/forgotten/schema";
import { forgetMails, jobsNamed, lettersTo, setUpMail, tokenTo } from "@/tests/support/letters";
import { announced, AT_HOME, makePerson, PASSWORD, sessionsOf } from "@/tests/support/people";
import type { Client } from "@/lib/auth/schema";

const visitor = systemCtx("visitor");
let homes = 0;
function newHome(): Client {
  homes++;
  return { address: `198.51.100.${homes}`, userAgent: "Test" };
}

beforeEach(async () => {
  await forgetMails();
  await setUpMail();
});

const work = (email: string) => sendForgottenLink({ email, ...AT_HOME, requestId: "test" });

test("whoever asks gets a link by mail that sets the password once, and ends the sessions", async () => {
  const ana = await makePerson("employee");
  expect(await announced(ana.id, () => work(ana.email))).toStrictEqual(["user.linkAsked"]);
  const token = await tokenTo(ana.email, "welcome");
  expect(await personOfLink(token)).toBeDefined();
  const input = { token, password: "otra frase bien larga" };
  await setPasswordByLink(visitor, input, newHome());
  expect(await sessionsOf(ana.id)).toBe(1);
  await expect(setPasswordByLink(visitor, input, newHome())).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  await expect(signIn(visitor, { login: ana.email, password: PASSWORD }, newHome())).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
  });
});

test("asking changes nothing for who didn't ask: password, sessions and a link handed over go on", async () => {
  const ana = await makePerson("employee");
  await work(ana.email);
  await expect(signIn(visitor, { login: ana.email, password: PASSWORD }, newHome())).resolves.toMatchObject({
    userId: ana.id,
  });
  const { linkToken } = await resetUser(systemCtx("operator"), { userId: ana.id });
  await work(ana.email);
  expect(await personOfLink(linkToken)).toBeDefined();
  const first = await tokenTo(ana.email, "welcome");
  await work(ana.email);
  expect(await personOfLink(first)).toBeUndefined();
});

test("the link is over after an hour", async () => {
  const ana = await makePerson("employee");
  await work(ana.email);
  const { expiresAt } = await database().oneTimeToken.findFirstOrThrow({ where: { userId: ana.id } });
  expect(Math.round((expiresAt.getTime() - Date.now()) / 60_000)).toBe(60);
});

test("an address that nobody has, or somebody who is deactivated, is answered alike and written to by nobody", async () => {
  const gone = await makePerson("employee");
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  for (const email of [gone.email, "nobody@example.test"]) {
    await expect(askForLink(visitor, { email }, newHome())).resolves.toBeUndefined();
    await work(email);
    expect(await lettersTo(email)).toStrictEqual([]);
  }
});

test("asking does the same for an address that somebody has and for one that nobody has", async () => {
  const ana = await makePerson("employee");
  const queued = () => jobsNamed("users.forgotten");
  const before = await queued();
  await askForLink(visitor, { email: ana.email }, newHome());
  await askForLink(visitor, { email: "nobody-either@example.test" }, newHome());
  expect((await queued()) - before).toBe(2);
  // What tells the two apart is done elsewhere, later.
  expect(await lettersTo(ana.email)).toStrictEqual([]);
  expect(await database().oneTimeToken.count({ where: { userId: ana.id } })).toBe(0);
});

test("a mailbox is written to three times an hour, and who asks more is answered alike; one address may ask twenty times", async () => {
  const ask = (email: string, client: Client) => askForLink(visitor, { email }, client);
  const before = await jobsNamed("users.forgotten");
  for (let round = 0; round < 4; round++) await ask("often@example.test", newHome());
  expect((await jobsNamed("users.forgotten")) - before).toBe(3);
  const sender = newHome();
  for (let round = 0; round < 20; round++) await ask(`one-of-many-${round}@example.test`, sender);
  await expect(ask("one-more@example.test", sender)).rejects.toMatchObject({ code: "LIMIT" });
});

test("without mail nobody is promised any, and what is typed must be an address", async () => {
  await forgetMails();
  await expect(askForLink(visitor, { email: "ana@example.test" }, newHome())).rejects.toMatchObject({
    details: { reason: "mailOff" },
  });
  expect(askForLinkInput.safeParse({ email: "my secret password" }).success).toBe(false);
});
