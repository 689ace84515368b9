import { countKeysOf } from "@/lib/auth/keys/queries";
import { IN } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { openLeadsByOwner } from "@/lib/leads/ownership/queries";
import { getUser } from "@/lib/users/queries";
import { fullName } from "@/lib/users/schema";
import { visibleUsers } from "@/lib/users/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { HandOver } from "@/lib/leads/hand-over/schema";

/** How many open leads a user would leave behind, who could take all of them, and how many keys would stop with them. */
export async function handOverOf(ctx: Ctx, userId: string): Promise<HandOver> {
  authorize(ctx, "user.manage");
  await getUser(ctx, userId);
  const db = reader(ctx);
  const [openLeads, perCompany, keys] = await Promise.all([
    db.lead.count({ where: openLeadsOf(userId) }),
    db.lead.groupBy({ by: ["companyId"], where: openLeadsOf(userId) }),
    countKeysOf(ctx, userId),
  ]);
  const people = await db.user.findMany({
    where: {
      AND: [reaching(perCompany.map((row) => row.companyId)), visibleUsers(ctx.actor), { id: { not: userId } }],
    },
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
    select: { id: true, firstName: true, lastName: true, jobTitle: true },
  });
  const has = await openLeadsByOwner(
    ctx,
    people.map(({ id }) => id),
  );
  const candidates = people.map((person) => ({
    id: person.id,
    name: fullName(person),
    jobTitle: person.jobTitle,
    openLeads: has.get(person.id) ?? 0,
  }));
  return { openLeads, candidates, keys };
}

export function openLeadsOf(userId: string): Prisma.LeadWhereInput {
  return { ownerId: userId, status: { outcome: "open" } };
}

/** People of the house who can own leads of every one of these companies. */
export function reaching(companyIds: string[]): Prisma.UserWhereInput {
  const inEach = companyIds.map((companyId) => ({ companies: { some: { companyId } } }));
  const everywhere = { role: { permissions: { some: { permission: "lead.read", scope: "any" } } } };
  // Reading is not enough: whoever takes over has to be able to work them.
  const works = { role: { permissions: { some: { permission: "lead.update" } } } };
  return { AND: [IN, works, { OR: [everywhere, { AND: inEach }] }] };
}
