import type { useTranslations } from "next-intl";
import type { Condition } from "@/lib/core/condition/schema";

type Words = {
  intake: ReturnType<typeof useTranslations<"intake">>;
  condition: ReturnType<typeof useTranslations<"condition">>;
};

/** A rule's condition as a sentence. */
export function conditionWords(condition: Condition, words: Words): string {
  const { intake, condition: t } = words;
  const join = (parts: Condition[], by: string) =>
    parts
      .map((part) => ("field" in part ? "" : "(") + conditionWords(part, words) + ("field" in part ? "" : ")"))
      .join(by);
  if ("all" in condition) return condition.all.length === 0 ? intake("always") : join(condition.all, intake("and"));
  if ("any" in condition) return join(condition.any, intake("or"));
  if ("not" in condition) return intake("not", { part: conditionWords(condition.not, words) });
  const value = Array.isArray(condition.value)
    ? condition.value.filter((one) => typeof one !== "object").join(", ")
    : condition.value;
  const shown = typeof value === "string" || typeof value === "number" ? ` “${value}”` : "";
  return `${fieldWord(condition.field, intake)} ${t(`operators.${condition.op}`)}${shown}`;
}

export function fieldWord(field: string, intake: Words["intake"]): string {
  const key = `ruleFields.${field}` as "ruleFields.name";
  return intake.has(key) ? intake(key) : field.replace(/^extra\./, "");
}
