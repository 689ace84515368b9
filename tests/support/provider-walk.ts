import { enterByProvider, startByProvider } from "@/lib/auth/provider/entering/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { welcome } from "@/lib/users/identities/entering/commands";
import { setUpProvider } from "./provider-house";
import type { CameBack } from "@/lib/auth/provider/entering/commands";
import type { Claims, ProviderDoor } from "./provider-server";

export const ORIGIN = "https://leads.casa.test";
export const ANA: Claims = {
  ...{ sub: "ana-1", given_name: "Ana", family_name: "Álvarez", preferred_username: "ana" },
  ...{ email: "ana@casa.test", email_verified: true, groups: ["ventas"] },
};

let homes = 0;
export function newHome() {
  homes++;
  return { address: `203.0.113.${homes % 250}`, userAgent: "Test", device: `device ${homes}` };
}
export const atDoor = () => systemCtx("sign-in");

export async function start(next = "/leads") {
  const begun = await startByProvider(atDoor(), { next, origin: ORIGIN, client: newHome() });
  if ("reason" in begun) throw new Error(begun.reason);
  return begun;
}

export const comeBack = (query: URL, sealed: string | undefined, client = newHome()): Promise<CameBack> =>
  enterByProvider(atDoor(), { query: query.searchParams, sealed, client }, welcome);

/** All of it, as somebody the provider knows; `more`: what else comes back with their browser. */
export async function enterAt(door: ProviderDoor, person: Claims, more?: Record<string, string>): Promise<CameBack> {
  const { url, sealed } = await start();
  return comeBack(door.letGo(url, person, more), sealed);
}

export function entryIn(back: CameBack) {
  if ("reason" in back) throw new Error(`refused: ${back.reason}`);
  return back.entry;
}

/** What this process knows of it is kept for minutes otherwise. */
export function forgetProvider(): void {
  (globalThis as { __provider?: { known: Map<string, unknown> } }).__provider?.known.clear();
}

export const providerRules = ({ id }: { id: string }) => [
  { group: "jefes", role: "manager", companyIds: [id] },
  { group: "ventas", role: "employee", companyIds: [id] },
];

/** Nobody of the tests before is here, and the provider does right again. */
export async function beginAnew(door: ProviderDoor, company: { id: string }): Promise<void> {
  Object.assign(door, { moods: {}, metadata: {}, more: undefined, signing: "ours", alter: {}, asked: [] });
  forgetProvider();
  const brought = await database().directoryPerson.findMany();
  await database().user.deleteMany({ where: { id: { in: brought.map(({ userId }) => userId) } } });
  await database().user.deleteMany({ where: { email: { endsWith: "@casa.test" } } });
  await setUpProvider(door.issuer, providerRules(company));
}
