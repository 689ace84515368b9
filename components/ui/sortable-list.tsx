"use client";

import { GripVertical } from "lucide-react";
import { useRef, useState } from "react";
import { cn } from "@/lib/core/cn";

type SortableListProps<Item> = {
  items: readonly Item[];
  idOf: (item: Item) => string;
  /** Names the handle: "Move Pending. Use the arrow keys". */
  handleLabel: (item: Item) => string;
  onOrder: (ids: string[]) => void;
  children: (item: Item) => React.ReactNode;
  className?: string;
};

/** Rows that are put in order by dragging their handle, with mouse or finger, or by the arrow keys while it has the focus. */
export function SortableList<Item>({
  items,
  idOf,
  handleLabel,
  onOrder,
  children,
  className,
}: SortableListProps<Item>) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<{ id: string; order: string[] } | null>(null);
  const given = items.map(idOf);
  const order = dragged?.order ?? given;
  const shown = order.flatMap((id) => items.find((item) => idOf(item) === id) ?? []);

  function moved(id: string, to: number): string[] {
    const rest = order.filter((one) => one !== id);
    return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, id);
  }

  /** The place under the pointer: before the first row whose middle it hasn't passed. */
  function placeAt(id: string, y: number): number {
    const rows = [...(list.current?.children ?? [])].filter((row) => row.getAttribute("data-id") !== id);
    const next = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return next === -1 ? rows.length : next;
  }

  function drop(): void {
    const changed = dragged && dragged.order.join() !== given.join();
    setDragged(null);
    if (changed) onOrder(dragged.order);
  }

  return (
    <ol ref={list} data-slot="sortable-list" className={cn("divide-y", className)}>
      {shown.map((item) => {
        const id = idOf(item);
        return (
          <li
            key={id}
            data-id={id}
            className={cn(
              "flex items-center gap-1 bg-surface pr-3 first:rounded-t-lg last:rounded-b-lg",
              dragged?.id === id && "relative z-10 bg-selected shadow-popup",
            )}
          >
            <button
              type="button"
              aria-label={handleLabel(item)}
              className="grid h-11 w-9 shrink-0 cursor-grab touch-none place-items-center rounded-md text-muted-foreground hover:text-foreground active:cursor-grabbing pointer-coarse:w-11 [&_svg]:size-4"
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                setDragged({ id, order: given });
              }}
              onPointerMove={(event) => {
                if (dragged?.id === id) setDragged({ id, order: moved(id, placeAt(id, event.clientY)) });
              }}
              onPointerUp={drop}
              onPointerCancel={() => {
                setDragged(null);
              }}
              onKeyDown={(event) => {
                const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (step === undefined) return;
                event.preventDefault();
                const next = moved(id, order.indexOf(id) + step);
                if (next.join() !== given.join()) onOrder(next);
              }}
            >
              <GripVertical aria-hidden />
            </button>
            <div className="min-w-0 flex-1">{children(item)}</div>
          </li>
        );
      })}
    </ol>
  );
}
