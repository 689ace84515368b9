import { countKeysOf } from "@/lib/auth/keys/queries";
import { IN, isInvited } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { openLeadsByOwner } from "@/lib/leads/ownership/queries";
import { getUser } from "@/lib/users/queries";
import { fullName } from "@/lib/users/schema";
import { visibleUsers } from "@/lib/users/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { HandOver } from "@/lib/leads/hand-over/schema";

/** How many open leads and tasks a user would leave behind, who could take how many of them, and how many keys would stop with them. */
export async function handOverOf(ctx: Ctx, userId: string): Promise<HandOver> {
  authorize(ctx, "user.manage");
  await getUser(ctx, userId);
  const db = reader(ctx);
  const [perCompany, tasks, keys] = await Promise.all([
    db.lead.groupBy({ by: ["companyId"], where: openLeadsOf(userId), _count: true }),
    db.task.findMany({ where: openTasksOf(userId), select: { lead: { select: { companyId: true } } } }),
    countKeysOf(ctx, userId),
  ]);
  const leads = perCompany.map(({ companyId, _count: count }) => ({ companyId, count }));
  const left = leads.length > 0 ? leads : tasks.map(({ lead }) => ({ companyId: lead?.companyId ?? null, count: 1 }));
  const people = await takers(ctx, db, { id: { not: userId } });
  const has = await openLeadsByOwner(
    ctx,
    people.map(({ id }) => id),
  );
  const candidates = people
    .map((person) => ({
      id: person.id,
      name: fullName(person),
      jobTitle: person.jobTitle,
      openLeads: has.get(person.id) ?? 0,
      invited: person.invited,
      takes: sum(left.filter(({ companyId }) => person.reaches(companyId))),
      among: sum(left),
    }))
    .filter(({ takes }) => takes > 0)
    .toSorted((a, b) => Number(a.invited) - Number(b.invited));
  return { openLeads: sum(leads), openTasks: tasks.length, candidates, keys };
}

const sum = (parts: { count: number }[]) => parts.reduce((total, { count }) => total + count, 0);

export function openLeadsOf(userId: string): Prisma.LeadWhereInput {
  return { ownerId: userId, status: { outcome: "open" } };
}

export function openTasksOf(userId: string): Prisma.TaskWhereInput {
  return { assigneeId: userId, doneAt: null };
}

/** Reading is not enough: whoever takes over has to be able to work them. */
const WORKS: Prisma.UserWhereInput = {
  AND: [IN, { role: { permissions: { some: { permission: "lead.update" } } } }],
};

/** People of the house who can own leads of every one of these companies. */
export function reaching(companyIds: string[]): Prisma.UserWhereInput {
  const inEach = companyIds.map((companyId) => ({ companies: { some: { companyId } } }));
  const everywhere = { role: { permissions: { some: { permission: "lead.read", scope: "any" } } } };
  return { AND: [WORKS, { OR: [everywhere, { AND: inEach }] }] };
}

/** People of the house the actor knows who can own leads, and of which companies; what is of no company anybody can have. */
export async function takers(ctx: Ctx, db: Pick<Reader, "user">, among: Prisma.UserWhereInput) {
  const people = await db.user.findMany({
    where: { AND: [WORKS, visibleUsers(ctx.actor), among] },
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
    select: {
      ...{ id: true, firstName: true, lastName: true, jobTitle: true, passwordHash: true },
      directory: { select: { userId: true } },
      companies: { select: { companyId: true } },
      role: { select: { permissions: { where: { permission: "lead.read", scope: "any" } } } },
    },
  });
  return people.map(({ companies, role, passwordHash, directory, ...person }) => ({
    ...person,
    invited: isInvited({ passwordHash, directory }),
    reaches: (companyId: string | null) =>
      companyId === null || role.permissions.length > 0 || companies.some((one) => one.companyId === companyId),
  }));
}
