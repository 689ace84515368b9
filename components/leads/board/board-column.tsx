"use client";

import { useDroppable } from "@dnd-kit/core";
import { ChevronsLeft, ChevronsRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, use } from "react";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { isTone } from "@/components/ui/tone";
import { formatMoney, formatNumber } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { BoardColumn, BoardTotals } from "@/lib/leads/board/schema";

type BoardColumnViewProps = {
  column: BoardColumn;
  label: string;
  /** Whose leads these are, where columns are people. */
  personId?: string | undefined;
  folded: boolean;
  /** While a card is dragged: it can't go here. */
  barred: boolean;
  /** The card that is dragged would come here. */
  isTarget: boolean;
  counts: Counts;
  onFold: (folded: boolean) => void;
  children: React.ReactNode;
};

/** As they were counted with the page, and as they are by now. */
type Counts = { first: Promise<BoardTotals>; now: BoardTotals | null; to: FormatFor };

/** One status or one owner: how many, what they are worth, and their cards. What is folded can be dropped on all the same. */
export function BoardColumnView(props: BoardColumnViewProps) {
  const { column, label, personId, folded, barred, isTarget, counts, onFold, children } = props;
  const t = useTranslations("leads.board");
  const { setNodeRef, isOver } = useDroppable({ id: column.key, disabled: barred });
  const tone = isTone(column.tone) ? column.tone : undefined;
  return (
    // Not a landmark: a board has twenty of them, and two people may have one name.
    <div
      ref={setNodeRef}
      role="group"
      aria-label={label}
      data-column={column.key}
      data-folded={folded ? true : undefined}
      data-barred={barred ? true : undefined}
      data-over={(isOver || isTarget) && !barred ? true : undefined}
      className="board-column"
    >
      {folded ? (
        <>
          <button
            type="button"
            aria-expanded={false}
            aria-label={t("unfold", { column: label })}
            title={t("unfold", { column: label })}
            className="board-folded"
            onClick={() => {
              onFold(false);
            }}
          >
            <ChevronsRight aria-hidden />
            <span className="board-side">
              {tone && <span aria-hidden data-tone={tone} className="board-dot" />}
              {label}
            </span>
          </button>
          <span className="board-count">
            <Count column={column.key} {...counts} />
          </span>
        </>
      ) : (
        <>
          <header className="board-head">
            {tone && <span aria-hidden data-tone={tone} className="board-dot" />}
            {personId !== undefined && <Avatar id={personId} name={label} size="xs" />}
            <h2 className="board-cut font-medium">{label}</h2>
            <span className="board-count">
              <Count column={column.key} {...counts} />
            </span>
            <span className="board-worth">
              <Worth column={column.key} {...counts} />
            </span>
            <IconButton
              size="sm"
              label={t("fold", { column: label })}
              aria-expanded
              className="board-fold max-md:hidden"
              onClick={() => {
                onFold(true);
              }}
            >
              <ChevronsLeft aria-hidden />
            </IconButton>
          </header>
          {barred && <p className="board-barred">{t("barred")}</p>}
          {children}
        </>
      )}
    </div>
  );
}

type TotalProps = Counts & { column: string };

function Count({ first, now, to, column }: TotalProps) {
  return (
    <Suspense fallback="…">
      <Known first={first} now={now}>
        {(totals) => formatNumber(totals[column]?.count ?? 0, to)}
      </Known>
    </Suspense>
  );
}

function Worth({ first, now, to, column }: TotalProps) {
  return (
    <Suspense fallback={null}>
      <Known first={first} now={now}>
        {(totals) => {
          const worth = totals[column]?.value.filter(({ cents }) => cents > 0) ?? [];
          return worth.map(({ cents, currency }) => formatMoney(cents, currency, to)).join(" + ");
        }}
      </Known>
    </Suspense>
  );
}

type KnownProps = Pick<Counts, "first" | "now"> & { children: (totals: BoardTotals) => React.ReactNode };

function Known({ first, now, children }: KnownProps) {
  return children(now ?? use(first));
}
