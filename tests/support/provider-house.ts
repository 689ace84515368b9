import { NO_PROVIDER } from "@/lib/auth/provider/schema";
import { database } from "@/lib/core/db";
import { sealText } from "@/lib/core/secrets";
import { roleId } from "./people";
import { CLIENT } from "./provider-server";
import type { Prisma } from "@/lib/core/prisma/client";

type Given = { group: string; role: string; companyIds?: string[] };

/** The provider of that address, with what each group gives; whatever was set up before is forgotten. */
export async function setUpProvider(
  issuer: string,
  rules: Given[],
  more: Partial<Prisma.IdentityProviderUncheckedCreateInput> = {},
): Promise<void> {
  const data = {
    ...{ ...NO_PROVIDER, id: 1, on: true, issuer, clientId: CLIENT.id, secretSealed: sealText(CLIENT.secret) },
    ...{ triedAt: null, problem: "", detail: "", answeredAt: null, ...more },
  };
  await database().identityProvider.upsert({ where: { id: 1 }, create: data, update: data });
  await giveProviderRules(rules);
}

export async function giveProviderRules(rules: Given[]): Promise<void> {
  await database().directoryRule.deleteMany({ where: { via: "provider" } });
  for (const [position, { group, role, companyIds = [] }] of rules.entries()) {
    const companies = { create: companyIds.map((companyId) => ({ companyId })) };
    const data = { via: "provider", position, group, roleId: await roleId(role), companies };
    await database().directoryRule.create({ data });
  }
}
