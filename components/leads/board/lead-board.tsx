"use client";

import { DndContext, DragOverlay } from "@dnd-kit/core";
import { useTranslations } from "next-intl";
import { Suspense, useRef, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { BoardColumnView } from "@/components/leads/board/board-column";
import { CarriedCard, DraggableCard } from "@/components/leads/board/board-card";
import { ColumnCards } from "@/components/leads/board/column-cards";
import { ColumnPicker } from "@/components/leads/board/column-picker";
import { openingColumn } from "@/components/leads/board/board-state";
import {
  isFolded,
  keepBoard,
  lastLooked,
  leftBoard,
  rememberFold,
  rememberLooked,
} from "@/components/leads/board/kept-board";
import { useBoard } from "@/components/leads/board/use-board";
import { useBoardKeys } from "@/components/leads/board/use-board-keys";
import { useCardDrag } from "@/components/leads/board/use-card-drag";
import { placeOf, useHeight, useOpening, useReturn, useUnread } from "@/components/leads/board/use-board-place";
import { ChangeDialogs } from "@/components/leads/list/change-dialogs";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { useLeadChange } from "@/components/leads/list/use-lead-change";
import { useMinute } from "@/components/leads/list/use-minute";
import "@/components/leads/board/board.css";
import { announce } from "@/components/ui/live-region";
import { useLoadEarly } from "@/components/ui/use-load-early";
import { cn } from "@/lib/core/cn";
import { mayGoTo } from "@/lib/leads/board/policy";
import { NOBODY, boardQuery, columnOf, directionIn } from "@/lib/leads/board/schema";
import { listQuery } from "@/lib/leads/list/schema";
import type { FormatFor } from "@/lib/core/format";
import type { Change } from "@/components/leads/list/lead-change";
import type { BoardBy, BoardCard, BoardColumn, BoardNow, BoardTotals } from "@/lib/leads/board/schema";
import type { LeadList, LeadRow } from "@/lib/leads/list/schema";

const loadChange = () => import("@/components/leads/list/lead-change").then((file) => ({ default: file.LeadChange }));
const LeadChange = lazyPart(loadChange);

/** Nobody listens to a list of more. */
const MOST_TOLD = 3;

type LeadBoardProps = {
  by: BoardBy;
  /** What the first cards were read for. */
  asked: LeadList;
  first: BoardNow;
  counted: Promise<BoardTotals>;
  now: string;
  to: FormatFor;
  /** Stands instead of the board when there is nothing in it; `isEmpty`: as it was read. */
  empty: React.ReactNode;
  isEmpty: boolean;
};

/** Leads as cards in columns: read on while one scrolls, taken from column to column, kept true by what is heard. */
export function LeadBoard({ by, asked, first, counted, now, to, empty, isEmpty }: LeadBoardProps) {
  const t = useTranslations("leads");
  const { choices, pending } = useListNavigation();
  const query = listQuery(asked);
  const from = boardQuery(by, query);
  const { meId: userId, statuses } = choices;
  const [left] = useState(() => leftBoard(from, userId));
  const order = { by, dir: directionIn(asked) };
  // A status is called as everywhere on the page; what is read again has no language.
  const labelOf = ({ key, label }: BoardColumn) =>
    key === NOBODY ? t("unassigned") : (statuses.find(({ id }) => id === key)?.label ?? label);
  const { state, columns, reading, changed, known, more, patch, reread, hold } = useBoard(
    { query, userId, order, first, counted },
    left,
    (happened) => {
      if ("gone" in happened) announce(t("leftList", { leads: happened.gone.map(({ label }) => label).join(", ") }));
      else if (happened.moved.length <= MOST_TOLD)
        announce(
          happened.moved
            .map(({ card, column }) => t("board.moved", { lead: card.label, column: labelOf(column) }))
            .join(" "),
        );
    },
  );
  const [folds, setFolds] = useState<Readonly<Record<string, boolean>>>({});
  const [menu, setMenu] = useState<Change | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const board = useRef<HTMLDivElement>(null);
  const minute = useMinute(now);
  useLoadEarly(loadChange);

  const named = columns.map((column) => ({ ...column, label: labelOf(column) }));
  const isShut = (column: BoardColumn) => folds[column.key] ?? isFolded(userId, column);
  const cardOf = (id: string) => state.cards.get(id);
  const mayGo = (card: BoardCard, key: string) => {
    const column = columns.find((one) => one.key === key);
    return column !== undefined && mayGoTo(card, column, by, statuses);
  };

  const changing = useLeadChange(choices, patch, (id) => {
    reread([id]).catch(() => undefined);
  });
  async function move(card: BoardCard, key: string) {
    if (by === "status") await changing.changeStatus(card, key);
    else {
      const person = named.find((column) => column.key === key && key !== NOBODY);
      await changing.changeOwner(card, person ? { id: key, name: person.label } : null, "");
    }
  }
  const { dragged, target, context } = useCardDrag({ board, by, columns: named, cardOf, mayGo, move, hold });

  /** Asked something and not answered, it is where it was, and so is whoever took it. */
  function tellStays({ id, label }: LeadRow) {
    requestAnimationFrame(() => {
      board.current?.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-link]`)?.focus();
      announce(t("board.said.putBack", { lead: label }));
    });
  }
  function openMenu(kind: Change["kind"], card: BoardCard, anchor: HTMLElement) {
    if (!card.can[kind === "owner" ? "assign" : kind]) return;
    setMenu({ kind, row: card, anchor, focus: anchor });
    setMenuOpen(true);
  }
  useBoardKeys(board, dragged !== null, (kind, id, anchor) => {
    const card = cardOf(id);
    if (card) openMenu(kind, card, anchor);
  });

  function fold(column: BoardColumn, shut: boolean) {
    rememberFold(userId, column.key, shut);
    setFolds((before) => ({ ...before, [column.key]: shut }));
  }
  useUnread(
    named.filter((column) => !isShut(column) && !(column.key in state.columns) && !reading[column.key]),
    more,
  );

  /** Where the screen stood when a lead was opened out of the board. */
  function keepPlace(event: React.MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card-link]") : null;
    const key = link?.closest<HTMLElement>("[data-column]")?.dataset["column"];
    if (!link || key === undefined) return;
    const ids = known.current.state.columns[key]?.ids ?? [];
    const cards = ids.flatMap((id) => known.current.state.cards.get(id) ?? []);
    const place = placeOf(board.current);
    keepBoard({ query: from, userId, ...known.current, ...place }, cards, Number(link.dataset["cardLink"]));
  }
  useReturn(board, left);
  const keys = columns.map(({ key }) => key);
  const isSearched = asked.q !== "";
  const looked = isSearched ? undefined : lastLooked(userId, by);
  useOpening(board, left ? undefined : openingColumn(keys, state, looked), isSearched);
  useHeight(board);

  const total = state.totals && Object.values(state.totals).reduce((sum, { count }) => sum + count, 0);
  if (state.cards.size === 0 && (total === null ? isEmpty : total === 0)) return empty;
  return (
    <DndContext id="board" {...context}>
      <div className={cn("transition-opacity duration-150", pending && "opacity-60")} aria-busy={pending}>
        <ColumnPicker
          columns={named}
          counts={state.totals}
          to={to}
          board={board}
          onLook={(key) => {
            rememberLooked(userId, by, key);
          }}
          onPick={(column) => {
            if (isShut(column)) fold(column, false);
          }}
        />
        <div
          ref={board}
          role="group"
          aria-label={t(`board.name.${by}`)}
          data-dragging={dragged ? true : undefined}
          className="board"
          onClickCapture={keepPlace}
        >
          {named.map((column) => {
            const { ids = [], next = null } = state.columns[column.key] ?? {};
            const cards = ids.flatMap((id) => state.cards.get(id) ?? []);
            return (
              <BoardColumnView
                key={column.key}
                column={column}
                label={column.label}
                personId={by === "owner" && column.key !== NOBODY ? column.key : undefined}
                folded={isShut(column)}
                barred={dragged !== null && columnOf(dragged, by) !== column.key && !mayGo(dragged, column.key)}
                isTarget={target === column.key}
                counts={{ first: counted, now: state.totals, to }}
                onFold={(shut) => {
                  fold(column, shut);
                }}
              >
                {cards.length === 0 && reading[column.key] === undefined && column.key in state.columns && (
                  <p className="board-empty">{t("board.empty")}</p>
                )}
                <ColumnCards
                  cards={cards}
                  more={next === null && reading[column.key] !== "failed" ? null : () => void more(column.key)}
                  reading={reading[column.key]}
                  draggedId={dragged?.id}
                  top={left?.tops[column.key] ?? 0}
                >
                  {(card) => (
                    <DraggableCard
                      card={card}
                      by={by}
                      statuses={statuses}
                      now={minute}
                      to={to}
                      query={from}
                      changed={changed.has(card.id)}
                      movable={by === "status" ? card.can.status : card.can.assign}
                      onMenu={(one, anchor) => {
                        openMenu(by, one, anchor);
                      }}
                    />
                  )}
                </ColumnCards>
              </BoardColumnView>
            );
          })}
        </div>
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && target === null && (
          <CarriedCard card={dragged} by={by} statuses={statuses} now={minute} to={to} query={from} />
        )}
      </DragOverlay>
      <ChangeDialogs changing={changing} reasons={choices.reasons} onStays={tellStays} />
      {menu && (
        <Suspense fallback={null}>
          <LeadChange
            change={menu}
            open={menuOpen}
            onOpenChange={setMenuOpen}
            patch={patch}
            reread={(id) => {
              reread([id]).catch(() => undefined);
            }}
          />
        </Suspense>
      )}
    </DndContext>
  );
}
