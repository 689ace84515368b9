import { NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { database } from "@/lib/core/db";
import { sealText } from "@/lib/core/secrets";
import { BASE, READER } from "./directory-people";
import { certificate } from "./directory-server";
import { roleId } from "./people";
import type { Prisma } from "@/lib/core/prisma/client";

type Given = { group: string; role: string; companyIds?: string[] };

/** The directory at this port, with what each group gives; whatever was set up before is forgotten. */
export async function setUpDirectory(
  port: number,
  rules: Given[],
  more: Partial<Prisma.DirectoryUncheckedCreateInput> = {},
): Promise<void> {
  const data = {
    ...{ ...NO_DIRECTORY, id: 1, on: true, host: "localhost", port, security: "starttls", ca: certificate("ca") },
    ...{ bindDn: READER.dn, passwordSealed: sealText(READER.password), base: BASE, triedAt: null, checkedAt: null },
    ...{ problem: "", detail: "", answeredAt: null, heldOut: 0, outConfirmed: 0, ...more },
  };
  await database().directory.upsert({ where: { id: 1 }, create: data, update: data });
  await giveRules(rules);
}

export async function giveRules(rules: Given[]): Promise<void> {
  await database().directoryRule.deleteMany({ where: { via: "directory" } });
  for (const [position, { group, role, companyIds = [] }] of rules.entries()) {
    const companies = { create: companyIds.map((companyId) => ({ companyId })) };
    await database().directoryRule.create({ data: { position, group, roleId: await roleId(role), companies } });
  }
}
