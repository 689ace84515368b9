import { IN } from "@/lib/auth/standing/policy";
import { validateCondition } from "@/lib/core/condition/problems";
import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { rulesSaved, sourceRulesSaved } from "@/lib/intake/events";
import { ruleCatalogue } from "@/lib/intake/rules/facts";
import { lockShared, readRules } from "@/lib/intake/rules/queries";
import { lockSource } from "@/lib/intake/sources/queries";
import { ownersHeld } from "@/lib/leads/ownership/commands";
import { offerTags } from "@/lib/leads/tags/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { RuleEffect, RuleList, SaveRulesInput } from "@/lib/intake/rules/schema";

/** A list of rules as one version: order matters, so they are saved together. Past leads stay as they are. */
export async function saveRules(ctx: Ctx, input: SaveRulesInput): Promise<{ version: number }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    const { sourceId, otherwise, restoredFrom } = input;
    const source = sourceId === null ? await lockShared(tx) : await lockSource(tx, sourceId);
    const before = await readRules(tx, sourceId);
    if (before.version !== input.seen) throw conflict({ field: "rules" });
    await requireSense(tx, input, before, source?.companyId);
    const rules = input.rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
    const version = before.version + 1;
    const id = await writeVersion(tx, { sourceId, version, rules, otherwise, restoredFrom }, ctx);
    await offerTags(tx, tagsIn(input));
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    const told = {
      payload: { count: rules.length, version },
      changes: { rules: { from: names(before.rules), to: names(rules) } },
    };
    if (source) {
      emit(sourceRulesSaved, {
        ...told,
        subjectId: source.id,
        subjectLabel: source.name,
        companyIds: [source.companyId],
      });
    } else emit(rulesSaved, { ...told, subjectId: id, subjectLabel: String(version) });
    return { version };
  });
}

type Written = RuleList & { sourceId: string | null; restoredFrom: number | null };

/** Keeps a version beside those before it. Joins the transaction of whoever saves. */
export async function writeVersion(tx: Tx, written: Written, ctx: Ctx): Promise<string> {
  const { version, rules, otherwise, ...columns } = written;
  const id = newId();
  await tx.ruleVersion.create({
    data: {
      ...columns,
      id,
      number: version,
      rules: rules,
      otherwise: otherwise,
      savedAt: ctx.now(),
      savedBy: ctx.actor.type === "user" ? ctx.actor.name : "",
    },
  });
  return id;
}

/** Each condition can be read, no two rules are one, and whoever a rule newly names is there. */
async function requireSense(
  tx: Tx,
  { rules, otherwise }: SaveRulesInput,
  before: RuleList,
  companyId: string | undefined,
): Promise<void> {
  for (const [index, { condition }] of rules.entries()) {
    const unreadable = validateCondition(condition, ruleCatalogue(condition)).length > 0;
    if (unreadable) throw invalid({ [`rules.${index}.condition`]: "condition" });
  }
  const ids = rules.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) throw invalid({ rules: "notValid" });
  await requireOwners(tx, [...rules.map(({ effect }) => effect), otherwise], ownersIn(before), companyId);
}

/** Whoever a rule newly names is there; and of the company that the lead will be of, where that is known, if they are in use. */
async function requireOwners(tx: Tx, effects: RuleEffect[], known: Set<string>, companyId: string | undefined) {
  const there = await tx.user.findMany({
    where: { id: { in: [...ownersOf(effects)] }, ...IN },
    select: { id: true, firstName: true, lastName: true },
  });
  const companies = await tx.company.findMany({ select: { id: true, key: true, name: true } });
  const mayOwn = await ownersHeld(
    tx,
    there.map(({ id }) => id),
  );
  for (const { ownerId, companyKey } of effects) {
    if (ownerId === undefined) continue;
    const owner = there.find(({ id }) => id === ownerId);
    if (!owner && !known.has(ownerId)) throw invalid({ rules: "owner" });
    const company = companies.find(({ id, key }) => (companyKey === undefined ? id === companyId : key === companyKey));
    if (!owner || !company || mayOwn(company.id, ownerId)) continue;
    throw precondition("ruleOwner", {
      who: `${owner.firstName} ${owner.lastName}`.trim(),
      company: company.name,
    });
  }
}

type Speaking = { rules: { effect: RuleEffect }[]; otherwise: RuleEffect };

const tagsIn = ({ rules, otherwise }: Speaking) => [
  ...new Set([...rules.map(({ effect }) => effect), otherwise].flatMap(({ tags = [] }) => tags)),
];

const ownersIn = ({ rules, otherwise }: Speaking) => ownersOf([...rules.map(({ effect }) => effect), otherwise]);
const ownersOf = (effects: RuleEffect[]) => new Set(effects.flatMap(({ ownerId }) => ownerId ?? []));
