import { useTranslations } from "next-intl";
import { Text } from "@/components/leads/list/more-cell";
import { fieldText } from "@/lib/leads/custom-fields/wording/schema";
import type { FormatFor } from "@/lib/core/format";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

type FieldCellProps = { field: FieldView | undefined; value: FieldValue | null | undefined; to: FormatFor };

/** What a lead says in a custom field, in its column. */
export function FieldCell({ field, value, to }: FieldCellProps) {
  const t = useTranslations("leads");
  if (!field || value === null || value === undefined) return null;
  const text = fieldText(field, value, to, { yes: t("yes"), no: t("no") });
  const isNumber = field.kind === "number" || field.kind === "money";
  return isNumber ? <span className="lead-cut tabular-nums">{text}</span> : <Text>{text}</Text>;
}
