import { NO_PROVIDER } from "@/lib/auth/provider/schema";
import { database } from "@/lib/core/db";
import { openText } from "@/lib/core/secrets";
import type { ProviderAccess, ProviderValues } from "@/lib/auth/provider/schema";
import type { IdentityProvider } from "@/lib/core/prisma/client";

/** How the provider is spoken to, if one is set up; `on`: whether anybody is let in by it. */
export async function providerAccess(): Promise<{ on: boolean; access: ProviderAccess } | undefined> {
  const row = await database().identityProvider.findUnique({ where: { id: 1 } });
  if (!row || !isWhole(row)) return undefined;
  return { on: row.on, access: { ...providerValuesOf(row), secret: openText(row.secretSealed) } };
}

/** What the sign-in's button says, for pages before anybody is signed in; nothing where there is none. */
export async function providerButton(): Promise<{ label: string } | undefined> {
  const row = await database().identityProvider.findFirst({ where: { id: 1, on: true }, select: { label: true } });
  return row ?? undefined;
}

/** Whether it can be spoken to at all. */
export function isWhole({ issuer, clientId, secretSealed }: IdentityProvider): boolean {
  return issuer !== "" && clientId !== "" && secretSealed !== "";
}

/** The settings of a row, without its secret and its state. */
export function providerValuesOf(row: IdentityProvider | null): ProviderValues {
  if (!row) return NO_PROVIDER;
  const { issuer, clientId, ca, scopes, groupsClaim, accountClaim, trustsMail, label, againDays } = row;
  return { issuer, clientId, ca, scopes, groupsClaim, accountClaim, trustsMail, label, againDays };
}
