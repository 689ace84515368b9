"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useColumnWords } from "@/components/leads/list/column-words";
import { ColumnsPanel } from "@/components/leads/list/columns-panel";
import { ExportPanel } from "@/components/leads/list/export-panel";
import { PickList } from "@/components/leads/list/pick-list";
import { filterOptions, filterValues, usefulFilters } from "@/components/leads/list/list-filters";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { DateRange } from "@/components/ui/date-range";
import { Popover, PopoverContent, PopoverTitle } from "@/components/ui/popover";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { usePhone } from "@/components/ui/use-phone";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import { sortOf } from "@/lib/leads/list/columns/schema";
import { LIST_SORTS, naturalDirection } from "@/lib/leads/list/sorts/schema";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import type { FilterKind, FilterOption, Words } from "@/components/leads/list/list-filters";
import type { ToolbarPanel } from "@/components/leads/list/list-toolbar";
import type { MultiFilter, ReceivedPreset } from "@/lib/leads/list/schema";
import type { Direction, ListSort } from "@/lib/leads/list/sorts/schema";

type ToolbarPopoverProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  panel: ToolbarPanel;
  onPanelChange: (panel: ToolbarPanel) => void;
  /** Where any condition can be asked; without it only the quick filters are offered. */
  onConditions?: (() => void) | undefined;
  anchor: HTMLElement | null;
};

/** Under the button that opened it; on a phone from the bottom edge. */
export function ToolbarPopover({
  open,
  onOpenChange,
  panel,
  onPanelChange,
  onConditions,
  anchor,
}: ToolbarPopoverProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const phone = usePhone();
  const title = titleOf(panel, t);
  const content = (
    <Panel
      panel={panel}
      onPanelChange={onPanelChange}
      onConditions={onConditions}
      onDone={() => {
        onOpenChange(false);
      }}
    />
  );

  if (phone) {
    return (
      <Sheet open={open} onOpenChange={onOpenChange}>
        <SheetContent title={title} closeLabel={common("close")}>
          <div className="-mx-5 -my-4 pb-safe">{content}</div>
        </SheetContent>
      </Sheet>
    );
  }
  return (
    <Popover
      open={open}
      onOpenChange={(next, { event }) => {
        // A press on the button that opened it is the button's affair.
        if (!next && event.target instanceof Node && anchor?.contains(event.target)) return;
        onOpenChange(next);
      }}
    >
      <PopoverContent anchor={anchor} className={cn("p-0", panel === "columns" ? "w-84" : "w-64")}>
        <PopoverTitle className="sr-only">{title}</PopoverTitle>
        {content}
      </PopoverContent>
    </Popover>
  );
}

type PanelProps = Pick<ToolbarPopoverProps, "panel" | "onPanelChange" | "onConditions"> & { onDone: () => void };

function Panel({ panel, onPanelChange, onConditions, onDone }: PanelProps) {
  if (panel === "add") return <AddPanel onChoose={onPanelChange} onConditions={onConditions} />;
  if (panel === "sort") return <SortPanel />;
  if (panel === "columns") return <ColumnsPanel />;
  if (panel === "export") return <ExportPanel onDone={onDone} />;
  if (panel === "received") return <ReceivedPanel onDone={onDone} />;
  return <ValuesPanel key={panel} kind={panel} />;
}

function titleOf(panel: ToolbarPanel, t: ReturnType<typeof useTranslations<"leads">>): string {
  if (panel === "add") return t("addFilter");
  if (panel === "sort") return t("sort");
  if (panel === "columns") return t("columns");
  if (panel === "export") return t("export");
  return t(`filter.${panel}`);
}

function useListWords() {
  const t = useTranslations("leads");
  return { placeholder: t("find"), emptyText: t("nothingFound") };
}

const CONDITIONS = "conditions";

function AddPanel({
  onChoose,
  onConditions,
}: {
  onChoose: (kind: FilterKind) => void;
  onConditions: (() => void) | undefined;
}) {
  const t = useTranslations("leads");
  const { list, choices } = useListNavigation();
  const words = useListWords();
  const options = usefulFilters(choices)
    .filter((kind) => filterValues(kind, list).length === 0)
    .map((kind) => ({ value: kind, label: t(`filter.${kind}`) }));
  return (
    <PickList
      {...words}
      label={t("addFilter")}
      options={onConditions ? [...options, { value: CONDITIONS, label: t("moreConditions") }] : options}
      chosen={[]}
      onPick={(kind) => {
        if (kind === CONDITIONS) onConditions?.();
        else onChoose(kind as FilterKind);
      }}
    />
  );
}

function ValuesPanel({ kind }: { kind: MultiFilter | "contacted" }) {
  const t = useTranslations("leads");
  const { list, choices, go } = useListNavigation();
  const words = useListWords();
  const campaigns = useCampaigns(kind === "campaign");
  const all: FilterOption[] = kind === "campaign" ? campaigns : filterOptions(kind, choices, t as Words);
  const values = filterValues(kind, list);
  // What was retired has no leads; an older link may still ask for it.
  const options = all.filter(({ value, retired }) => retired !== true || values.includes(value));
  return (
    <PickList
      {...words}
      label={t(`filter.${kind}`)}
      multiple={kind !== "contacted"}
      options={options}
      chosen={values}
      onPick={(value) => {
        if (kind === "contacted") go({ contacted: value === list.contacted ? "" : (value as "yes" | "no") });
        else go({ [kind]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] });
      }}
    />
  );
}

function ReceivedPanel({ onDone }: { onDone: () => void }) {
  const t = useTranslations("leads");
  const { list, choices, go } = useListNavigation();
  const words = useListWords();
  return (
    <>
      <PickList
        {...words}
        label={t("filter.received")}
        options={filterOptions("received", choices, t as Words)}
        chosen={[list.received]}
        onPick={(value) => {
          go({ received: value as ReceivedPreset, from: "", to: "" });
          onDone();
        }}
      />
      <DateRange
        className="border-t p-3"
        label={t("betweenDays")}
        fromLabel={t("from")}
        toLabel={t("to")}
        value={{ from: list.from || null, to: list.to || null }}
        onValueChange={({ from, to }) => {
          go({ received: "", from: from ?? "", to: to ?? "" });
        }}
      />
    </>
  );
}

function SortPanel() {
  const t = useTranslations("leads");
  const { list, choices, go } = useListNavigation();
  const words = useListWords();
  const nameOf = useColumnWords(choices);
  const own = LIST_SORTS.filter(
    (sort) =>
      (sort !== "owner" || choices.seesOthers) &&
      (sort !== "company" || choices.companies.length > 1) &&
      !isUnaskable(choices.hidden ?? [], sort),
  );
  const sorts = [...own, ...(choices.fields ?? []).flatMap(({ name }) => sortOf(name, choices.fields) ?? [])];
  return (
    <>
      <PickList
        {...words}
        label={t("sort")}
        options={sorts.map((sort) => ({ value: sort, label: nameOf(sort) }))}
        chosen={[list.sort]}
        onPick={(value) => {
          const sort = value as ListSort;
          go({ sort, dir: naturalDirection(sort) });
        }}
      />
      <div className="flex gap-1 border-t p-2">
        {(["asc", "desc"] satisfies Direction[]).map((dir) => (
          <button
            key={dir}
            type="button"
            aria-pressed={list.dir === dir}
            className="h-7 flex-1 rounded-md text-sm font-medium text-muted-foreground hover:bg-hover aria-pressed:bg-muted aria-pressed:text-foreground pointer-coarse:h-10"
            onClick={() => {
              go({ dir });
            }}
          >
            {t(`directions.${dir}`)}
          </button>
        ))}
      </div>
    </>
  );
}

/** The campaigns there are, read when the filter is opened. */
function useCampaigns(wanted: boolean): FilterOption[] {
  const locale = useLocale();
  const [campaigns, setCampaigns] = useState<FilterOption[]>([]);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    fetch("/api/leads/campaigns", { signal: stop.signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { name: string; leads: number }[]) : []))
      .then(
        (found) => {
          setCampaigns(
            found.map(({ name, leads }) => ({ value: name, label: name, hint: formatNumber(leads, { locale }) })),
          );
        },
        () => undefined,
      );
    return () => {
      stop.abort();
    };
  }, [wanted, locale]);
  return campaigns;
}
