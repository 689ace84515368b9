import { fieldWord } from "@/components/intake/rules/rule-fields";
import type { useTranslations } from "next-intl";
import type { EditorField } from "@/components/condition/draft";
import type { Condition, Leaf } from "@/lib/core/condition/schema";

type Words = {
  rules: ReturnType<typeof useTranslations<"rules">>;
  condition: ReturnType<typeof useTranslations<"condition">>;
  fields: EditorField[];
};

/** A rule's condition as a sentence. */
export function conditionWords(condition: Condition, words: Words): string {
  const { rules: t } = words;
  const join = (parts: Condition[], by: string) =>
    parts
      .map((part) => ("field" in part ? "" : "(") + conditionWords(part, words) + ("field" in part ? "" : ")"))
      .join(by);
  if ("all" in condition) return condition.all.length === 0 ? t("always") : join(condition.all, t("and"));
  if ("any" in condition) return condition.any.length === 0 ? t("never") : join(condition.any, t("or"));
  if ("not" in condition) return t("not", { part: conditionWords(condition.not, words) });
  return `${fieldWord(condition.field, words.fields, t)} ${words.condition(`operators.${condition.op}`)}${valueWord(condition, words)}`;
}

function valueWord({ field, value }: Leaf, { fields, condition: t }: Words): string {
  const options = fields.find(({ key }) => key === field)?.options;
  const plain = [value].flat().filter((one) => typeof one === "string" || typeof one === "number");
  const shown = plain.map((one) => options?.find((option) => option.value === one)?.label ?? String(one));
  if (shown.length > 0) return ` “${shown.join(", ")}”`;
  return typeof value === "boolean" ? ` “${t(value ? "yes" : "no")}”` : "";
}
