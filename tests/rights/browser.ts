import { encode } from "next-auth/jwt";
import { database } from "@/lib/core/db";
import { owesSecondFactor } from "@/tests/support/owing";
import type { UserActor } from "@/lib/core/ctx";

/** What Next hands a request: in these tests the cookies of whoever tries, and nothing else. */

const jar = new Map<string, string>();
/** How cookies were set, the last one last. */
export const cookiesSet: {
  name: string;
  httpOnly?: boolean;
  sameSite?: string;
  path?: string;
  secure?: boolean;
  maxAge?: number;
}[] = [];
/** What a proxy says of the request. */
export const forwarded = { proto: "http" };

export const requestHeaders = {
  cookies: () =>
    Promise.resolve({
      get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) ?? "" } : undefined),
      has: (name: string) => jar.has(name),
      set: (name: string, value: string, options: object = {}) => {
        jar.set(name, value);
        cookiesSet.push({ name, ...options });
      },
    }),
  headers: () =>
    Promise.resolve(
      new Headers({ host: "server:3000", origin: "https://server:3000", "x-forwarded-proto": forwarded.proto }),
    ),
};

/** In the words' place their keys. */
export const language = {
  getLocale: () => Promise.resolve("es"),
  getTranslations: () => Promise.resolve(Object.assign((key: string) => key, { has: () => true })),
};

type Cookies = ReadonlyMap<string, string>;

/** From now on these are the browser's cookies. */
export function carry(cookies: Cookies): void {
  jar.clear();
  for (const [name, value] of cookies) jar.set(name, value);
}

const NAME = "next-auth.session-token";

async function cookiesOf(sid: string, secret = process.env["NEXTAUTH_SECRET"] ?? ""): Promise<Cookies> {
  return new Map([[NAME, await encode({ token: { sid }, secret })]]);
}

/** The cookie that signing in gives. */
export async function enter(actor: UserActor): Promise<void> {
  carry(await cookiesOf(actor.sessionId));
}

/** Who may do nothing but what is about their way in. */
export const OWING = "who owes a second factor";

/** Whoever may nothing at all, whatever their role would let them: what their browsers send. */
export async function lockedOut(someone: () => Promise<UserActor>): Promise<Record<string, Cookies>> {
  const [ended, past, idle, gone] = [await someone(), await someone(), await someone(), await someone()];
  const session = ({ sessionId }: UserActor) => ({ where: { id: sessionId } });
  await database().session.delete(session(ended));
  await database().session.update({ ...session(past), data: { expiresAt: new Date() } });
  await database().session.update({ ...session(idle), data: { lastSeenAt: new Date(Date.now() - 73 * 3_600_000) } });
  await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  return {
    nobody: new Map(),
    "a cookie of no kind": new Map([[NAME, "eyJhbGciOiJub25lIn0.e30."]]),
    "a cookie of another server's": await cookiesOf((await someone()).sessionId, "another server's secret"),
    "a session that never was": await cookiesOf("00000000-0000-7000-8000-000000000000"),
    "an ended session": await cookiesOf(ended.sessionId),
    "a session past its time": await cookiesOf(past.sessionId),
    "a session left alone too long": await cookiesOf(idle.sessionId),
    "a deactivated user": await cookiesOf(gone.sessionId),
    [OWING]: await cookiesOf((await owesSecondFactor(await someone())).sessionId),
  };
}
