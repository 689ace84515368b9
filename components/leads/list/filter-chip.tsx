"use client";

import { ChevronDown, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { clearedFilter, filterOptions, filterValues } from "@/components/leads/list/list-filters";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { cn } from "@/lib/core/cn";
import { isId } from "@/lib/core/id";
import type { FilterKind, Words } from "@/components/leads/list/list-filters";

type FilterChipProps = {
  kind: FilterKind;
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
};

/** One filter: what it lets through, and a cross that takes it away. */
export function FilterChip({ kind, ...opens }: FilterChipProps) {
  const t = useTranslations("leads");
  const format = useFormatter();
  const { list, choices, go } = useListNavigation();
  const values = filterValues(kind, list);
  const active = values.length > 0;
  const options = filterOptions(kind, choices, t as Words);
  // A day has no zone: shown as the day it is.
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00:00Z`), {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    });
  const worded =
    kind === "received" && list.received === ""
      ? [t("days", { from: list.from ? day(list.from) : "…", to: list.to ? day(list.to) : "…" })]
      : values.map((value) => named(value, options, choices) ?? t(`unnamed.${kind === "owner" ? "owner" : "other"}`));
  const summary = worded.length > 2 ? t("countChosen", { count: worded.length }) : worded.join(", ");

  return (
    <span
      data-slot="filter-chip"
      className={cn(
        "inline-flex h-7 shrink-0 items-stretch overflow-hidden rounded-md border text-sm transition-colors pointer-coarse:h-10",
        active
          ? "border-accent/40 bg-accent-soft text-accent-text"
          : "border-control border-dashed text-muted-foreground",
      )}
    >
      <button
        type="button"
        className={cn(
          "flex min-w-0 items-center gap-1 px-2 font-medium focus-visible:-outline-offset-2 pointer-coarse:px-3",
          !active && "hover:bg-hover hover:text-foreground",
        )}
        {...opens}
      >
        <span className={cn(active && "font-normal opacity-80")}>{t(`filter.${kind}`)}</span>
        {active ? <span className="max-w-48 truncate">{summary}</span> : <ChevronDown aria-hidden className="size-3" />}
      </button>
      {active && (
        <button
          type="button"
          aria-label={t("removeFilter", { filter: t(`filter.${kind}`) })}
          className="grid w-6 place-items-center hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:w-9"
          onClick={() => {
            go(clearedFilter(kind));
          }}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}

/** An address may name a status by its id where the menu names it by its key, and what this person isn't told the name of. */
function named(
  value: string,
  options: { value: string; label: string }[],
  choices: ReturnType<typeof useListNavigation>["choices"],
): string | undefined {
  const key = [...choices.statuses, ...choices.types].find((option) => option.id === value)?.key ?? value;
  const company = choices.companies.find((option) => option.id === value)?.name;
  return options.find((option) => option.value === key)?.label ?? company ?? (isId(value) ? undefined : value);
}
