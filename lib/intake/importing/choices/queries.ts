import { IN } from "@/lib/auth/standing/policy";
import { authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";

/** What an import's settings choose from. */
export async function importChoices(ctx: Ctx) {
  const scope = authorize(ctx, "lead.import");
  const { actor } = ctx;
  const mine = hasRights(actor) && scope !== "any" ? [...actor.companyIds] : undefined;
  const read = reader(ctx);
  const [companies, leadTypes, statuses, retired, owners] = await Promise.all([
    read.company.findMany({
      where: { active: true, ...(mine && { id: { in: mine } }) },
      orderBy: { position: "asc" },
      select: { id: true, name: true },
    }),
    read.leadType.findMany({ where: { active: true }, orderBy: { position: "asc" } }),
    read.status.findMany({ where: { active: true }, orderBy: { position: "asc" } }),
    read.status.findMany({ where: { successorId: { not: null } } }),
    read.user.findMany({
      where: { ...IN, role: { permissions: { some: { permission: "lead.update" } } } },
      orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
      select: {
        id: true,
        firstName: true,
        lastName: true,
        email: true,
        userName: true,
        companies: { select: { companyId: true } },
        role: { select: { permissions: { where: { permission: "lead.read" }, select: { scope: true } } } },
      },
    }),
  ]);
  return {
    companies,
    leadTypes,
    statuses,
    /** A file may call a status by the name of one that it took the place of. */
    retired: retired.flatMap(({ successorId, ...status }) => (successorId ? [{ ...status, id: successorId }] : [])),
    owners: owners.map(({ companies: theirs, role, firstName, lastName, ...user }) => ({
      ...user,
      name: `${firstName} ${lastName}`.trim(),
      companyIds: theirs.map(({ companyId }) => companyId),
      everywhere: role.permissions.some((permission) => permission.scope === "any"),
    })),
    /** Whether it is for every company. */
    everywhere: scopeOf(actor, "lead.import") === "any",
  };
}
export type ImportChoices = Awaited<ReturnType<typeof importChoices>>;
