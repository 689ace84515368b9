"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { NativeSelect } from "@/components/ui/native-select";
import { formatNumber } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { BoardColumn, BoardTotals } from "@/lib/leads/board/schema";

type ColumnPickerProps = {
  columns: readonly BoardColumn[];
  counts: BoardTotals | null;
  to: FormatFor;
  board: React.RefObject<HTMLElement | null>;
  /** Another column stands before the reader. */
  onLook: (key: string) => void;
  onPick: (column: BoardColumn) => void;
};

/** On a phone one column fills the screen: this says which, and goes to any other without swiping through all. */
export function ColumnPicker({ columns, counts, to, board, onLook, onPick }: ColumnPickerProps) {
  const t = useTranslations("leads.board");
  const [shown, setShown] = useState(columns[0]?.key ?? "");

  const look = useEffectEvent((key: string) => {
    setShown(key);
    onLook(key);
  });
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const now = entries.find(({ isIntersecting }) => isIntersecting)?.target;
        if (now instanceof HTMLElement) look(now.dataset["column"] ?? "");
      },
      // The column that stands over the middle.
      { root: element, rootMargin: "0px -49%" },
    );
    for (const column of element.querySelectorAll("[data-column]")) observer.observe(column);
    return () => {
      observer.disconnect();
    };
  }, [board, columns.length]);

  return (
    <NativeSelect
      aria-label={t("column")}
      className="mb-2 md:hidden"
      value={shown}
      options={columns.map(({ key, label }) => ({
        value: key,
        label: counts ? `${label} (${formatNumber(counts[key]?.count ?? 0, to)})` : label,
      }))}
      onChange={(event) => {
        const key = event.currentTarget.value;
        const column = columns.find((one) => one.key === key);
        if (column) onPick(column);
        setShown(key);
        // Once what was folded has its width.
        requestAnimationFrame(() => {
          board.current
            ?.querySelector(`[data-column="${key}"]`)
            ?.scrollIntoView({ inline: "center", block: "nearest" });
        });
      }}
    />
  );
}
