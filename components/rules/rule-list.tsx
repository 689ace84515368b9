"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { SortableList } from "@/components/ui/sortable-list";

type Named = { id?: string | undefined; name: string };

type RuleListProps<Rule> = {
  rules: readonly Rule[];
  onChange?: (rules: Rule[]) => void;
  onEdit?: (index: number) => void;
  /** Whoever may not change them reads them. */
  readOnly?: boolean;
  children: (rule: Rule, number: number) => React.ReactNode;
};

/** Rules in their order, which matters: put in order, edited and removed where they stand. */
export function RuleList<Rule extends Named>({
  rules,
  onChange,
  onEdit,
  readOnly = false,
  children,
}: RuleListProps<Rule>) {
  const t = useTranslations("rules");
  // One that isn't saved yet has no id.
  const placed = rules.map((rule, index) => ({ rule, index, id: rule.id ?? `new ${index}` }));
  if (rules.length === 0) return null;
  if (readOnly) {
    return (
      <ol className="flex flex-col divide-y">
        {placed.map(({ rule, index, id }) => (
          <li key={id} className="py-2.5">
            {children(rule, index + 1)}
          </li>
        ))}
      </ol>
    );
  }
  return (
    <SortableList
      items={placed}
      className="-mx-2"
      idOf={({ id }) => id}
      handleLabel={({ rule: { name } }) => t("drag", { name })}
      onOrder={(ids) => {
        onChange?.(ids.flatMap((id) => placed.find((one) => one.id === id)?.rule ?? []));
      }}
    >
      {({ rule, index }) => (
        <div className="flex items-start gap-2 py-2.5">
          {children(rule, index + 1)}
          <div className="flex shrink-0">
            <IconButton
              label={t("editNamed", { name: rule.name })}
              onClick={() => {
                onEdit?.(index);
              }}
            >
              <Pencil aria-hidden />
            </IconButton>
            <IconButton
              label={t("remove", { name: rule.name })}
              onClick={() => {
                onChange?.(rules.toSpliced(index, 1));
              }}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        </div>
      )}
    </SortableList>
  );
}
