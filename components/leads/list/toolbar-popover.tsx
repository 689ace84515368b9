"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PickList } from "@/components/leads/list/pick-list";
import { filterOptions, filterValues, usefulFilters } from "@/components/leads/list/list-filters";
import { FIXED_COLUMNS, hideColumns, useHiddenColumns, usefulColumns } from "@/components/leads/list/list-columns";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { DateRange } from "@/components/ui/date-range";
import { Popover, PopoverContent, PopoverTitle } from "@/components/ui/popover";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { usePhone } from "@/components/ui/use-phone";
import { formatNumber } from "@/lib/core/format";
import { LIST_SORTS, NATURAL_DIRECTION } from "@/lib/leads/list/schema";
import type { ListColumn } from "@/components/leads/list/list-columns";
import type { FilterKind, FilterOption } from "@/components/leads/list/list-filters";
import type { ToolbarPanel } from "@/components/leads/list/list-toolbar";
import type { Direction, ListSort, MultiFilter, ReceivedPreset } from "@/lib/leads/list/schema";

type ToolbarPopoverProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  panel: ToolbarPanel;
  onPanelChange: (panel: ToolbarPanel) => void;
  anchor: HTMLElement | null;
};

/** Under the button that opened it; on a phone from the bottom edge. */
export function ToolbarPopover({ open, onOpenChange, panel, onPanelChange, anchor }: ToolbarPopoverProps) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const phone = usePhone();
  const title = titleOf(panel, t);
  const content = (
    <Panel
      panel={panel}
      onPanelChange={onPanelChange}
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
      <PopoverContent anchor={anchor} className="w-64 p-0">
        <PopoverTitle className="sr-only">{title}</PopoverTitle>
        {content}
      </PopoverContent>
    </Popover>
  );
}

type PanelProps = Pick<ToolbarPopoverProps, "panel" | "onPanelChange"> & { onDone: () => void };

function Panel({ panel, onPanelChange, onDone }: PanelProps) {
  if (panel === "add") return <AddPanel onChoose={onPanelChange} />;
  if (panel === "sort") return <SortPanel />;
  if (panel === "columns") return <ColumnsPanel />;
  if (panel === "received") return <ReceivedPanel onDone={onDone} />;
  return <ValuesPanel key={panel} kind={panel} />;
}

function titleOf(panel: ToolbarPanel, t: ReturnType<typeof useTranslations<"leads">>): string {
  if (panel === "add") return t("addFilter");
  if (panel === "sort") return t("sort");
  if (panel === "columns") return t("columns");
  return t(`filter.${panel}`);
}

function useListWords() {
  const t = useTranslations("leads");
  return { placeholder: t("find"), emptyText: t("nothingFound") };
}

function AddPanel({ onChoose }: { onChoose: (kind: FilterKind) => void }) {
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
      options={options}
      chosen={[]}
      onPick={(kind) => {
        onChoose(kind as FilterKind);
      }}
    />
  );
}

function ValuesPanel({ kind }: { kind: MultiFilter | "contacted" }) {
  const t = useTranslations("leads");
  const { list, choices, go } = useListNavigation();
  const words = useListWords();
  const campaigns = useCampaigns(kind === "campaign");
  const all: FilterOption[] =
    kind === "campaign" ? campaigns : filterOptions(kind, choices, t as (key: string) => string);
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
        options={filterOptions("received", choices, t as (key: string) => string)}
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
  const sorts = LIST_SORTS.filter(
    (sort) => (sort !== "owner" || choices.seesOthers) && (sort !== "company" || choices.companies.length > 1),
  );
  return (
    <>
      <PickList
        {...words}
        label={t("sort")}
        options={sorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        chosen={[list.sort]}
        onPick={(value) => {
          const sort = value as ListSort;
          go({ sort, dir: NATURAL_DIRECTION[sort] });
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

function ColumnsPanel() {
  const t = useTranslations("leads");
  const { choices } = useListNavigation();
  const words = useListWords();
  const hidden = useHiddenColumns();
  const columns = usefulColumns(choices).filter((column) => !FIXED_COLUMNS.includes(column));
  return (
    <PickList
      {...words}
      label={t("columns")}
      multiple
      options={columns.map((column) => ({ value: column, label: t(`column.${column}`) }))}
      chosen={columns.filter((column) => !hidden.includes(column))}
      onPick={(value) => {
        const column = value as ListColumn;
        hideColumns(hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column]);
      }}
    />
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
