import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { useTranslations } from "next-intl";
import type { Note } from "@/lib/intake/importing/schema";

type Words = ReturnType<typeof useTranslations<"imports">>;

/** Why a row comes out as it does, as a sentence. */
export function noteWords(t: Words, { reason, detail }: Note): string {
  const fields = reason === "differs" ? detail.split(",").map((field) => fieldWord(t, field)) : [];
  return t(`reasons.${reason as "status_unknown"}`, { detail: fields.length > 0 ? fields.join(", ") : detail });
}

/** What a field is called; a custom one by its label, where that is known. */
export function fieldWord(t: Words, field: string, label?: string): string {
  if (isExtraName(field)) return t("extraField", { label: labelOfExtra(field) });
  if (isFieldName(field)) return label ?? t("fields.ownFields");
  return t(`fields.${field as "email"}`);
}
