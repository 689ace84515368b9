import { IN } from "@/lib/auth/standing/policy";
import { validateCondition } from "@/lib/core/condition/problems";
import { authorize } from "@/lib/core/ctx";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { rulesSaved, sourceRulesSaved } from "@/lib/intake/events";
import { ruleCatalogue } from "@/lib/intake/rules/facts";
import { lockShared, readRules } from "@/lib/intake/rules/queries";
import { lockSource } from "@/lib/intake/sources/queries";
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
    await requireSense(tx, input, before);
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
async function requireSense(tx: Tx, { rules, otherwise }: SaveRulesInput, before: RuleList): Promise<void> {
  for (const [index, { condition }] of rules.entries()) {
    const unreadable = validateCondition(condition, ruleCatalogue(condition)).length > 0;
    if (unreadable) throw invalid({ [`rules.${index}.condition`]: "condition" });
  }
  const ids = rules.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) throw invalid({ rules: "notValid" });
  const known = ownersIn(before);
  const owners = [...ownersIn({ rules, otherwise })].filter((id) => !known.has(id));
  const found = await tx.user.count({ where: { id: { in: owners }, ...IN } });
  if (found < owners.length) throw invalid({ rules: "owner" });
}

type Speaking = { rules: { effect: RuleEffect }[]; otherwise: RuleEffect };

const tagsIn = ({ rules, otherwise }: Speaking) => [
  ...new Set([...rules.map(({ effect }) => effect), otherwise].flatMap(({ tags = [] }) => tags)),
];

const ownersIn = ({ rules, otherwise }: Speaking) =>
  new Set([...rules.map(({ effect }) => effect), otherwise].flatMap(({ ownerId }) => ownerId ?? []));
