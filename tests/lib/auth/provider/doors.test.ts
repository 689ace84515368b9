import { GET as comeBack } from "@/app/api/auth/provider/callback/route";
import { GET as start } from "@/app/api/auth/provider/route";
import { database } from "@/lib/core/db";
import { makeCompany } from "@/tests/support/house";
import { setUpProvider } from "@/tests/support/provider-house";
import { openProvider } from "@/tests/support/provider-server";
import { forgetProvider } from "@/tests/support/provider-walk";
import { carry, cookiesSet, forwarded } from "@/tests/rights/browser";
import type { ProviderDoor } from "@/tests/support/provider-server";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);

const ANA = {
  ...{ sub: "ana-1", given_name: "Ana", family_name: "Álvarez", preferred_username: "ana" },
  ...{ email: "ana@casa.test", email_verified: true, groups: ["ventas"] },
};

let door: ProviderDoor;
beforeAll(async () => {
  door = await openProvider();
  const { id } = await makeCompany("Casa");
  await setUpProvider(door.issuer, [{ group: "ventas", role: "employee", companyIds: [id] }]);
});
afterAll(async () => {
  await door.close();
});
beforeEach(() => {
  door.moods = {};
  forwarded.proto = "https";
  carry(new Map());
  cookiesSet.length = 0;
});

const ask = (path: string) => new Request(`http://inside:3000/api/auth/provider${path}`);
const leads = (answer: Response) => answer.headers.get("location") ?? "";
const set = (name: string) => cookiesSet.findLast((cookie) => cookie.name === name);

async function walk(next = "/leads?q=a") {
  const url = leads(await start(ask(`?next=${encodeURIComponent(next)}`)));
  const back = door.letGo(url, ANA);
  return { url, answer: await comeBack(ask(`/callback${back.search}`)) };
}

test("whoever begins is sent to the provider, with a cookie for these two doors alone", async () => {
  const answer = await start(ask("?next=%2Fleads"));
  expect(answer.status).toBe(303);
  expect(leads(answer)).toContain(`${door.issuer}/authorize?`);
  expect(new URL(leads(answer)).searchParams.get("redirect_uri")).toBe(
    "https://server:3000/api/auth/provider/callback",
  );
  expect(cookiesSet).toMatchObject([
    {
      name: "provider-step",
      ...{ httpOnly: true, sameSite: "lax", path: "/api/auth/provider", secure: true, maxAge: 900 },
    },
  ]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("whoever comes back is in where they wanted to go, and what they came back with is gone", async () => {
  const { answer } = await walk();
  expect([answer.status, leads(answer)]).toStrictEqual([303, "/leads?q=a"]);
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(set("provider-step")).toMatchObject({ path: "/api/auth/provider", maxAge: 0 });
  expect(set("__Secure-next-auth.session-token")).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
  expect(set("device")).toBeDefined();
});

test("over plain http on a network it is the same, without what only https carries", async () => {
  forwarded.proto = "http";
  const { url, answer } = await walk();
  expect(new URL(url).searchParams.get("redirect_uri")).toBe("http://server:3000/api/auth/provider/callback");
  expect(leads(answer)).toBe("/leads?q=a");
  expect(set("next-auth.session-token")).toMatchObject({ secure: false });
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"])(
  "nobody is led to %j afterwards",
  async (next) => {
    expect(leads((await walk(next)).answer)).toBe("/");
  },
);

test.each([
  ["nothing", ""],
  ["a refusal of nothing that was begun", "?error=access_denied&state=x"],
  ["a code of nothing that was begun", "?code=x&state=x"],
  ["the same name twice", "?code=x&code=y&state=x"],
])("who comes back with %s begins again", async (_what, query) => {
  const answer = await comeBack(ask(`/callback${query}`));
  expect([answer.status, leads(answer)]).toStrictEqual([303, "/sign-in?provider=over"]);
  expect(set("next-auth.session-token")).toBeUndefined();
});

test("what the provider says is shown to nobody", async () => {
  const url = leads(await start(ask("?next=%2Fleads")));
  const back = door.sendBack(url, "access_denied");
  expect(leads(await comeBack(ask(`/callback${back.search}`)))).toBe("/sign-in?next=%2Fleads&provider=cancelled");
});

test("who owes a code is asked for it, and goes on to where they wanted to", async () => {
  await walk();
  const { id } = await database().user.findUniqueOrThrow({ where: { email: ANA.email } });
  await database().secondFactor.create({
    data: { userId: id, secretSealed: "x", lastStep: 0, createdAt: new Date() },
  });
  carry(new Map());
  expect(leads((await walk()).answer)).toBe("/sign-in?next=%2Fleads%3Fq%3Da");
});

test("a provider that is away leads back to the sign-in page", async () => {
  forgetProvider();
  door.moods = { discovery: "closing" };
  expect(leads(await start(ask("?next=%2Fleads")))).toBe("/sign-in?next=%2Fleads&provider=away");
});
