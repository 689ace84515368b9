"use client";

import { useTranslations } from "next-intl";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { ListColumn } from "@/lib/leads/list/columns/schema";
import type { ListChoices } from "@/lib/leads/list/schema";

/** What a column is called: in the reader's words, or as the organisation named its field. */
export function useColumnWords({ fields = [] }: Pick<ListChoices, "fields">): (column: ListColumn) => string {
  const t = useTranslations("leads");
  return (column) => {
    if (!isFieldName(column)) return t(`column.${column}`);
    return fields.find(({ name }) => name === column)?.label ?? column;
  };
}
