import { validateCondition } from "@/lib/core/condition/problems";
import { authorize } from "@/lib/core/ctx";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { ruleCatalogue } from "@/lib/intake/classification";
import { sourceRulesSaved } from "@/lib/intake/events";
import { lockSource } from "@/lib/intake/sources/queries";
import { sameValue } from "@/lib/intake/sources/values";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { ClassificationRule, Prisma } from "@/lib/core/prisma/client";
import type { SaveRulesInput } from "@/lib/intake/sources/schema";

/** How a person's screen names the rules it shows, to tell whether somebody changed them since. */
export const ruleMark = (rule: { id: string; version: number }): string => `${rule.id}:${rule.version}`;

/** The source's rules as one list: order matters, so they are saved together. Past leads stay as they are. */
export async function saveRules(ctx: Ctx, input: SaveRulesInput): Promise<{ count: number }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    const before = await tx.classificationRule.findMany({
      where: { sourceId: source.id },
      orderBy: { position: "asc" },
    });
    if (!sameValue(before.map(ruleMark), input.seen)) throw conflict({ field: "rules" });
    for (const [index, { condition }] of input.rules.entries()) {
      const unreadable = validateCondition(condition, ruleCatalogue(condition)).length > 0;
      if (unreadable) throw invalid({ [`rules.${index}.condition`]: "condition" });
    }
    await writeRules(tx, source.id, before, input.rules);
    const names = (rules: { name: string }[]) => rules.map((rule) => rule.name);
    emit(sourceRulesSaved, {
      subjectId: source.id,
      subjectLabel: source.name,
      companyIds: [source.companyId],
      payload: { count: input.rules.length },
      changes: { rules: { from: names(before), to: names(input.rules) } },
    });
    return { count: input.rules.length };
  });
}

async function writeRules(
  tx: Tx,
  sourceId: string,
  before: ClassificationRule[],
  rules: SaveRulesInput["rules"],
): Promise<void> {
  const known = new Map(before.map((rule) => [rule.id, rule]));
  const kept = rules.flatMap(({ id }) => (id && known.has(id) ? [id] : []));
  await tx.classificationRule.deleteMany({ where: { sourceId, id: { notIn: kept } } });
  for (const [position, { id, name, condition, effect }] of rules.entries()) {
    const old = id ? known.get(id) : undefined;
    const data = {
      name,
      condition: condition as Prisma.InputJsonObject,
      effect: effect as Prisma.InputJsonObject,
      position,
    };
    if (!old) await tx.classificationRule.create({ data: { ...data, id: newId(), sourceId } });
    else if (
      !sameValue(data, { name: old.name, condition: old.condition, effect: old.effect, position: old.position })
    ) {
      await tx.classificationRule.update({ where: { id: old.id }, data: { ...data, version: { increment: 1 } } });
    }
  }
}
