import { reader } from "@/lib/core/db";
import type { Via } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { GroupRuleView, WayInLight } from "@/lib/users/identities/schema";

/** What each group makes of its people, in order. */
export async function groupRules(read: Pick<Reader, "directoryRule">, via: Via): Promise<GroupRuleView[]> {
  const rows = await read.directoryRule.findMany({
    where: { via },
    orderBy: { position: "asc" },
    select: { group: true, roleId: true, companies: { select: { companyId: true } } },
  });
  return rows.map(({ companies, ...rule }) => ({
    ...rule,
    companyIds: companies.map(({ companyId }) => companyId),
  }));
}

/** How many come that way, and how many of them aren't let in any more. */
export async function peopleOf(
  read: Pick<Reader, "directoryPerson">,
  via: Via,
): Promise<{ linked: number; out: number }> {
  const [linked, out] = await Promise.all([
    read.directoryPerson.count({ where: { via, user: { deactivatedAt: null } } }),
    read.directoryPerson.count({ where: { via, outReason: { not: "" }, user: { deactivatedAt: null } } }),
  ]);
  return { linked, out };
}

type Fared = { on: boolean; triedAt: Date | null; problem: string };

/** By what its row says, and whether it says enough to be used. */
export function lightOf(row: Fared | null, { isSet }: { isSet: boolean }): WayInLight {
  if (!row || !isSet) return "unset";
  if (!row.on) return "off";
  if (!row.triedAt) return "untried";
  return row.problem === "" ? "fine" : "failing";
}

/** Through what people can be let in, for pages that offer to link somebody. */
export async function viasThatAreOn(ctx: Pick<Ctx, "tx">): Promise<Via[]> {
  const on = { where: { id: 1, on: true }, select: { id: true } } as const;
  const [directory, provider] = await Promise.all([
    reader(ctx).directory.findFirst(on),
    reader(ctx).identityProvider.findFirst(on),
  ]);
  return [...(directory ? (["directory"] as const) : []), ...(provider ? (["provider"] as const) : [])];
}
