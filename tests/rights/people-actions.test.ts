import { database } from "@/lib/core/db";
import { PEOPLE_ACTIONS, PUBLIC_ACTIONS } from "@/tests/rights/actions/people";
import { carry, cookiesSet, enter, forwarded } from "@/tests/rights/browser";
import { make } from "@/tests/rights/make";
import { makeScene } from "@/tests/rights/scene";
import { traces, writtenBetween } from "@/tests/rights/traces";
import { allActions, holdActions } from "@/tests/rights/trying";
import { ownDataFolder } from "@/tests/support/files";
import { makeUser } from "@/tests/support/house";

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
