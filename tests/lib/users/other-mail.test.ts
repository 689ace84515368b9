import { setPasswordByLink, signIn } from "@/lib/auth/commands";
import { personOfLink } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { createUser } from "@/lib/users/commands";
import { updateProfile, updateUser } from "@/lib/users/editing/commands";
import { sendForgottenLink } from "@/lib/users/forgotten/commands";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { forgetMails, lettersTo, setUpMail, tokenTo } from "@/tests/support/letters";
import { AT_HOME, makePerson, newUser, PASSWORD, roleId } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";

const visitor = systemCtx("visitor");
const LATER = 11 * 60_000;
const another = () => `other-${Math.random().toString(36).slice(2)}@example.test`;
const take = (token: string) => setPasswordByLink(visitor, { token, password: "otra frase bien larga" }, AT_HOME);

/** One's own mail, some minutes after the password was typed. */
function changeOwn(actor: UserActor, email: string, password?: string, late = LATER) {
  const ctx = ctxOf(actor, { now: () => new Date(Date.now() + late) });
  const input = { set: { email }, seen: { email: actor.email }, ...(password !== undefined && { password }) };
  return updateProfile(ctx, input, AT_HOME);
}

beforeEach(async () => {
  await forgetMails();
  await setUpMail();
});

describe("an invitation to a wrong address", () => {
  test("opens nothing once the address is corrected, and that is said", async () => {
    const [admin, company] = [ctxOf(await makeUser("admin")), await makeCompany()];
    const input = await newUser("employee", [company.id]);
    const { id } = await createUser(admin, input);
    const token = await tokenTo(input.email, "welcome");
    const right = another();
    const edit = { userId: id, set: { email: right }, seen: { email: input.email } };
    expect(await updateUser(admin, edit)).toStrictEqual({ linksEnded: 1 });
    await expect(take(token)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ name: "user.updated", payload: { linksEnded: 1 } });
    // A mailbox that never let anybody in is told nothing of whose it is now.
    expect(await lettersTo(input.email)).toHaveLength(1);
  });

  test("opens nothing once they have another role, and goes on working after any other edit", async () => {
    const [admin, company] = [ctxOf(await makeUser("admin")), await makeCompany()];
    const input = await newUser("employee", [company.id]);
    const { id } = await createUser(admin, input);
    const token = await tokenTo(input.email, "welcome");
    const jobTitle = { userId: id, set: { jobTitle: "Ventas" }, seen: { jobTitle: "" } };
    expect(await updateUser(admin, jobTitle)).toStrictEqual({ linksEnded: 0 });
    expect(await personOfLink(token)).toBeDefined();
    const [from, to] = [await roleId("employee"), await roleId("manager")];
    expect(await updateUser(admin, { userId: id, set: { roleId: to }, seen: { roleId: from } })).toStrictEqual({
      linksEnded: 1,
    });
    await expect(take(token)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  });
});

describe("one's own mail", () => {
  test("takes the present password, and a wrong one is told", async () => {
    const ana = await makePerson("employee");
    await expect(changeOwn(ana, another())).rejects.toMatchObject({ fields: { password: "required" } });
    await expect(changeOwn(ana, another(), "not mine at all")).rejects.toMatchObject({
      fields: { password: "passwordWrong" },
    });
    expect((await eventsOf(ana.id)).at(-1)).toMatchObject({ name: "user.signInFailed" });
    expect(await database().user.count({ where: { email: ana.email } })).toBe(1);
    const email = another();
    await changeOwn(ana, email, PASSWORD);
    expect(await database().user.count({ where: { id: ana.id, email } })).toBe(1);
  });

  test("takes none where it was typed a moment ago, nor for any other field", async () => {
    const ana = await makePerson("employee");
    await changeOwn(ana, another(), undefined, 0);
    const later = ctxOf(ana, { now: () => new Date(Date.now() + LATER) });
    const input = { set: { jobTitle: "Ventas" }, seen: { jobTitle: "" } };
    await expect(updateProfile(later, input, AT_HOME)).resolves.toBeUndefined();
  });

  test("isn't changed past that by whoever may edit users", async () => {
    const admin = await makePerson("admin");
    const edit = { userId: admin.id, set: { email: another() }, seen: { email: admin.email } };
    await expect(updateUser(ctxOf(admin), edit)).rejects.toMatchObject({ fields: { email: "ownEmail" } });
  });
});

const CHANGES: Record<string, (ana: UserActor, email: string) => Promise<unknown>> = {
  "oneself, by name employee": (ana, email) => changeOwn(ana, email, PASSWORD),
  "an admin, by name Alba": async (ana, email) =>
    updateUser(ctxOf(await makeUser("admin", [], { firstName: "Alba" })), {
      ...{ userId: ana.id, set: { email }, seen: { email: ana.email } },
    }),
};

test.each(Object.keys(CHANGES))("the former mailbox is told when the mail was changed by %s", async (by) => {
  const ana = await makePerson("employee");
  await signIn(systemCtx("sign-in"), { login: ana.email, password: PASSWORD }, AT_HOME);
  await sendForgottenLink({ email: ana.email, ...AT_HOME, requestId: "test" });
  const token = await tokenTo(ana.email, "welcome");
  const email = another();
  await CHANGES[by]?.(ana, email);
  const [last] = (await lettersTo(ana.email)).slice(-1);
  expect(last).toMatchObject({ kind: "mailChanged", text: expect.stringContaining(email) as string });
  expect(last?.text).toContain(by.split(" ").at(-1));
  await expect(take(token)).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  expect(await lettersTo(email)).toStrictEqual([]);
});
