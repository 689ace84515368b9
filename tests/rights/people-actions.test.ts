import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { comparable, OPEN_ACTIONS, PEOPLE_ACTIONS, PUBLIC_ACTIONS } from "@/tests/rights/actions/people";
import { carry, cookiesSet, enter, forwarded } from "@/tests/rights/browser";
import { make } from "@/tests/rights/make";
import { makeScene } from "@/tests/rights/scene";
import { traces, writtenBetween } from "@/tests/rights/traces";
import { allActions, holdActions } from "@/tests/rights/trying";
import { ownDataFolder } from "@/tests/support/files";
import { makeUser } from "@/tests/support/house";
import { setUpMail } from "@/tests/support/letters";
import { owesSecondFactor } from "@/tests/support/owing";
import { appCode } from "@/tests/support/second-factor";
import { statementsOf } from "@/tests/support/statements";
import type { SecondFactorDraft } from "@/lib/auth/second-factor/schema";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);
jest.mock("next-intl/server", () => jest.requireActual<{ language: object }>("@/tests/rights/browser").language);

const { remove } = ownDataFolder();
afterAll(remove);

holdActions(PEOPLE_ACTIONS);

test.each([
  ["http", "next-auth.session-token", false],
  ["https", "__Secure-next-auth.session-token", true],
])(
  "behind %s the session's cookie is read by no script, and travels as safely as it can",
  async (proto, name, secure) => {
    const s = await makeScene("employee");
    const currentPassword = await make.passwordOf(s);
    await enter(s.actor);
    forwarded.proto = proto;
    const change = (await allActions()).get("changePasswordAction");
    await change?.({ currentPassword, password: "siete grúas verdes" });
    forwarded.proto = "http";
    const session = cookiesSet.findLast((one) => one.name.endsWith("session-token"));
    expect(session).toMatchObject({ name, httpOnly: true, sameSite: "lax", path: "/", secure });
  },
);

/** Also an admin has no such secret. */
const WHO: Record<string, () => Promise<void>> = {
  nobody: async () => {
    carry(new Map());
    return Promise.resolve();
  },
  "an admin": async () => enter(await makeUser("admin")),
};
const PUBLIC = Object.entries(PUBLIC_ACTIONS).flatMap(([name, input]) =>
  Object.keys(WHO).map((who) => [name, who, input] as const),
);

test.each(PUBLIC)("%s does nothing for %s without the secret that opens it", async (name, who, input) => {
  // As before the first run.
  await database().organisation.update({ where: { id: 1 }, data: { setUpAt: null, setUpTokenHash: "another" } });
  await WHO[who]?.();
  const before = await traces();
  expect(await (await allActions()).get(name)?.(input)).toMatchObject({ ok: false, code: "PRECONDITION" });
  expect(writtenBetween(before, await traces())).toStrictEqual([]);
});

test.each(Object.keys(OPEN_ACTIONS))(
  "%s says and does the same whether or not anybody has the mailbox, and leaves only what is told",
  async (name) => {
    await setUpMail();
    await database().organisation.update({ where: { id: 1 }, data: { setUpAt: new Date(), takesRequests: true } });
    carry(new Map());
    const action = (await allActions()).get(name);
    const asking = async (email: string) => {
      const before = await traces();
      const { result, sent } = await statementsOf(async () => action?.(OPEN_ACTIONS[name]?.send(email)));
      return {
        result: comparable(name, result),
        sent: sent.sort(),
        written: writtenBetween(before, await traces()).sort(),
      };
    };
    // What is read once and kept is read by now.
    await asking(`${newId()}@example.test`);
    const known = await asking((await makeUser("admin")).email);
    expect(known).toMatchObject({ result: { ok: true }, written: OPEN_ACTIONS[name]?.keeps.toSorted() });
    expect(await asking(`${newId()}@example.test`)).toStrictEqual(known);
  },
);

test("whoever owes a second factor does nothing but set it up, and then what their role lets them", async () => {
  const actions = await allActions();
  const input = { roleId: await make.ownRole(), sight: "any" };
  const preview = () => actions.get("previewRoleAction")?.(input);
  const admin = await makeUser("admin");
  await enter(admin);
  expect(await preview()).toMatchObject({ ok: true });
  await owesSecondFactor(admin);
  expect(await preview()).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
  const begun = (await actions.get("beginSecondFactorAction")?.({})) as { data: SecondFactorDraft };
  const confirm = { draft: begun.data.draft, code: appCode(begun.data.secret, new Date()) };
  expect(await actions.get("confirmSecondFactorAction")?.(confirm)).toMatchObject({ ok: true });
  expect(await preview()).toMatchObject({ ok: true });
});

test("whoever owes a second factor may leave", async () => {
  const owing = await owesSecondFactor(await makeUser("admin"));
  await enter(owing);
  expect(await (await allActions()).get("signOutAction")?.(undefined)).toMatchObject({ ok: true });
  expect(await database().session.count({ where: { userId: owing.id } })).toBe(0);
});
