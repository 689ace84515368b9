"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { COLUMN_CLASS } from "@/components/leads/list/list-columns";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { TableHead } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import { NATURAL_DIRECTION } from "@/lib/leads/list/schema";
import type { ListColumn } from "@/components/leads/list/list-columns";
import type { ListSort } from "@/lib/leads/list/schema";

export function ListHead({
  columns,
  sorts,
  under,
}: {
  columns: readonly ListColumn[];
  sorts: Partial<Record<ListColumn, ListSort>>;
  /** The line above stays on the screen too. */
  under: boolean;
}) {
  const t = useTranslations("leads");
  const { list, go } = useListNavigation();
  return (
    <thead className={cn("sticky z-10 max-md:sr-only", under ? "top-9" : "top-0")}>
      <tr>
        {columns.map((column) => {
          const sort = sorts[column];
          const sorted = sort !== undefined && list.sort === sort;
          const Arrow = list.dir === "asc" ? ArrowUp : ArrowDown;
          return (
            <TableHead
              key={column}
              className={cn("first:rounded-tl-lg last:rounded-tr-lg", COLUMN_CLASS[column])}
              {...(sorted ? { "aria-sort": list.dir === "asc" ? "ascending" : "descending" } : {})}
            >
              {sort === undefined ? (
                <span className={cn(column === "contact" && "sr-only")}>{t(`column.${column}`)}</span>
              ) : (
                <button
                  type="button"
                  className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 font-medium hover:text-foreground"
                  onClick={() => {
                    const natural = NATURAL_DIRECTION[sort];
                    const other = natural === "asc" ? "desc" : "asc";
                    go({ sort, dir: sorted && list.dir === natural ? other : natural });
                  }}
                >
                  {t(`column.${column}`)}
                  {sorted && <Arrow aria-hidden className="size-3" />}
                </button>
              )}
            </TableHead>
          );
        })}
      </tr>
    </thead>
  );
}
