"use client";

import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { FilterChip } from "@/components/leads/list/filter-chip";
import { clearedFilter, filterValues, usefulFilters } from "@/components/leads/list/list-filters";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { Button } from "@/components/ui/button";
import type { FilterKind } from "@/components/leads/list/list-filters";
import type { LeadList } from "@/lib/leads/list/schema";

const ToolbarPopover = lazyPart(() =>
  import("@/components/leads/list/toolbar-popover").then((file) => ({ default: file.ToolbarPopover })),
);

const KINDS: readonly FilterKind[] = ["received", "status", "owner", "company"];

/** The same chips as over the list of leads: what is chosen here narrows every number of the page. */
export function HomeFilters() {
  const t = useTranslations("leads");
  const { list, choices, go, pending } = useListNavigation();
  const [panel, setPanel] = useState<FilterKind>("received");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const useful = usefulFilters(choices);
  const kinds = KINDS.filter((kind) => useful.includes(kind));
  const narrowed = kinds.filter((kind) => filterValues(kind, list).length > 0);
  return (
    <div
      role="group"
      aria-label={t("filters")}
      aria-busy={pending}
      className="flex flex-wrap items-center gap-1.5 py-0.5"
    >
      {kinds.map((kind) => (
        <FilterChip
          key={kind}
          kind={kind}
          aria-haspopup="dialog"
          aria-expanded={open && panel === kind}
          onClick={(event) => {
            const again = open && panel === kind;
            setPanel(kind);
            setAnchor(event.currentTarget);
            setWanted(true);
            setOpen(!again);
          }}
        />
      ))}
      {narrowed.length > 0 && (
        <Button
          size="sm"
          variant="ghost"
          className="text-muted-foreground"
          onClick={() => {
            go(narrowed.reduce<Partial<LeadList>>((all, kind) => ({ ...all, ...clearedFilter(kind) }), {}));
          }}
        >
          {t("clearFilters")}
        </Button>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <ToolbarPopover
            open={open}
            onOpenChange={setOpen}
            panel={panel}
            onPanelChange={(next) => {
              if (next !== "add" && next !== "sort" && next !== "columns" && next !== "export") setPanel(next);
            }}
            anchor={anchor}
          />
        </Suspense>
      )}
    </div>
  );
}
