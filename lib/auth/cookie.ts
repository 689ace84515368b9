import { encode } from "next-auth/jwt";
import { cookies, headers } from "next/headers";
import { SESSION_DAYS } from "@/lib/auth/schema";
import { clientAddress } from "@/lib/core/client-address";
import { env } from "@/lib/core/env";
import type { Client } from "@/lib/auth/schema";

const PLAIN = "next-auth.session-token";
const SECURE = `__Secure-${PLAIN}`;
/** The one that only travels over https wins. */
export const SESSION_COOKIES = [SECURE, PLAIN] as const;

export const SESSION_SECONDS = SESSION_DAYS * 86_400;

/** The same cookie that signing in sets, for those who set their password and are in. */
export async function setSessionCookie(sessionId: string): Promise<void> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const secure = sent.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  const value = await encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_SECONDS });
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
  return clientOf(await headers());
}

export function clientOf(sent: Headers): Client {
  return { address: clientAddress(sent), userAgent: (sent.get("user-agent") ?? "").slice(0, 400) };
}
