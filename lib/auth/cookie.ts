import { encode } from "next-auth/jwt";
import { cookies, headers } from "next/headers";
import { DEVICE_DAYS } from "@/lib/auth/devices/schema";
import { SESSION_DAYS } from "@/lib/auth/schema";
import { clientAddress } from "@/lib/core/client-address";
import { env } from "@/lib/core/env";
import { isSecure } from "@/lib/core/origin";
import { newToken } from "@/lib/core/token";
import type { Entry } from "@/lib/auth/person";
import type { Client } from "@/lib/auth/schema";

const PLAIN = "next-auth.session-token";
const SECURE = `__Secure-${PLAIN}`;
/** The one that only travels over https wins. */
export const SESSION_COOKIES = [SECURE, PLAIN] as const;

const DEVICE_COOKIE = "device";
const DEVICE_TEXT = /^[\w-]{43}$/;

export const SESSION_SECONDS = SESSION_DAYS * 86_400;

type Claims = { sid: string } | { step: string };

/** What the cookie holds: a session's id or, where the code is still owed, what it is brought with. */
export function claimsOf(entry: Pick<Entry, "sessionId" | "step">): Claims {
  return entry.step === undefined ? { sid: entry.sessionId ?? "" } : { step: entry.step };
}

/** The same cookie that signing in sets, for those who set their password and are in. */
export async function setSessionCookie(entry: Pick<Entry, "sessionId" | "step">): Promise<void> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const secure = isSecure(sent);
  const value = await encode({ token: claimsOf(entry), secret: env().NEXTAUTH_SECRET, maxAge: SESSION_SECONDS });
  jar.set(secure ? SECURE : PLAIN, value, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure,
    maxAge: SESSION_SECONDS,
  });
}

export async function clearSessionCookies(): Promise<void> {
  const jar = await cookies();
  for (const name of SESSION_COOKIES) {
    if (jar.has(name)) jar.set(name, "", { httpOnly: true, path: "/", maxAge: 0, secure: name === SECURE });
  }
}

export async function currentClient(): Promise<Client> {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const known = jar.get(DEVICE_COOKIE)?.value ?? "";
  return {
    address: clientAddress(sent),
    userAgent: (sent.get("user-agent") ?? "").slice(0, 400),
    device: DEVICE_TEXT.test(known) ? known : newToken().token,
  };
}

/** Once somebody is in: their next sign-in with this browser is no news. It opens nothing. */
export async function setDeviceCookie({ device }: Client): Promise<void> {
  if (device === undefined) return;
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  jar.set(DEVICE_COOKIE, device, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: isSecure(sent),
    maxAge: DEVICE_DAYS * 86_400,
  });
}
