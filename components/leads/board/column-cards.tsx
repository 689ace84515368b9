"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { BoardCard } from "@/lib/leads/board/schema";

type ColumnCardsProps = {
  cards: readonly BoardCard[];
  /** Reads on; null where there is no more. */
  more: (() => void) | null;
  reading: "loading" | "failed" | undefined;
  /** Stays drawn wherever it is scrolled to: it is in somebody's hand. */
  draggedId: string | undefined;
  /** Where it stood when it was left. */
  top: number;
  children: (card: BoardCard) => React.ReactNode;
};

/** A card and the room below it, in rem: as `board.css` draws them. */
const CARD_REM = 7.25 + 0.5;
/** Before the browser has measured: what a desk's screen shows. */
const FIRST_RECT = { width: 288, height: 900 };
const OVERSCAN = 4;
const NEAR_END = 4;

/** The cards of a column, of which only those in sight are drawn. */
export function ColumnCards({ cards, more, reading, draggedId, top, children }: ColumnCardsProps) {
  const t = useTranslations("leads");
  const scroller = useRef<HTMLDivElement>(null);
  const size = cardSize();
  const dragged = cards.findIndex(({ id }) => id === draggedId);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called where they are made
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: () => size,
    initialRect: FIRST_RECT,
    initialOffset: top,
    overscan: OVERSCAN,
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const till = Math.min(count - 1, endIndex + overscan);
      const indexes = Array.from({ length: till - from + 1 }, (_, at) => from + at);
      return dragged === -1 || indexes.includes(dragged) ? indexes : [...indexes, dragged].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const last = virtual.range?.endIndex ?? -1;

  const near = useEffectEvent(() => {
    if (reading === undefined) more?.();
  });
  const hasMore = more !== null;
  useEffect(() => {
    if (hasMore && last >= cards.length - NEAR_END) near();
  }, [hasMore, last, cards.length]);

  // What comes in above what is being read pushes it down by as much: the scroll goes along.
  const reader = useRef<{ id: string; at: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const was = reader.current;
    const now = was ? cards.findIndex(({ id }) => id === was.id) : -1;
    if (was && now !== -1 && now !== was.at && element.scrollTop > 0) {
      // At once: those in sight would slide away and back.
      element.dataset["still"] = "";
      element.scrollTop += (now - was.at) * size;
      requestAnimationFrame(() => {
        delete element.dataset["still"];
      });
    }
    const at = Math.floor(element.scrollTop / size);
    const first = cards[at];
    reader.current = first ? { id: first.id, at } : null;
  }, [cards, size]);

  return (
    <div
      ref={scroller}
      data-scroller
      className="board-scroller"
      onScroll={(event) => {
        const at = Math.floor(event.currentTarget.scrollTop / size);
        const first = cards[at];
        reader.current = first ? { id: first.id, at } : null;
      }}
    >
      <ul className="board-cards" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const card = cards[index];
          return (
            card && (
              <li key={key} style={{ transform: `translateY(${start}px)` }}>
                {children(card)}
              </li>
            )
          );
        })}
      </ul>
      {reading === "failed" && (
        <div className="flex flex-col gap-2 p-2 text-sm text-muted-foreground" role="alert">
          {t("readFailed")}
          <Button onClick={() => more?.()}>{t("readAgain")}</Button>
        </div>
      )}
    </div>
  );
}

let known: number | undefined;

/** In pixels, by the size of letters that the reader has chosen. */
function cardSize(): number {
  if (typeof document === "undefined") return CARD_REM * 16;
  known ??= CARD_REM * parseFloat(getComputedStyle(document.documentElement).fontSize || "16");
  return known;
}
