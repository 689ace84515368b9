import { IN } from "@/lib/auth/standing/policy";
import { conflict, forbidden, invalid, Outcome, precondition } from "@/lib/core/errors";
import { requireCompanies, requireRole } from "@/lib/users/commands";
import { groupRules } from "@/lib/users/identities/queries";
import { groupName, sameGroup, versionOf } from "@/lib/users/identities/rules";
import { ADMIN_ROLE } from "@/lib/users/schema";
import type { Via } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Changes } from "@/lib/core/events";
import type { GroupRuleView, SaveRulesInput } from "@/lib/users/identities/schema";

type Of = { via: Via; on: boolean };

/** The rules as a whole, inside a transaction that holds the settings and announces what this answers. */
export async function replaceRules(
  ctx: Ctx,
  tx: Tx,
  { rules, seen }: SaveRulesInput,
  { via, on }: Of,
): Promise<{ payload: { count: number }; changes: Changes }> {
  const before = await groupRules(tx, via);
  if (versionOf(before) !== seen) throw conflict({ field: "rules" });
  if (versionOf(rules) === seen) throw precondition("unchanged");
  await requireOwnRoles(ctx, tx, via);
  await requireSense(ctx, tx, via, rules);
  if (on && rules.length === 0) throw precondition(`${via}NoRules`);
  await tx.directoryRule.deleteMany({ where: { via } });
  for (const [position, { group, roleId, companyIds }] of rules.entries()) {
    const companies = { create: [...new Set(companyIds)].map((companyId) => ({ companyId })) };
    await tx.directoryRule.create({ data: { via, position, group, roleId, companies } });
  }
  const changes = { rules: { from: await told(tx, via, before), to: await told(tx, via, rules) } };
  return { payload: { count: rules.length }, changes };
}

/** Before anybody is let in: it is said who may, and it doesn't keep the only keys to the house. */
export async function requireRulesAndAdmin(tx: Tx, via: Via): Promise<void> {
  if ((await tx.directoryRule.count({ where: { via } })) === 0) throw precondition(`${via}NoRules`);
  await requireOwnAdmin(tx, via);
}

/** One admin at least comes in by themselves: what else lets people in is away one day, or says no to everybody. */
export async function requireOwnAdmin(tx: Tx, via: Via, exceptUserId?: string): Promise<void> {
  await tx.$queryRawUnsafe(`select 1 from "Role" where key = $1 for no key update`, ADMIN_ROLE);
  const own = { ...IN, passwordHash: { not: null }, directory: null, role: { key: ADMIN_ROLE } };
  const others = await tx.user.count({
    where: { ...own, ...(exceptUserId !== undefined && { id: { not: exceptUserId } }) },
  });
  if (others === 0) throw precondition(`${via}OwnAdmin`);
}

/** Nobody decides about groups that give more than they themselves may do. */
export async function requireOwnRoles(ctx: Ctx, tx: Tx, via: Via): Promise<void> {
  const rules = await groupRules(tx, via);
  for (const roleId of new Set(rules.map((rule) => rule.roleId))) {
    await requireRole(ctx, tx, roleId).catch((error: unknown) => {
      throw error instanceof Outcome ? forbidden() : error;
    });
  }
}

async function requireSense(ctx: Ctx, tx: Tx, via: Via, rules: readonly GroupRuleView[]): Promise<void> {
  const named = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const at = (fields: FieldErrors) =>
      Object.fromEntries(Object.entries(fields).map(([field, key]) => [`rules.${index}.${field}`, key]));
    const name = sameGroup[via](rule.group);
    if (name === undefined) throw invalid(at({ group: "notDn" }));
    if (named.has(name)) throw invalid(at({ group: "groupTwice" }));
    named.add(name);
    try {
      await requireCompanies(ctx, tx, await requireRole(ctx, tx, rule.roleId), rule.companyIds);
    } catch (error) {
      if (error instanceof Outcome && error.fields) throw invalid(at(error.fields));
      throw error;
    }
  }
}

/** As the log keeps them: roles by their ids, so that each reader is told what they are called in their language. */
async function told(tx: Tx, via: Via, rules: readonly GroupRuleView[]) {
  const companies = await tx.company.findMany({ select: { id: true, name: true }, orderBy: { position: "asc" } });
  return rules.map(({ group, roleId, companyIds }) => ({
    group: groupName(via, group),
    role: roleId,
    companies: companies.filter(({ id }) => companyIds.includes(id)).map(({ name }) => name),
  }));
}
