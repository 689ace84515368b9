import { changePassword, issueLink, setPasswordByLink, signIn } from "@/lib/auth/commands";
import { actorOfSession, holderOfSession, personOfLink } from "@/lib/auth/queries";
import {
  beginSecondFactor,
  confirmSecondFactor,
  passStep,
  renewRecoveryCodes,
  switchSecondFactorOff,
} from "@/lib/auth/second-factor/commands";
import { ownSecondFactor, personOfStep } from "@/lib/auth/second-factor/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { deactivateUser, resetSecondFactor, resetUser } from "@/lib/users/commands";
import { requireSecondFactor } from "@/lib/users/roles/commands";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { owesSecondFactor } from "@/tests/support/owing";
import { announced, AT_HOME, makePerson, PASSWORD, roleId, sessionsOf } from "@/tests/support/people";
import { appCode, stepsLater, withSecondFactor } from "@/tests/support/second-factor";
import type { Client } from "@/lib/auth/schema";

/** Another home for each: addresses are counted too. */
let homes = 0;
function newHome(): Client {
  homes++;
  return { address: `203.0.113.${homes}`, userAgent: "Test" };
}

async function begun(at = new Date()) {
  const person = await makePerson("employee");
  return { person, ...(await withSecondFactor(person, at)) };
}
type Begun = Awaited<ReturnType<typeof begun>>;

/** The password is right, at home and a moment after setting up. */
async function stepOf({ person }: Begun, client = AT_HOME): Promise<string> {
  const entry = await signIn(systemCtx("sign-in"), { login: person.email, password: PASSWORD }, client);
  return entry.step ?? "";
}

const pass = (token: string, code: string, { at = new Date(), client = AT_HOME } = {}) =>
  passStep(systemCtx("sign-in", { now: () => at }), { token, code }, client);

describe("setting up", () => {
  test("takes the app's code, ends the other sessions, leaves a fresh one here and ten recovery codes", async () => {
    const ana = await makePerson("employee");
    await signIn(systemCtx("sign-in"), { login: ana.email, password: PASSWORD }, newHome());
    let sessionId = "";
    const names = await announced(ana.id, async () => {
      ({ sessionId } = await withSecondFactor(ana));
    });
    expect(names).toStrictEqual(["user.secondFactorOn"]);
    expect(await sessionsOf(ana.id)).toBe(1);
    expect(await actorOfSession(sessionId)).toMatchObject({ id: ana.id });
    expect(await ownSecondFactor(ctxOf({ ...ana, sessionId }))).toMatchObject({
      left: 10,
      needed: false,
      asksPassword: false,
    });
  });

  test("keeps neither the secret nor a recovery code readable", async () => {
    const { secret, recoveryCodes } = await begun();
    const kept = JSON.stringify([
      await database().secondFactor.findMany(),
      await database().recoveryCode.findMany(),
      (await database().event.findMany({ where: { name: "user.secondFactorOn" } })).map(({ payload }) => payload),
    ]);
    for (const text of [secret, ...recoveryCodes]) expect(kept).not.toContain(text);
  });

  test("changes nothing with a wrong code, somebody else's draft, or one that is an hour old", async () => {
    const [ana, beto] = [await makePerson("employee"), await makePerson("employee")];
    const now = new Date();
    const { draft, secret } = await beginSecondFactor(ctxOf(ana), {}, AT_HOME);
    const confirm = (actor: typeof ana, code: string, at = now) =>
      confirmSecondFactor(ctxOf(actor, { now: () => at }), { draft, code }, AT_HOME);
    const wrong = appCode(secret, stepsLater(now, 9));
    await expect(confirm(ana, wrong)).rejects.toMatchObject({ fields: { code: "codeWrong" } });
    const over = { details: { reason: "draftOver" } };
    await expect(confirm(beto, appCode(secret, now))).rejects.toMatchObject(over);
    const later = new Date(now.getTime() + 3_601_000);
    await expect(confirm(ana, appCode(secret, later), later)).rejects.toMatchObject(over);
    expect(await database().secondFactor.count({ where: { userId: { in: [ana.id, beto.id] } } })).toBe(0);
    expect(await actorOfSession(ana.sessionId)).toBeDefined();
  });

  test("asks for the password where it was typed long ago", async () => {
    const ana = await makePerson("employee");
    const ctx = ctxOf(ana, { now: () => new Date(Date.now() + 11 * 60_000) });
    await expect(beginSecondFactor(ctx, {}, newHome())).rejects.toMatchObject({ fields: { password: "required" } });
    await expect(beginSecondFactor(ctx, { password: "x" }, newHome())).rejects.toMatchObject({
      fields: { password: "passwordWrong" },
    });
    await expect(beginSecondFactor(ctx, { password: PASSWORD }, newHome())).resolves.toHaveProperty("secret");
  });

  test("of two at once, one is told that there is one already", async () => {
    const ana = await makePerson("employee");
    const results = await Promise.allSettled([withSecondFactor(ana), withSecondFactor(ana)]);
    expect(results.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });
});

describe("signing in", () => {
  test("opens no session with the password alone, and one with the code", async () => {
    const all = await begun();
    const before = await sessionsOf(all.person.id);
    let step = "";
    const names = await announced(all.person.id, async () => {
      step = await stepOf(all);
    });
    expect(names).toStrictEqual(["user.secondFactorAsked"]);
    expect(await sessionsOf(all.person.id)).toBe(before);
    expect(await personOfStep(step)).toMatchObject({ userId: all.person.id });
    const at = stepsLater(all.at, 1);
    let sessionId = "";
    const then = await announced(all.person.id, async () => {
      ({ sessionId } = await pass(step, appCode(all.secret, at), { at }));
    });
    expect(then).toStrictEqual(["user.signedIn"]);
    expect(await actorOfSession(sessionId)).toMatchObject({ id: all.person.id });
  });

  test("takes neither a code twice nor the one that set it up, though another step brings it", async () => {
    const all = await begun();
    await expect(pass(await stepOf(all), appCode(all.secret, all.at), { at: all.at })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    const at = stepsLater(all.at, 1);
    const code = appCode(all.secret, at);
    const [first, second] = [await stepOf(all), await stepOf(all)];
    const results = await Promise.allSettled([pass(first, code, { at }), pass(second, code, { at })]);
    expect(results.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });

  test("a wrong code is told as a failure of that step, and the right one is taken after it", async () => {
    const all = await begun();
    const step = await stepOf(all);
    const at = stepsLater(all.at, 1);
    const wrong = () => pass(step, appCode(all.secret, stepsLater(at, 9)), { at });
    await expect(wrong()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect((await eventsOf(all.person.id)).at(-1)).toMatchObject({
      name: "user.signInFailed",
      payload: { known: true, step: "code" },
    });
    await expect(pass(step, appCode(all.secret, at), { at })).resolves.toHaveProperty("sessionId");
    await expect(pass(step, appCode(all.secret, stepsLater(at, 1)), { at })).rejects.toMatchObject({
      details: { reason: "stepOver" },
    });
  });

  test("guessing codes waits after five from one address, while the owner is let in at home", async () => {
    const all = await begun();
    const guesser = newHome();
    const step = await stepOf(all, guesser);
    const at = stepsLater(all.at, 1);
    const guesses = Array.from({ length: 12 }, () => pass(step, "000000", { at, client: guesser }));
    const codes = (await Promise.allSettled(guesses)).map(
      (result) => (result as { reason: { code: string } }).reason.code,
    );
    expect(codes.filter((code) => code === "LIMIT").length).toBeGreaterThanOrEqual(7);
    await expect(pass(step, appCode(all.secret, at), { at, client: guesser })).rejects.toMatchObject({ code: "LIMIT" });
    await expect(pass(await stepOf(all), appCode(all.secret, at), { at })).resolves.toHaveProperty("sessionId");
  });

  test("a step is over after ten minutes, and with another password, a deactivation or a reset", async () => {
    const over = { details: { reason: "stepOver" } };
    const all = await begun();
    const step = await stepOf(all);
    const late = new Date(Date.now() + 11 * 60_000);
    await expect(pass(step, appCode(all.secret, late), { at: late })).rejects.toMatchObject(over);
    await changePassword(ctxOf(all.actor), { currentPassword: PASSWORD, password: "otra frase bien larga" }, newHome());
    const at = stepsLater(all.at, 1);
    await expect(pass(step, appCode(all.secret, at), { at })).rejects.toMatchObject(over);

    for (const end of [deactivateUser, resetSecondFactor, resetUser]) {
      const other = await begun();
      const open = await stepOf(other);
      await end(systemCtx("operator"), { userId: other.person.id });
      await expect(pass(open, appCode(other.secret, at), { at })).rejects.toMatchObject(over);
    }
    await expect(pass("unknown", "123456")).rejects.toMatchObject(over);
  });

  test("a step is no link to set a password, and a link no step", async () => {
    const all = await begun();
    const step = await stepOf(all);
    expect(await personOfLink(step)).toBeUndefined();
    const input = { token: step, password: "otra frase bien larga" };
    await expect(setPasswordByLink(systemCtx("visitor"), input, AT_HOME)).rejects.toMatchObject({
      details: { reason: "linkUsed" },
    });
    const link = await database().$transaction((tx) => issueLink(systemCtx("test"), tx, all.person.id));
    await expect(pass(link, "123456")).rejects.toMatchObject({ details: { reason: "stepOver" } });
  });

  test("a link sets the password and still asks for the code", async () => {
    const all = await begun();
    const { linkToken } = await resetUser(systemCtx("operator"), { userId: all.person.id });
    const input = { token: linkToken, password: "otra frase bien larga" };
    const { step = "", sessionId } = await setPasswordByLink(systemCtx("visitor"), input, AT_HOME);
    expect(sessionId).toBeUndefined();
    expect(await sessionsOf(all.person.id)).toBe(0);
    const at = stepsLater(all.at, 1);
    await expect(pass(step, appCode(all.secret, at), { at })).resolves.toHaveProperty("sessionId");
  });
});

describe("recovery codes", () => {
  test("each opens once, however it is typed, and says how many are left", async () => {
    const all = await begun();
    const [code = ""] = all.recoveryCodes;
    const typed = code.toLowerCase().replaceAll("-", " ");
    const names = await announced(all.person.id, async () => pass(await stepOf(all), typed));
    expect(names).toStrictEqual(["user.secondFactorAsked", "user.recoveryCodeUsed", "user.signedIn"]);
    await expect(pass(await stepOf(all), code)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await ownSecondFactor(ctxOf(all.actor))).toMatchObject({ left: 9 });
  });

  test("of somebody else open nothing", async () => {
    const [all, other] = [await begun(), await begun()];
    const [code = ""] = other.recoveryCodes;
    await expect(pass(await stepOf(all), code)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  test("new ones take the place of the old; that takes password and code", async () => {
    const all = await begun();
    const at = stepsLater(all.at, 1);
    const ctx = ctxOf(all.actor, { now: () => at });
    const renew = (password: string, code: string) => renewRecoveryCodes(ctx, { password, code }, newHome());
    const right = appCode(all.secret, at);
    await expect(renew("x", right)).rejects.toMatchObject({ fields: { password: "passwordWrong" } });
    await expect(renew(PASSWORD, "000000")).rejects.toMatchObject({ fields: { code: "codeWrong" } });
    const [fresh = ""] = (await renew(PASSWORD, right)).recoveryCodes;
    const [old = ""] = all.recoveryCodes;
    await expect(pass(await stepOf(all), old)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    await expect(pass(await stepOf(all), fresh)).resolves.toHaveProperty("sessionId");
  });
});

describe("switching off", () => {
  test("takes password and code, and then the password alone is enough", async () => {
    const all = await begun();
    const at = stepsLater(all.at, 1);
    const off = (password: string, code: string) =>
      switchSecondFactorOff(ctxOf(all.actor, { now: () => at }), { password, code }, newHome());
    await expect(off(PASSWORD, "000000")).rejects.toMatchObject({ fields: { code: "codeWrong" } });
    await expect(off("x", appCode(all.secret, at))).rejects.toMatchObject({ fields: { password: "passwordWrong" } });
    expect(await announced(all.person.id, () => off(PASSWORD, appCode(all.secret, at)))).toStrictEqual([
      "user.secondFactorOff",
    ]);
    expect(await stepOf(all)).toBe("");
    expect(await database().recoveryCode.count({ where: { userId: all.person.id } })).toBe(0);
  });

  test("is done by an administrator for who lost the phone, not for oneself, nor by who may not", async () => {
    const all = await begun();
    const [admin, company] = [await makeUser("admin"), await makeCompany()];
    const manager = await makeUser("manager", [company.id]);
    const reset = (actor: typeof admin, userId: string) => resetSecondFactor(ctxOf(actor), { userId });
    await expect(reset(manager, all.person.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reset(admin, admin.id)).rejects.toMatchObject({ details: { reason: "ownAccount" } });
    expect(await announced(all.person.id, () => reset(admin, all.person.id))).toStrictEqual(["user.secondFactorReset"]);
    expect(await sessionsOf(all.person.id)).toBe(0);
    await expect(reset(admin, all.person.id)).rejects.toMatchObject({ details: { reason: "noSecondFactor" } });
  });
});

describe("a role that asks for one", () => {
  const ask = async (key: string, needed: boolean) => {
    const admin = await makeUser("admin");
    return requireSecondFactor(ctxOf(admin), { roleId: await roleId(key), needed });
  };

  test("closes every door to who has none, from their next request, until it is set up", async () => {
    const company = await makeCompany();
    const manager = await makePerson("manager", [company.id]);
    expect(await announced(await roleId("manager"), () => ask("manager", true))).toStrictEqual(["role.updated"]);
    expect(await actorOfSession(manager.sessionId)).toBeUndefined();
    expect(await holderOfSession(manager.sessionId)).toMatchObject({
      owesSecondFactor: true,
      actor: { permissions: {}, companyIds: [] },
    });
    const { sessionId } = await withSecondFactor(manager);
    expect(await actorOfSession(sessionId)).toMatchObject({
      roleKey: "manager",
      companyIds: [company.id],
      permissions: { "lead.assign": "company" },
    });
    await ask("manager", false);
  });

  test("is neither asked of nor spared who may do more than the one who decides", async () => {
    const manager = await makeUser("manager", [(await makeCompany()).id]);
    const decider = ctxOf({ ...manager, permissions: { ...manager.permissions, "role.manage": "any" } });
    for (const needed of [true, false]) {
      const input = { roleId: await roleId("admin"), needed };
      await expect(requireSecondFactor(decider, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const { roleKey } = await owesSecondFactor(manager);
    const input = { roleId: await roleId(roleKey), needed: false };
    await expect(requireSecondFactor(decider, input)).resolves.toBeUndefined();
  });

  test("is let go again, isn't saved twice, and is nothing for who may not change roles", async () => {
    const employee = await makePerson("employee");
    await ask("employee", true);
    expect(await actorOfSession(employee.sessionId)).toBeUndefined();
    await expect(ask("employee", true)).rejects.toMatchObject({ details: { reason: "unchanged" } });
    await ask("employee", false);
    expect(await actorOfSession(employee.sessionId)).toBeDefined();
    const input = { roleId: await roleId("employee"), needed: true };
    await expect(requireSecondFactor(ctxOf(employee), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
