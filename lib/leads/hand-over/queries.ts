import { countKeysOf } from "@/lib/auth/keys/queries";
import { IN, isInvited } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { reachesLead } from "@/lib/leads/audience";
import { openLeadsByOwner } from "@/lib/leads/ownership/queries";
import { getUser } from "@/lib/users/queries";
import { RIGHTS_OF_ROLE, actorOfRow } from "@/lib/users/roles/queries";
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
    db.task.findMany({
      where: openTasksOf(userId),
      select: { lead: { select: { companyId: true, ownerId: true, status: { select: { outcome: true } } } } },
    }),
    countKeysOf(ctx, userId),
  ]);
  const leads = perCompany.map(({ companyId, _count: count }) => ({ companyId, count }));
  const takes = (person: Taker) =>
    leads.length > 0
      ? sum(leads.filter(({ companyId }) => person.reaches(companyId)))
      : tasks.filter(({ lead }) => person.sees(lead)).length;
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
      takes: takes(person),
      among: leads.length > 0 ? sum(leads) : tasks.length,
    }))
    .filter((one) => one.takes > 0)
    .toSorted((a, b) => Number(a.invited) - Number(b.invited));
  const offered = people.filter(({ id }) => candidates.some((one) => one.id === id));
  const apart = tasks.flatMap(({ lead }) => (lead && !goesOver(lead, userId) ? [lead] : []));
  const seen = apart.map((lead) => offered.filter((person) => person.sees(lead)).map(({ id }) => id));
  return { openLeads: sum(leads), openTasks: tasks.length, apart: grouped(seen), candidates, keys };
}

type Taker = Awaited<ReturnType<typeof takers>>[number];

/** An open lead goes over, and its task with it; a closed one stays whose it was. */
const goesOver = ({ ownerId, status }: { ownerId: string | null; status: { outcome: string } }, userId: string) =>
  ownerId === userId && status.outcome === "open";

function grouped(seen: readonly string[][]): HandOver["apart"] {
  return [...Map.groupBy(seen, (ids) => ids.join())].map(([, alike]) => ({
    count: alike.length,
    seenBy: alike[0] ?? [],
  }));
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

/** People of the house the actor knows who can own leads, and of which companies; and which leads they see as they are. */
export async function takers(ctx: Ctx, db: Pick<Reader, "user">, among: Prisma.UserWhereInput) {
  return peopleWithSight(db, { AND: [WORKS, visibleUsers(ctx.actor), among] });
}

export async function peopleWithSight(db: Pick<Reader, "user">, where: Prisma.UserWhereInput) {
  const people = await db.user.findMany({
    where,
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
    include: {
      directory: { select: { userId: true } },
      companies: { select: { companyId: true } },
      role: { include: RIGHTS_OF_ROLE },
    },
  });
  return people.map((person) => {
    const actor = actorOfRow(person);
    const sees = reachesLead(actor);
    const { id, firstName, lastName, jobTitle } = person;
    return {
      ...{ id, firstName, lastName, jobTitle, invited: isInvited(person) },
      reaches: (companyId: string) => actor.permissions["lead.read"] === "any" || actor.companyIds.includes(companyId),
      /** What is about no lead anybody can have. */
      sees: (lead: Parameters<typeof sees>[0] | null) => lead === null || sees(lead),
    };
  });
}
