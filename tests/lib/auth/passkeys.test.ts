import { actorOfSession } from "@/lib/auth/queries";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/auth/passkeys/commands";
import { askForPasskey, enterWithPasskey } from "@/lib/auth/passkeys/entering/commands";
import { placeOf } from "@/lib/auth/passkeys/place/schema";
import { ownPasskeys } from "@/lib/auth/passkeys/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { deactivateUser, resetSecondFactor, resetUser } from "@/lib/users/commands";
import { newAuthenticator } from "@/tests/support/authenticator";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { announced, makePerson, PASSWORD } from "@/tests/support/people";
import { appCode, stepsLater, withSecondFactor } from "@/tests/support/second-factor";
import type { PasskeyEntryInput } from "@/lib/auth/passkeys/schema";
import type { UserActor } from "@/lib/core/ctx";

const ORIGIN = "https://leads.example.test";
const place = placeOf(ORIGIN);

/** Another home for each: addresses are counted too. */
let homes = 0;
function newHome() {
  homes++;
  return { address: `203.0.113.${homes}`, userAgent: "Test", device: "d".repeat(43) };
}

async function withPasskey(actor: UserActor, authenticator = newAuthenticator(ORIGIN)) {
  const at = { client: newHome(), place };
  const asked = await beginPasskey(ctxOf(actor), { password: PASSWORD }, at);
  const answer = authenticator.make(asked);
  await addPasskey(ctxOf(actor), { challenge: asked.challenge, name: "Notebook", answer }, at);
  return authenticator;
}

const ask = (now = new Date()) => askForPasskey(systemCtx("visitor", { now: () => now }), place);
const enter = (input: PasskeyEntryInput, { at = new Date(), where = place } = {}) =>
  enterWithPasskey(systemCtx("sign-in", { now: () => at }), input, { client: newHome(), place: where });

const NO = { code: "UNAUTHENTICATED" };
const OVER = { details: { reason: "stepOver" } };

test("a passkey opens a session by itself, each time anew; the log says by what", async () => {
  const ana = await makePerson("employee");
  const authenticator = await withPasskey(ana);
  const names = await announced(ana.id, async () => {
    for (let time = 0; time < 2; time++) {
      const asked = await ask();
      const { sessionId } = await enter({ challenge: asked.challenge, answer: authenticator.sign(asked) });
      expect(await actorOfSession(sessionId)).toMatchObject({ id: ana.id });
    }
  });
  expect(names.filter((name) => name === "user.signedIn")).toHaveLength(2);
  const told = await database().event.findFirstOrThrow({ where: { subjectId: ana.id, name: "user.signedIn" } });
  expect(told.payload).toMatchObject({ by: "passkey" });
  expect((await ownPasskeys(ctxOf(ana))).keys).toMatchObject([{ name: "Notebook", host: "leads.example.test" }]);
});

describe("opens nothing", () => {
  async function ready() {
    const ana = await makePerson("employee");
    return { ana, authenticator: await withPasskey(ana), asked: await ask() };
  }

  test("twice with one answer, not even for two at once", async () => {
    const { authenticator, asked } = await ready();
    const input = { challenge: asked.challenge, answer: authenticator.sign(asked) };
    const results = await Promise.allSettled([enter(input), enter(input), enter(input)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(enter(input)).rejects.toBeDefined();
  });

  test("with a challenge that is over, or that was never given out", async () => {
    const { authenticator, asked } = await ready();
    const answer = authenticator.sign(asked);
    const later = new Date(Date.now() + 6 * 60_000);
    await expect(enter({ challenge: asked.challenge, answer }, { at: later })).rejects.toMatchObject(OVER);
    await expect(enter({ challenge: "made up", answer })).rejects.toMatchObject(OVER);
  });

  test("where it was signed elsewhere, over something else or without finger, face or PIN", async () => {
    const { authenticator, asked } = await ready();
    const { challenge } = asked;
    for (const as of [
      { origin: "https://leads.example.evil" },
      { host: "example.test" },
      { challenge: (await ask()).options.challenge },
      { flags: authenticator.present },
    ]) {
      await expect(enter({ challenge, answer: authenticator.sign(asked, as) })).rejects.toMatchObject(NO);
    }
    // As it should be, the same challenge is still good.
    await expect(enter({ challenge, answer: authenticator.sign(asked) })).resolves.toHaveProperty("sessionId");
  });

  test("with another device's signature, or with one that counts backwards", async () => {
    const { authenticator, asked } = await ready();
    await enter({ challenge: asked.challenge, answer: authenticator.sign(asked) });
    const again = await ask();
    const forged = { ...newAuthenticator(ORIGIN).sign(again), id: authenticator.id, rawId: authenticator.id };
    await expect(enter({ challenge: again.challenge, answer: forged })).rejects.toMatchObject(NO);
    authenticator.forget();
    await expect(enter({ challenge: again.challenge, answer: authenticator.sign(again) })).rejects.toMatchObject(NO);
  });

  test("at another address, or for whoever was deactivated, removed it or had it taken away", async () => {
    const elsewhere = placeOf("https://other.example.test");
    const { authenticator, asked } = await ready();
    const input = { challenge: asked.challenge, answer: authenticator.sign(asked) };
    await expect(enter(input, { where: elsewhere })).rejects.toMatchObject(OVER);
    const nowhere = enterWithPasskey(systemCtx("sign-in"), input, { client: newHome(), place: undefined });
    await expect(nowhere).rejects.toMatchObject(OVER);
    const admin = ctxOf(await makeUser("admin"));
    for (const undo of [
      (id: string) => deactivateUser(admin, { userId: id }),
      (id: string) => resetSecondFactor(admin, { userId: id }),
      (id: string) => resetUser(admin, { userId: id }),
      async (id: string) => {
        const { id: key } = await database().passkey.findFirstOrThrow({ where: { userId: id } });
        await removePasskey(ctxOf({ ...(await makePerson("employee")), id }), { id: key });
      },
    ]) {
      const one = await ready();
      await undo(one.ana.id);
      const answer = one.authenticator.sign(one.asked);
      await expect(enter({ challenge: one.asked.challenge, answer })).rejects.toMatchObject(NO);
    }
  });
});

describe("getting one", () => {
  const at = () => ({ client: newHome(), place });

  test("takes the password of whoever signed in long ago, and the code of whoever has a second factor", async () => {
    const ana = await makePerson("employee");
    await database().session.updateMany({ where: { userId: ana.id }, data: { createdAt: new Date(0) } });
    const begin = (actor: UserActor, proof: object) => beginPasskey(ctxOf(actor), proof, at());
    await expect(begin(ana, {})).rejects.toMatchObject({ fields: { password: "required" } });
    await expect(begin(ana, { password: "otra cosa" })).rejects.toMatchObject({
      fields: { password: "passwordWrong" },
    });
    const { actor, secret } = await withSecondFactor(await makePerson("employee"));
    const password = PASSWORD;
    await expect(begin(actor, {})).rejects.toMatchObject({ fields: { password: "required" } });
    await expect(begin(actor, { password })).rejects.toMatchObject({ fields: { code: "required" } });
    // A wrong code is in the log as one at the sign-in is; the right one isn't.
    const failed = await announced(actor.id, async () => {
      await expect(begin(actor, { password, code: "000000" })).rejects.toMatchObject({ fields: { code: "codeWrong" } });
    });
    expect(failed).toStrictEqual(["user.signInFailed"]);
    const told = await database().event.findFirstOrThrow({ where: { subjectId: actor.id, name: "user.signInFailed" } });
    expect(told.payload).toMatchObject({ known: true, step: "code" });
    const next = stepsLater(new Date(), 1);
    const began = await announced(actor.id, async () => {
      await expect(begin(actor, { password, code: appCode(secret, next) })).resolves.toHaveProperty("challenge");
    });
    expect(began).toStrictEqual(["user.passkeyBegun"]);
  });

  test("is for who began it, here and lately, and for a key that nobody has", async () => {
    const [ana, beto] = [await makePerson("employee"), await makePerson("employee")];
    const authenticator = newAuthenticator(ORIGIN);
    const asked = await beginPasskey(ctxOf(ana), { password: PASSWORD }, at());
    const input = { challenge: asked.challenge, name: "Teléfono", answer: authenticator.make(asked) };
    const draftOver = { details: { reason: "draftOver" } };
    await expect(addPasskey(ctxOf(beto), input, at())).rejects.toMatchObject(draftOver);
    const later = new Date(Date.now() + 6 * 60_000);
    await expect(addPasskey(ctxOf(ana, { now: () => later }), input, at())).rejects.toMatchObject(draftOver);
    const foreign = { ...input, answer: authenticator.make(asked, { origin: "https://leads.example.evil" }) };
    await expect(addPasskey(ctxOf(ana), foreign, at())).rejects.toMatchObject({
      details: { reason: "passkeyRefused" },
    });
    await addPasskey(ctxOf(ana), input, at());
    await expect(withPasskey(beto, authenticator)).rejects.toMatchObject({ details: { reason: "passkeyKnown" } });
    expect(await database().passkey.count({ where: { userId: { in: [ana.id, beto.id] } } })).toBe(1);
  });

  test("removed, it leaves nobody signed in who came by it: every session ends but the one it is removed from", async () => {
    const ana = await makePerson("employee", [(await makeCompany()).id]);
    const { id } = await withPasskey(ana);
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { id: elsewhere } = await database().session.create({ data: { userId: ana.id, expiresAt } });
    const stranger = await makePerson("employee", [(await makeCompany()).id]);
    await removePasskey(ctxOf(ana), { id });
    expect(await actorOfSession(elsewhere)).toBeUndefined();
    expect(await actorOfSession(ana.sessionId)).toMatchObject({ id: ana.id });
    expect(await actorOfSession(stranger.sessionId)).toMatchObject({ id: stranger.id });
    const [last] = (await eventsOf(ana.id)).slice(-1);
    expect(last).toMatchObject({ name: "user.passkeyRemoved", payload: { sessionsEnded: 1 } });
  });

  test("isn't offered where browsers have none, and another's can't be removed", async () => {
    for (const origin of ["http://leads.example.test", "https://192.168.1.10:3000", "https://[::1]", "null", null])
      expect(placeOf(origin)).toBeUndefined();
    expect(placeOf("http://localhost:3000")).toMatchObject({ host: "localhost" });
    const ana = await makePerson("employee", [(await makeCompany()).id]);
    await expect(beginPasskey(ctxOf(ana), {}, { client: newHome(), place: undefined })).rejects.toMatchObject({
      details: { reason: "passkeyPlace" },
    });
    const { id } = await withPasskey(ana);
    await expect(removePasskey(ctxOf(await makePerson("admin")), { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await database().passkey.count({ where: { id } })).toBe(1);
  });
});
