"use client";

import { useRef } from "react";
import { NARROWEST, WIDEST } from "@/lib/leads/list/columns/schema";

type Drag = { pointer: number; from: number; width: number; cell: HTMLElement };

/** A column's right edge, to be drawn by mouse or finger. Keys change the width in the panel of the columns. */
export function ColumnEdge({ onWidth }: { onWidth: (width: number) => void }) {
  const drag = useRef<Drag | null>(null);

  function widthAt(event: React.PointerEvent): number {
    const { from = 0, width = 0 } = drag.current ?? {};
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width + event.clientX - from)));
  }

  return (
    <span
      aria-hidden
      data-slot="column-edge"
      className="absolute inset-y-1 right-0 w-2 cursor-col-resize touch-none border-r-2 border-transparent hover:border-accent pointer-coarse:w-4"
      onPointerDown={(event) => {
        const cell = event.currentTarget.closest("th");
        if (!cell) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const { width } = cell.getBoundingClientRect();
        drag.current = { pointer: event.pointerId, from: event.clientX, width, cell };
      }}
      onPointerMove={(event) => {
        // At once and without React: fifty rows needn't be drawn anew for each pixel.
        if (drag.current) drag.current.cell.style.width = `${widthAt(event)}px`;
      }}
      onPointerUp={(event) => {
        if (!drag.current) return;
        const width = widthAt(event);
        const moved = event.clientX !== drag.current.from;
        drag.current = null;
        if (moved) onWidth(width);
      }}
      onPointerCancel={() => {
        if (drag.current) drag.current.cell.style.width = `${drag.current.width}px`;
        drag.current = null;
      }}
    />
  );
}
