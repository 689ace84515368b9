"use client";

import { ArrowDownUp, Columns3, Download, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { ConditionsChip } from "@/components/leads/list/conditions-chip";
import { FilterChip } from "@/components/leads/list/filter-chip";
import { FIRST_FILTERS, filterValues, usefulFilters } from "@/components/leads/list/list-filters";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { useColumnWords } from "@/components/leads/list/column-words";
import { ListSearch } from "@/components/leads/list/list-search";
import { ShapeSwitch } from "@/components/leads/list/shape-switch";
import { Button } from "@/components/ui/button";
import { boardOfPath } from "@/lib/leads/board/schema";
import { isFiltered, withoutFilters } from "@/lib/leads/list/schema";
import type { FilterKind } from "@/components/leads/list/list-filters";

const ToolbarPopover = lazyPart(() =>
  import("@/components/leads/list/toolbar-popover").then((file) => ({ default: file.ToolbarPopover })),
);

const FilterDialog = lazyPart(() =>
  import("@/components/leads/list/filter-dialog").then((file) => ({ default: file.FilterDialog })),
);

export type ToolbarPanel = FilterKind | "add" | "sort" | "columns" | "export";

/** Search, filters, order, columns and shape. One popover serves them all, and is loaded when it is first opened. */
export function ListToolbar({ mayExport }: { mayExport: boolean }) {
  const t = useTranslations("leads");
  const { list, choices, go, path } = useListNavigation();
  const inTable = boardOfPath(path) === undefined;
  const nameOf = useColumnWords(choices);
  const [panel, setPanel] = useState<ToolbarPanel>("add");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  /** Null until it is first wanted. */
  const [conditions, setConditions] = useState<boolean | null>(null);

  const useful = usefulFilters(choices);
  const shown = useful.filter((kind) => filterValues(kind, list).length > 0 || FIRST_FILTERS.includes(kind));
  const show = (next: ToolbarPanel) => (event: React.MouseEvent<HTMLElement>) => {
    const again = open && panel === next;
    setPanel(next);
    setAnchor(event.currentTarget);
    setWanted(true);
    setOpen(!again);
  };
  const opens = (next: ToolbarPanel) => ({
    "aria-haspopup": "dialog" as const,
    "aria-expanded": open && panel === next,
    onClick: show(next),
  });

  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <ListSearch />
        <Button {...opens("sort")} aria-label={t("sortBy", { sort: nameOf(list.sort) })} className="max-sm:px-0">
          <ArrowDownUp aria-hidden className="text-muted-foreground" />
          <span className="max-sm:hidden">{nameOf(list.sort)}</span>
        </Button>
        {inTable && (
          <Button {...opens("columns")} className="max-md:hidden">
            <Columns3 aria-hidden className="text-muted-foreground" />
            {t("columns")}
          </Button>
        )}
        {mayExport && inTable && (
          <Button {...opens("export")} className="max-md:hidden">
            <Download aria-hidden className="text-muted-foreground" />
            {t("export")}
          </Button>
        )}
        <ShapeSwitch />
      </div>
      <div
        role="group"
        aria-label={t("filters")}
        className="relative -mx-4 flex items-center gap-1.5 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] md:mx-0 md:flex-wrap md:overflow-visible md:px-0"
      >
        {shown.map((kind) => (
          <FilterChip key={kind} kind={kind} {...opens(kind)} />
        ))}
        {list.filter !== "" && (
          <ConditionsChip
            filter={list.filter}
            onOpen={() => {
              setConditions(true);
            }}
            onRemove={() => {
              go({ filter: "" });
            }}
          />
        )}
        <Button size="sm" variant="ghost" className="text-muted-foreground" {...opens("add")}>
          <ListFilter aria-hidden />
          <span className="max-sm:sr-only">{t("addFilter")}</span>
        </Button>
        {mayExport && inTable && (
          <Button size="sm" variant="ghost" className="text-muted-foreground md:hidden" {...opens("export")}>
            <Download aria-hidden />
            {t("export")}
          </Button>
        )}
        {isFiltered(list) && (
          <Button
            size="sm"
            variant="ghost"
            className="text-muted-foreground"
            onClick={() => {
              go(withoutFilters(list));
            }}
          >
            {t("clearFilters")}
          </Button>
        )}
      </div>
      {wanted && (
        <Suspense fallback={null}>
          <ToolbarPopover
            open={open}
            onOpenChange={setOpen}
            panel={panel}
            onPanelChange={setPanel}
            onConditions={() => {
              setOpen(false);
              setConditions(true);
            }}
            anchor={anchor}
          />
        </Suspense>
      )}
      {conditions !== null && (
        <Suspense fallback={null}>
          <FilterDialog open={conditions} onOpenChange={setConditions} />
        </Suspense>
      )}
    </div>
  );
}
