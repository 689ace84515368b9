import { matches } from "@/lib/core/condition/evaluate";
import { conditionSchema } from "@/lib/core/condition/schema";
import { z } from "zod";
import type { FieldCatalogue } from "@/lib/core/condition/fields";
import type { Condition } from "@/lib/core/condition/schema";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

/** What a rule says of a lead that matches it. Keys, so that a rule reads the same on every installation. */
export const ruleEffect = z
  .object({
    statusKey: z.string(),
    leadTypeKey: z.string(),
    companyKey: z.string(),
    priority: z.enum(["low", "normal", "high", "urgent"]),
    tags: z.array(z.string().min(1).max(60)).max(20),
  })
  .partial();
export type RuleEffect = z.infer<typeof ruleEffect>;

export type Rule = { id: string; name: string; condition: unknown; effect: unknown };
export type Verdict = { rules: { id: string; name: string }[]; effect: RuleEffect };

/** The first look: rules in order; of two that speak of the same thing the earlier one counts, tags add up. */
export function classify(understood: Understood, rules: Rule[], at: { now: Date; timeZone: string }): Verdict {
  const verdict: Verdict = { rules: [], effect: {} };
  for (const rule of rules) {
    const condition = conditionSchema.parse(rule.condition);
    if (!matches(condition, understood, ruleCatalogue(condition), at)) continue;
    const effect = ruleEffect.parse(rule.effect);
    const tags = [...new Set([...(verdict.effect.tags ?? []), ...(effect.tags ?? [])])];
    verdict.effect = { ...effect, ...verdict.effect, ...(tags.length > 0 && { tags }) };
    verdict.rules.push({ id: rule.id, name: rule.name });
  }
  return verdict;
}

const text = (get: (row: Understood) => string | null) => ({ type: "text" as const, sql: "", get });

/** What a rule may ask of; also of fields only some forms have, `extra.<label>`, which are empty in the others. */
export function ruleCatalogue(condition: Condition): FieldCatalogue<Understood> {
  const catalogue: Record<string, FieldCatalogue<Understood>[string]> = { ...KNOWN };
  for (const field of fieldsIn(condition)) {
    if (field.startsWith("extra."))
      catalogue[field] = text((row) => words(own(row.extra, field.slice("extra.".length))));
  }
  return catalogue;
}

function fieldsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(fieldsIn);
  if ("any" in condition) return condition.any.flatMap(fieldsIn);
  return "not" in condition ? fieldsIn(condition.not) : [condition.field];
}

function own(values: Record<string, ExtraValue>, label: string): ExtraValue | undefined {
  return Object.hasOwn(values, label) ? values[label] : undefined;
}

const KNOWN: FieldCatalogue<Understood> = {
  name: text((row) => row.name),
  firm: text((row) => row.firm),
  email: text((row) => row.email),
  phone: text((row) => row.phone ?? row.phoneRaw),
  message: text((row) => row.message),
  service: text((row) => row.service),
  pageUrl: text((row) => row.pageUrl),
  referrer: text((row) => row.referrer),
  formId: text((row) => row.form.id),
  formName: text((row) => row.form.name),
  utmSource: text((row) => row.utm.source),
  utmMedium: text((row) => row.utm.medium),
  utmCampaign: text((row) => row.utm.campaign),
};

function words(value: ExtraValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === "string") return value;
  return (Array.isArray(value) ? value : Object.values(value).map(words)).filter(Boolean).join(", ");
}
