import fs from "node:fs";
import { database } from "@/lib/core/db";
import { ARRIVAL_ACTIONS } from "@/tests/rights/actions/arrivals";
import { LEAD_ACTIONS } from "@/tests/rights/actions/leads";
import { OPEN_ACTIONS, PEOPLE_ACTIONS, PUBLIC_ACTIONS } from "@/tests/rights/actions/people";
import { SETTINGS_ACTIONS } from "@/tests/rights/actions/settings";
import { make } from "@/tests/rights/make";
import { OPEN_PAGES, PAGES } from "@/tests/rights/pages";
import { reachOf, ROLES, SUBJECTS } from "@/tests/rights/reach";
import { KEY_ROUTES, OTHER_ROUTES, SESSION_ROUTES } from "@/tests/rights/routes";
import { makeScene, makeThing } from "@/tests/rights/scene";
import { makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { openJourneyHouse, sessionCookie } from "@/tests/support/journey-house";
import { owesSecondFactor } from "@/tests/support/owing";
import type { UserActor } from "@/lib/core/ctx";
import type { PageRow } from "@/tests/rights/pages";
import type { Scene } from "@/tests/rights/scene";

test.describe.configure({ timeout: 240_000 });
test.beforeAll(openJourneyHouse);

type Opened = { status: number; to: string; text: string };

async function open(address: string, actor: UserActor | undefined, baseURL: string | undefined): Promise<Opened> {
  const { name, value } = await sessionCookie(actor);
  const answer = await fetch(new URL(address.replace(/\/\{\[.*/, ""), baseURL), {
    redirect: "manual",
    headers: actor ? { cookie: `${name}=${value}` } : {},
  });
  return { status: answer.status, to: answer.headers.get("location") ?? "", text: await answer.text() };
}

/** A page that isn't for somebody doesn't exist, or leads to one that is. */
function cameOut({ status, to, text }: Opened, secret: string): string {
  const isRefused = status === 404 || (status >= 300 && status < 400 && !to.startsWith("/sign-in"));
  if (!isRefused) return String(status);
  return text.includes(secret) ? "no, and yet told" : "no";
}

async function addressOf(row: PageRow, situation: string, s: Scene) {
  const it = await makeThing(row.subject, situation, s);
  return { address: await row.send({ it, s, make }), secret: it.lead?.email ?? "nothing of it" };
}

for (const role of ROLES) {
  test(`${role}: each page is there for whom the table says, and tells nobody else that it is`, async ({ baseURL }) => {
    const came: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const row of PAGES) {
      const s = await makeScene(role);
      for (const situation of SUBJECTS[row.subject].situations) {
        const { address, secret } = await addressOf(row, situation, s);
        came[`${row.name}: ${situation}`] = cameOut(await open(address, s.actor, baseURL), secret);
        expected[`${row.name}: ${situation}`] = reachOf(row.subject, row.rights[role]).includes(situation)
          ? "200"
          : "no";
      }
    }
    expect(came).toStrictEqual(expected);
  });
}

test("whoever is locked out is sent to their way in from every page, and told nothing", async ({ baseURL }) => {
  const ended = await makeUser("admin");
  await database().session.delete({ where: { id: ended.sessionId } });
  const gone = await makeUser("admin");
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  const owing = await owesSecondFactor(await makeUser("admin"));
  const cases = [
    [undefined, "/sign-in"],
    [ended, "/sign-in"],
    [gone, "/sign-in"],
    [owing, "/second-factor"],
  ] as const;
  const wrong: string[] = [];
  for (const row of PAGES) {
    const s = await makeScene("admin");
    const { address, secret } = await addressOf(row, SUBJECTS[row.subject].situations[0], s);
    for (const [actor, way] of cases) {
      const { status, to, text } = await open(address, actor, baseURL);
      if (status !== 307 || !to.startsWith(way) || text.includes(secret)) wrong.push(`${address} ${status} ${to}`);
    }
  }
  expect(wrong).toStrictEqual([]);
});

test("what was built has no door that no table knows", () => {
  const readBuilt = (file: string) => JSON.parse(fs.readFileSync(`.next/${file}`, "utf8")) as object;
  const { node } = readBuilt("server/server-reference-manifest.json") as {
    node: Record<string, { exportedName: string }>;
  };
  const rows = [...LEAD_ACTIONS, ...ARRIVAL_ACTIONS, ...SETTINGS_ACTIONS, ...PEOPLE_ACTIONS];
  const open = [...Object.keys(PUBLIC_ACTIONS), ...Object.keys(OPEN_ACTIONS)];
  const actions = new Set([...rows.map(({ name }) => name.split(":")[0]), ...open]);
  const built = Object.values(node).map(({ exportedName }) => exportedName);
  // Those inside a file are named by the framework; another test counts them.
  expect(built.filter((name) => !name.startsWith("$$RSC_SERVER_ACTION") && !actions.has(name))).toStrictEqual([]);

  const routes = [...SESSION_ROUTES, ...OTHER_ROUTES].map(({ name }) => name).concat(KEY_ROUTES.map(([name]) => name));
  const known = new Set([
    ...routes.map((name) => name.split(" ")[1]),
    ...[...PAGES, ...OPEN_PAGES].map(({ name }) => name),
  ]);
  const addresses = Object.values(readBuilt("app-path-routes-manifest.json") as Record<string, string>)
    .filter((address) => !/^\/(?:_|icon\.svg$)/.test(address))
    .map((address) => address.replaceAll(/\[\[(.*?)\]\]/g, "{[$1]}").replaceAll(/(?<!\{)\[(.*?)\](?!\})/g, "{$1}"));
  expect([...new Set(addresses)].filter((address) => !known.has(address))).toStrictEqual([]);
  expect([...known].filter((address) => address !== undefined && !addresses.includes(address))).toStrictEqual([]);
});
