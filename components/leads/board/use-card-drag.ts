"use client";

import { KeyboardSensor, MouseSensor, TouchSensor, pointerWithin, useSensor, useSensors } from "@dnd-kit/core";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { scrollEdges, scrollSpeed } from "@/components/leads/board/scroll-edges";
import { land } from "@/components/leads/board/slide";
import { notify } from "@/components/ui/notify";
import { columnOf } from "@/lib/leads/board/schema";
import type { Announcements, CollisionDetection, DragEndEvent, DragStartEvent } from "@dnd-kit/core";
import type { BoardBy, BoardCard } from "@/lib/leads/board/schema";

/** Further than a hand trembles in a click. */
const MOUSE = { distance: 6 };
/** A finger that rests takes the card; one that moves before scrolls. */
const FINGER = { delay: 280, tolerance: 8 };
const KEYS = { start: ["Space"], end: ["Space", "Enter"], cancel: ["Escape", "Tab"] };

type CardDrag = {
  board: React.RefObject<HTMLElement | null>;
  by: BoardBy;
  columns: readonly { key: string; label: string }[];
  cardOf: (id: string) => BoardCard | undefined;
  mayGo: (card: BoardCard, key: string) => boolean;
  /** Done when the server has answered, or something is asked. */
  move: (card: BoardCard, key: string) => Promise<void>;
  hold: (on: boolean) => void;
};

/** Taking a card to another column: by mouse, by a finger that rests on it, or by space and the arrow keys. */
export function useCardDrag({ board, by, columns, cardOf, mayGo, move, hold }: CardDrag) {
  const t = useTranslations("leads.board");
  const locale = useLocale();
  const [dragged, setDragged] = useState<BoardCard | null>(null);
  /** The column that the arrow keys have come to. */
  const [target, setTarget] = useState<string | null>(null);
  const [scrolls, setScrolls] = useState({ threshold: { x: 0, y: 0 }, acceleration: 0 });
  /** It was over another column than its own: only then is coming back to it worth a word. */
  const hasLeft = useRef(false);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const latest = useRef({ dragged, target, columns, mayGo });
  useEffect(() => {
    latest.current = { dragged, target, columns, mayGo };
  });

  function step(event: KeyboardEvent) {
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.code];
    if (event.code.startsWith("Arrow")) event.preventDefault();
    const now = latest.current;
    if (sideways === undefined || !now.dragged) return undefined;
    let at = now.columns.findIndex(({ key }) => key === now.target) + sideways;
    for (let column = now.columns[at]; column; at += sideways, column = now.columns[at]) {
      if (!now.mayGo(now.dragged, column.key)) continue;
      setTarget(column.key);
      document
        .querySelector(`[data-column="${column.key}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      break;
    }
    return undefined;
  }

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: MOUSE }),
    useSensor(TouchSensor, { activationConstraint: FINGER }),
    useSensor(KeyboardSensor, { keyboardCodes: KEYS, coordinateGetter: step }),
  );
  const collisions: CollisionDetection = (args) => {
    pointer.current = args.pointerCoordinates;
    if (target === null) return pointerWithin(args);
    return args.droppableContainers.flatMap(({ id }) => (id === target ? [{ id }] : []));
  };

  const nameOf = (id: unknown) => columns.find(({ key }) => key === id)?.label ?? "";
  const labelOf = (id: unknown) => cardOf(String(id))?.label ?? "";
  const isHome = (id: unknown, key: unknown) => {
    const card = cardOf(String(id));
    return card !== undefined && columnOf(card, by) === key;
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("said.taken", { lead: labelOf(active.id) }),
    onDragOver: ({ active, over }) => {
      const lead = labelOf(active.id);
      if (over && isHome(active.id, over.id))
        return hasLeft.current ? t("said.home", { lead, column: nameOf(over.id) }) : undefined;
      hasLeft.current = true;
      return over ? t("said.over", { lead, column: nameOf(over.id) }) : t("said.nowhere", { lead });
    },
    // That it went is said once it has: something may be asked before, or the server refuse it.
    onDragEnd: ({ active, over }) =>
      over && !isHome(active.id, over.id) ? undefined : t("said.putBack", { lead: labelOf(active.id) }),
    onDragCancel: ({ active }) => t("said.putBack", { lead: labelOf(active.id) }),
  };

  function start({ active, activatorEvent }: DragStartEvent) {
    const card = cardOf(String(active.id)) ?? null;
    hasLeft.current = false;
    const { current } = board;
    if (current) setScrolls({ threshold: scrollEdges(current), acceleration: scrollSpeed(current) });
    setDragged(card);
    setTarget(card && activatorEvent instanceof KeyboardEvent ? columnOf(card, by) : null);
    hold(true);
  }
  function stop() {
    if (dragged) land(dragged.id);
    setDragged(null);
    setTarget(null);
  }
  /** A column that it may not go to takes no card, so it is looked for under the pointer. */
  function sayBarred(card: BoardCard) {
    const key = columnAt(pointer.current);
    if (key === undefined || key === columnOf(card, by) || mayGo(card, key)) return;
    const open = columns.filter((one) => one.key !== columnOf(card, by) && mayGo(card, one.key));
    const names = new Intl.ListFormat(locale, { type: "disjunction" }).format(open.map(({ label }) => label));
    notify.warning(t("notThere", { lead: card.label, column: nameOf(key) }), {
      id: "board-barred",
      description: open.length === 0 ? t("nowhereElse") : t("onlyThere", { columns: names }),
    });
  }
  async function drop({ over }: DragEndEvent) {
    const card = dragged;
    if (card && over === null && target === null) sayBarred(card);
    stop();
    const key = over === null ? null : String(over.id);
    // What others did meanwhile is shown once the server has answered, so that no card goes back and forth.
    if (card && key !== null && key !== columnOf(card, by) && mayGo(card, key)) await move(card, key);
    hold(false);
  }

  return {
    dragged,
    target,
    context: {
      sensors,
      collisionDetection: collisions,
      autoScroll: { ...scrolls, canScroll: (element: Element) => element === board.current },
      accessibility: { announcements, screenReaderInstructions: { draggable: t("said.how") } },
      onDragStart: start,
      onDragEnd: (event: DragEndEvent) => void drop(event),
      onDragCancel: () => {
        stop();
        hold(false);
      },
    },
  };
}

/** Beside the columns a finger still means the one it is next to. */
const BESIDE_PX = 32;

/** The column that lies there or right beside it, whatever is carried over it. */
function columnAt(point: { x: number; y: number } | null): string | undefined {
  if (!point) return undefined;
  const columns = [0, -BESIDE_PX, BESIDE_PX]
    .flatMap((aside) => document.elementsFromPoint(point.x + aside, point.y))
    .flatMap((element) => element.closest<HTMLElement>("[data-column]") ?? []);
  return columns[0]?.dataset["column"];
}
