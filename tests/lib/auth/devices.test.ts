import { signIn } from "@/lib/auth/commands";
import { passStep } from "@/lib/auth/second-factor/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newToken } from "@/lib/core/token";
import { forgetMails, lettersTo, setUpMail } from "@/tests/support/letters";
import { announced, makePerson, PASSWORD } from "@/tests/support/people";
import { withSecondFactor } from "@/tests/support/second-factor";
import type { Client } from "@/lib/auth/schema";

beforeEach(forgetMails);

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36";
const browser = (device = newToken().token): Client => ({ address: "203.0.113.80", userAgent: CHROME, device });
const enter = (login: string, client: Client) => signIn(systemCtx("sign-in"), { login, password: PASSWORD }, client);

test("a browser that is new to an account is told of by mail, once; its first one isn't", async () => {
  await setUpMail();
  const ana = await makePerson("employee");
  await enter(ana.email, browser());
  expect(await lettersTo(ana.email)).toStrictEqual([]);
  const phone = browser();
  expect(await announced(ana.id, () => enter(ana.email, phone))).toStrictEqual(["user.newDevice", "user.signedIn"]);
  expect(await announced(ana.id, () => enter(ana.email, phone))).toStrictEqual(["user.signedIn"]);
  const letters = await lettersTo(ana.email);
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toContain("Chrome, Windows");
  expect(letters[0]?.text).toContain("203.0.113.80");
});

test("is an event also where no mail leaves, and is nobody else's browser", async () => {
  const [ana, beto] = [await makePerson("employee"), await makePerson("employee")];
  const shared = browser();
  await enter(ana.email, shared);
  await enter(beto.email, browser());
  expect(await announced(beto.id, () => enter(beto.email, shared))).toStrictEqual(["user.newDevice", "user.signedIn"]);
  expect(await database().mail.count()).toBe(0);
});

test("keeps no browser's cookie readable, and forgets one that wasn't used for more than a year", async () => {
  const ana = await makePerson("employee");
  const [old, present] = [browser(), browser()];
  await enter(ana.email, old);
  expect(JSON.stringify(await database().device.findMany())).not.toContain(old.device);
  await database().device.updateMany({ data: { lastSeenAt: new Date(Date.now() - 401 * 86_400_000) } });
  await enter(ana.email, present);
  expect(await database().device.count({ where: { userId: ana.id } })).toBe(1);
});

test("with a second factor, a browser is known only once the code was right", async () => {
  const ana = await makePerson("employee");
  await enter(ana.email, browser());
  const [code = ""] = (await withSecondFactor(ana)).recoveryCodes;
  const stranger = browser();
  const { step = "" } = await enter(ana.email, stranger);
  expect(await database().device.count({ where: { userId: ana.id } })).toBe(1);
  const pass = () => passStep(systemCtx("sign-in"), { token: step, code }, stranger);
  expect(await announced(ana.id, pass)).toContain("user.newDevice");
});

test("a wrong password makes no browser known", async () => {
  const ana = await makePerson("employee");
  await enter(ana.email, browser());
  const guess = () => signIn(systemCtx("sign-in"), { login: ana.email, password: "x" }, browser());
  await expect(guess()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await database().device.count({ where: { userId: ana.id } })).toBe(1);
});
