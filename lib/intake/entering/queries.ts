import { readAssignment } from "@/lib/assignment/rules/queries";
import { IN } from "@/lib/auth/standing/policy";
import { authorize, fieldRight, hasRights, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { fieldViews } from "@/lib/leads/custom-fields/queries";
import { offeredServices } from "@/lib/leads/service-words/queries";
import type { Ctx } from "@/lib/core/ctx";

/** What the form for a new lead offers: the companies one enters for, and whom it may be given to. */
export async function entryChoices(ctx: Ctx, locale: string) {
  const scope = authorize(ctx, "lead.create");
  const { actor } = ctx;
  const mine = hasRights(actor) && scope !== "any" ? [...actor.companyIds] : undefined;
  const read = reader(ctx);
  const assigns = scopeOf(actor, "lead.assign") !== undefined;
  const [companies, leadTypes, owners, fields, services, assignment] = await Promise.all([
    read.company.findMany({
      where: { active: true, ...(mine && { id: { in: mine } }) },
      orderBy: { position: "asc" },
      select: { id: true, name: true },
    }),
    read.leadType.findMany({ where: { active: true }, orderBy: { position: "asc" } }),
    ownersFor(ctx),
    fieldViews(locale),
    offeredServices(read),
    assigns ? readAssignment(read) : undefined,
  ]);
  return {
    companies,
    leadTypes,
    owners,
    fields,
    services,
    assigns,
    /** Whether rules say whose a lead becomes where nobody is named. */
    hasRules: (assignment?.rules.length ?? 0) > 0,
    /** Fields that whoever enters a lead can't write. */
    locked: SENSITIVE_FIELDS.filter((field) => fieldRight(actor, field) !== "write"),
  };
}

/** Who doesn't assign keeps what they enter. */
async function ownersFor(ctx: Ctx) {
  if (!scopeOf(ctx.actor, "lead.assign")) return [];
  const users = await reader(ctx).user.findMany({
    where: {
      ...IN,
      role: { permissions: { some: { permission: "lead.update" } } },
    },
    orderBy: [{ firstName: "asc" }, { lastName: "asc" }],
    select: {
      id: true,
      firstName: true,
      lastName: true,
      companies: { select: { companyId: true } },
      role: { select: { permissions: { where: { permission: "lead.read" }, select: { scope: true } } } },
    },
  });
  return users.map((user) => ({
    id: user.id,
    name: `${user.firstName} ${user.lastName}`.trim(),
    companyIds: user.companies.map(({ companyId }) => companyId),
    everywhere: user.role.permissions.some(({ scope }) => scope === "any"),
  }));
}
