import { IN } from "@/lib/auth/standing/policy";
import { validateCondition } from "@/lib/core/condition/problems";
import { authorize } from "@/lib/core/ctx";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { assignmentRulesSaved } from "@/lib/assignment/events";
import { assignmentCatalogue } from "@/lib/assignment/fields";
import { lockAssigning } from "@/lib/assignment/people/queries";
import { countAnew } from "@/lib/assignment/results/commands";
import { readAssignment } from "@/lib/assignment/rules/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Assignment, SaveAssignmentInput } from "@/lib/assignment/schema";

/** The rules as one version: order matters, so they are saved together. Leads that have an owner keep them. */
export async function saveAssignment(ctx: Ctx, input: SaveAssignmentInput): Promise<{ version: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    await lockAssigning(tx);
    const before = await readAssignment(tx);
    if (before.version !== input.seen) throw conflict({ field: "rules" });
    const rules = input.rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
    await requireSense(tx, { ...input, rules }, before);
    const version = before.version + 1;
    const id = newId();
    await tx.assignmentVersion.create({
      data: {
        id,
        number: version,
        rules,
        caps: input.caps,
        savedAt: ctx.now(),
        savedBy: ctx.actor.type === "user" ? ctx.actor.name : "",
        restoredFrom: input.restoredFrom,
      },
    });
    // What the hourly count hasn't looked at until now, since nobody asked.
    if (usesResults(rules) && !usesResults(before.rules)) await countAnew(tx, ctx.now());
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    emit(assignmentRulesSaved, {
      subjectId: id,
      subjectLabel: String(version),
      payload: { count: rules.length, version },
      changes: { rules: { from: names(before.rules), to: names(rules) } },
    });
    return { version };
  });
}

const usesResults = (rules: readonly { method: string }[]) => rules.some(({ method }) => method === "bestResult");

type Wanted = Pick<Assignment, "rules" | "caps">;

/** Each condition can be read, each rule has whom to ask, and whoever is newly named is there and works leads. */
async function requireSense(tx: Tx, wanted: Wanted, before: Assignment): Promise<void> {
  const { rules } = wanted;
  for (const [index, rule] of rules.entries()) {
    const at = (field: string) => `rules.${index}.${field}`;
    if (validateCondition(rule.condition, assignmentCatalogue).length > 0)
      throw invalid({ [at("condition")]: "condition" });
    if (!asksSomebody(rule)) throw invalid({ [at("pool")]: "required" });
    if (rule.remind !== null && rule.takeBack !== null && rule.remind >= rule.takeBack)
      throw invalid({ [at("remind")]: "notValid" });
  }
  if (new Set(rules.map(({ id }) => id)).size < rules.length) throw invalid({ rules: "notValid" });
  const known = namedIn(before);
  const people = [...namedIn(wanted)].filter((id) => !known.has(id));
  const found = await tx.user.count({
    where: {
      id: { in: people },
      ...IN,
      role: { permissions: { some: { permission: "lead.update" } } },
    },
  });
  if (found < people.length) throw invalid({ rules: "owner" });
  const companyIds = [...new Set(rules.flatMap((rule) => rule.pool.companyIds))];
  if ((await tx.company.count({ where: { id: { in: companyIds } } })) < companyIds.length)
    throw invalid({ rules: "notValid" });
}

function asksSomebody({ method, pool }: Assignment["rules"][number]): boolean {
  const { userIds, companyIds, ownCompany } = pool;
  if (method === "named") return userIds.length === 1 && companyIds.length === 0 && !ownCompany;
  return userIds.length > 0 || companyIds.length > 0 || ownCompany;
}

const namedIn = ({ rules, caps }: Wanted) =>
  new Set([...rules.flatMap((rule) => rule.pool.userIds), ...Object.keys(caps.people)]);
