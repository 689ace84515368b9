"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";

type ConditionsChipProps = { filter: string; onOpen: () => void; onRemove: () => void };

/** Stands for the conditions that aren't quick filters. */
export function ConditionsChip({ filter, onOpen, onRemove }: ConditionsChipProps) {
  const t = useTranslations("leads");
  // One "op" for each comparison; reading the condition is the dialog's, which is loaded when it is opened.
  const count = filter.split('"op":').length - 1;
  return (
    <span
      data-slot="filter-chip"
      className="inline-flex h-7 shrink-0 items-stretch overflow-hidden rounded-md border border-accent/40 bg-accent-soft text-sm text-accent-text pointer-coarse:h-10"
    >
      <button
        type="button"
        aria-haspopup="dialog"
        className="px-2 font-medium focus-visible:-outline-offset-2 pointer-coarse:px-3"
        onClick={onOpen}
      >
        {t("conditionsCount", { count })}
      </button>
      <button
        type="button"
        aria-label={t("removeFilter", { filter: t("conditions") })}
        className="grid w-6 place-items-center hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:w-9"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
