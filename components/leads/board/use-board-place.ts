"use client";

import { useEffect, useEffectEvent } from "react";
import { forgetOpened } from "@/components/leads/kept-list";
import { usePhone } from "@/components/ui/use-phone";

type Place = { left: number; tops: Record<string, number> };

/** How far the board and each of its columns are scrolled. */
export function placeOf(board: HTMLElement | null): Place {
  const columns = [...(board?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
  const tops = columns.map((column) => [
    column.dataset["column"] ?? "",
    column.querySelector("[data-scroller]")?.scrollTop ?? 0,
  ]);
  return { left: board?.scrollLeft ?? 0, tops: Object.fromEntries(tops) as Place["tops"] };
}

/** Whoever comes back from a lead finds the board as it was left, and the lead under the keyboard. */
export function useReturn(board: React.RefObject<HTMLElement | null>, left: (Place & { opened: number }) | null): void {
  useEffect(() => {
    if (!left) return;
    forgetOpened();
    const element = board.current;
    // After the router's own scrolling to the top, and the columns' own first drawing.
    const frame = requestAnimationFrame(() => {
      if (!element) return;
      element.scrollLeft = left.left;
      for (const column of element.querySelectorAll<HTMLElement>("[data-column]")) {
        const scroller = column.querySelector("[data-scroller]");
        if (scroller) scroller.scrollTop = left.tops[column.dataset["column"] ?? ""] ?? 0;
      }
      requestAnimationFrame(() => {
        element.querySelector<HTMLElement>(`[data-card-link="${left.opened}"]`)?.focus({ preventScroll: true });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [board, left]);
}

/** On a phone, where one column fills the screen, and where somebody is looked for the board opens on this one. */
export function useOpening(
  board: React.RefObject<HTMLElement | null>,
  key: string | undefined,
  isSearched: boolean,
): void {
  const isPhone = usePhone();
  const open = useEffectEvent(() => {
    const element = board.current;
    const column = element?.querySelector(`[data-column="${key ?? ""}"]`);
    if (!element || !column) return;
    const [outer, inner] = [element.getBoundingClientRect(), column.getBoundingClientRect()];
    element.scrollBy({ left: inner.left + inner.width / 2 - (outer.left + outer.width / 2), behavior: "instant" });
  });
  useEffect(() => {
    if (isPhone || isSearched) open();
  }, [isPhone, isSearched]);
}

/** On a desk the board takes what height is left below what stands above it. */
export function useHeight(board: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = board.current;
    const page = element?.ownerDocument.documentElement;
    if (!element || !page) return;
    const observer = new ResizeObserver(() => {
      element.style.setProperty("--board-top", `${element.getBoundingClientRect().top + window.scrollY}px`);
    });
    observer.observe(page);
    return () => {
      observer.disconnect();
    };
  }, [board]);
}

/** Reads the columns that are open and weren't read with the page. */
export function useUnread(columns: readonly { key: string }[], read: (key: string) => Promise<void>): void {
  const keys = columns.map(({ key }) => key).join(" ");
  const readAll = useEffectEvent(() => {
    for (const { key } of columns) void read(key);
  });
  useEffect(() => {
    if (keys) readAll();
  }, [keys]);
}
