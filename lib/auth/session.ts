import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { env } from "@/lib/core/env";
import { actorOfSession } from "@/lib/auth/queries";
import type { UserActor } from "@/lib/core/ctx";

const COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/** Once per request: the cookie names a session row; no row, nobody. */
export const currentActor = cache(async (): Promise<UserActor | undefined> => {
  const jar = await cookies();
  const token = COOKIES.map((name) => jar.get(name)?.value).find(Boolean);
  if (!token) return undefined;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.["sid"] === "string" ? actorOfSession(claims["sid"]) : undefined;
});

/** For pages: whoever isn't signed in goes to the sign-in page. */
export async function requireActor(): Promise<UserActor> {
  return (await currentActor()) ?? redirect("/sign-in");
}
