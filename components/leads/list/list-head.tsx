"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useColumnWords } from "@/components/leads/list/column-words";
import { ColumnEdge } from "@/components/leads/list/column-edge";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { TableHead } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import { cellClass, sortOf, usualWidth } from "@/lib/leads/list/columns/schema";
import { naturalDirection } from "@/lib/leads/list/sorts/schema";
import { isUnaskable } from "@/lib/leads/sensitive/schema";
import type { ColumnPlace } from "@/lib/leads/list/columns/schema";

type ListHeadProps = {
  columns: readonly ColumnPlace[];
  /** The line above stays on the screen too. */
  under: boolean;
  /** The likest stand first, whatever order was asked for. */
  byLikeness: boolean;
  /** Stands before the columns where many can be changed at once. */
  choose: React.ReactNode;
};

export function ListHead({ columns, under, byLikeness, choose }: ListHeadProps) {
  const { list, choices, go, columns: all, arrange } = useListNavigation();
  const nameOf = useColumnWords(choices);
  const widen = (key: ColumnPlace["key"], width: number) => {
    arrange(all.places.map((place) => (place.key === key ? { ...place, width } : place)));
  };
  return (
    <thead className={cn("sticky z-10 max-md:sr-only", under ? "top-9" : "top-0")}>
      <tr>
        {choose}
        {columns.map(({ key, width }) => {
          const sort = isUnaskable(choices.hidden ?? [], key) ? undefined : sortOf(key, choices.fields);
          const sorted = !byLikeness && sort !== undefined && list.sort === sort;
          const Arrow = list.dir === "asc" ? ArrowUp : ArrowDown;
          const shownWidth = width ?? (all.arranged && key !== "name" ? usualWidth(key) : null);
          return (
            <TableHead
              key={key}
              className={cn("relative first:rounded-tl-lg last:rounded-tr-lg", cellClass(key))}
              {...(shownWidth === null ? {} : { style: { width: shownWidth } })}
              {...(sorted ? { "aria-sort": list.dir === "asc" ? "ascending" : "descending" } : {})}
            >
              {sort === undefined ? (
                <span className={cn(key === "contact" && "sr-only")}>{nameOf(key)}</span>
              ) : (
                <button
                  type="button"
                  className="-mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 py-0.5 font-medium hover:text-foreground"
                  onClick={() => {
                    const natural = naturalDirection(sort);
                    const other = natural === "asc" ? "desc" : "asc";
                    go({ sort, dir: sorted && list.dir === natural ? other : natural });
                  }}
                >
                  <span className="truncate">{nameOf(key)}</span>
                  {sorted && <Arrow aria-hidden className="size-3 shrink-0" />}
                </button>
              )}
              <ColumnEdge
                onWidth={(next) => {
                  widen(key, next);
                }}
              />
            </TableHead>
          );
        })}
      </tr>
    </thead>
  );
}
