"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { LeadIconDrawings } from "@/components/leads/list/lead-icons";
import { cn } from "@/lib/core/cn";
import { usualWidth } from "@/lib/leads/list/columns/schema";
import type { ColumnPlace } from "@/lib/leads/list/columns/schema";

type TableFrameProps = { places: readonly ColumnPlace[]; arranged: boolean; children: React.ReactNode };

/**
 * The table within its edges. Columns as everybody has them give way where there is little room; those that somebody chose
 * stay, and the table is moved sideways where they are wider than the screen.
 */
export function TableFrame({ places, arranged, children }: TableFrameProps) {
  const t = useTranslations("leads");
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(Infinity);
  const width = places.reduce((sum, place) => sum + (place.width ?? usualWidth(place.key)), 0);
  const wide = arranged && width > room;

  useEffect(() => {
    const element = frame.current;
    if (!element || !arranged) return;
    const observer = new ResizeObserver(() => {
      setRoom(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [arranged]);

  return (
    <div
      ref={frame}
      // What is moved sideways must be reachable by keys.
      {...(wide && { role: "region", "aria-label": t("tableName"), tabIndex: 0 })}
      className={cn(
        "@container -mx-4 border-y bg-surface md:mx-0 md:rounded-lg md:border md:shadow-card",
        wide ? "scroll-hint overflow-x-auto max-md:overflow-x-clip" : "overflow-x-clip",
      )}
    >
      <LeadIconDrawings />
      <table
        className="lead-table"
        data-arranged={arranged ? true : undefined}
        {...(arranged && { style: { "--lead-table-width": `${width}px` } as React.CSSProperties })}
      >
        {children}
      </table>
    </div>
  );
}
