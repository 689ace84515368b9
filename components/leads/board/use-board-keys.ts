"use client";

import { useEffect, useEffectEvent } from "react";
import { isTaken } from "@/components/ui/keys";

type Kind = "status" | "owner" | "contact";
type Start = (kind: Kind, leadId: string, anchor: HTMLElement) => void;

const KINDS: Record<string, Kind> = { e: "status", a: "owner", c: "contact" };
const UP_DOWN: Record<string, number> = { j: 1, k: -1, arrowdown: 1, arrowup: -1 };
const SIDEWAYS: Record<string, number> = { arrowright: 1, arrowleft: -1 };

/**
 * J and K, or the arrow keys, move through a column and from column to column; E, A and C work the card that is reached.
 * Not while a card is being taken somewhere: the arrows are its then.
 */
export function useBoardKeys(board: React.RefObject<HTMLElement | null>, carrying: boolean, start: Start): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (carrying || isTaken(event)) return;
    const key = event.key.toLowerCase();
    const on = document.activeElement?.closest<HTMLElement>("[data-card]") ?? null;
    const inBoard = on !== null && board.current?.contains(on) === true;
    if (key.startsWith("arrow") && !inBoard) return;
    const kind = KINDS[key];
    if (kind && on && inBoard) {
      event.preventDefault();
      start(kind, on.dataset["card"] ?? "", linkIn(on) ?? on);
      return;
    }
    const to = target(board.current, key, inBoard ? on : null);
    if (!to) return;
    event.preventDefault();
    linkIn(to)?.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}

/** Where a key leads from a card; from nowhere, to the first. */
function target(board: HTMLElement | null, key: string, on: HTMLElement | null): HTMLElement | undefined {
  const down = UP_DOWN[key];
  const right = SIDEWAYS[key];
  if (down === undefined && right === undefined) return undefined;
  if (!on) return cardsIn(board)[0];
  const column = on.closest<HTMLElement>("[data-column]");
  if (down !== undefined) {
    const cards = cardsIn(column);
    return cards[cards.indexOf(on) + down];
  }
  // The card that stands at the same height in the next column that has any.
  const columns = [...(board?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
  const height = on.getBoundingClientRect().top;
  for (let at = columns.findIndex((one) => one === column) + (right ?? 0); columns[at]; at += right ?? 0) {
    const cards = cardsIn(columns[at]).filter((card) => card.getBoundingClientRect().bottom > height);
    if (cards[0]) return cards[0];
  }
  return undefined;
}

function cardsIn(element: HTMLElement | null | undefined): HTMLElement[] {
  return [...(element?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
}

function linkIn(card: HTMLElement): HTMLElement | null {
  return card.querySelector<HTMLElement>("[data-card-link]");
}
