import { enterByProvider, startByProvider } from "@/lib/auth/provider/entering/commands";
import { actorOfSession } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { welcome } from "@/lib/users/identities/entering/commands";
import { tryProvider } from "@/lib/users/provider/trying/commands";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { openOidc } from "@/tests/support/oidc-house";
import { setUpProvider } from "@/tests/support/provider-house";
import type { OidcHouse } from "@/tests/support/oidc-house";

const ORIGIN = "http://127.0.0.1:4849";
const BACK = `${ORIGIN}/api/auth/provider/callback`;
const CLIENT = { address: "203.0.113.9", userAgent: "Test" };

let house: OidcHouse;
beforeAll(async () => {
  house = await openOidc(BACK);
  const { id } = await makeCompany("Casa");
  await setUpProvider(house.issuer, [{ group: "ventas", role: "employee", companyIds: [id] }]);
  await house.knows({
    ana: {
      ...{ given_name: "Ana", family_name: "Álvarez", preferred_username: "ana", groups: ["ventas"] },
      ...{ email: "ana@casa.test", email_verified: true },
    },
  });
});
afterAll(async () => {
  await house.close();
});

/** What a browser does there: keeps cookies, follows, and says who it is. */
async function walk(url: string, who: string): Promise<URL> {
  const jar = new Map<string, string>();
  let [at, form]: [string, URLSearchParams | undefined] = [url, undefined];
  for (;;) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = { redirect: "manual", headers: { cookie } } as const;
    const answer: Response = await fetch(at, form ? { ...sent, method: "POST", body: form } : sent);
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    form = location === null ? new URLSearchParams({ who }) : undefined;
    at = location === null ? at : new URL(location, at).href;
    if (at.startsWith(BACK)) return new URL(at);
  }
}

async function enter(who: string) {
  const ctx = systemCtx("sign-in");
  const start = await startByProvider(ctx, { next: "/leads", origin: ORIGIN, client: CLIENT });
  if ("reason" in start) throw new Error(start.reason);
  const { searchParams: query } = await walk(start.url, who);
  return enterByProvider(ctx, { query, sealed: start.sealed, client: CLIENT }, welcome);
}

test("a real provider lets somebody in, by what it says when it is asked for more", async () => {
  const back = await enter("ana");
  expect(back).toMatchObject({ next: "/leads", entry: { userId: expect.any(String) as string } });
  const { sessionId = "" } = (back as { entry: { sessionId?: string } }).entry;
  expect(await actorOfSession(sessionId)).toMatchObject({ name: "Ana Álvarez", roleKey: "employee" });
});

test("who gave up there is told so", async () => {
  expect(await enter("nobody")).toStrictEqual({ next: "/leads", reason: "cancelled" });
});

test("it has all that is needed, as trying it says", async () => {
  const trial = await tryProvider(ctxOf(await makeUser("admin")));
  expect(trial).toMatchObject({
    is: "fine",
    facts: { issuer: house.issuer, keys: 1, saysPkce: true, saysIssuer: true },
  });
});
