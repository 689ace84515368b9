"use client";

import { useDraggable } from "@dnd-kit/core";
import { ChevronsUp, ChevronUp, Clock, EllipsisVertical } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Face } from "@/components/ui/pictures";
import { isTone, toneOf } from "@/components/ui/tone";
import { formatDateTime, formatDay, formatMoney, formatRelative } from "@/lib/core/format";
import { leadHref } from "@/lib/leads/list/schema";
import type { FormatFor } from "@/lib/core/format";
import type { BoardBy, BoardCard } from "@/lib/leads/board/schema";
import type { StatusOption } from "@/lib/leads/list/schema";

type CardProps = {
  card: BoardCard;
  by: BoardBy;
  statuses: readonly StatusOption[];
  now: string;
  to: FormatFor;
  /** Of the board, which a lead's page leads back to. */
  query: string;
};

type DraggableCardProps = CardProps & {
  /** It changed under the reader's eyes a moment ago. */
  changed: boolean;
  movable: boolean;
  onMenu: (card: BoardCard, anchor: HTMLElement) => void;
};

/** A card that can be taken: anywhere by mouse or finger, on its name by the keyboard. */
export function DraggableCard({ card, movable, changed, ...rest }: DraggableCardProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: card.id,
    disabled: !movable,
  });
  return (
    <article
      ref={setNodeRef}
      data-card={card.id}
      data-dragged={isDragging ? true : undefined}
      data-changed={changed ? true : undefined}
      data-movable={movable ? true : undefined}
      className="board-card"
      {...listeners}
    >
      <CardFace
        card={card}
        movable={movable}
        linkRef={setActivatorNodeRef}
        describedBy={movable ? attributes["aria-describedby"] : undefined}
        {...rest}
      />
    </article>
  );
}

/** The card under the hand that drags it. */
export function CarriedCard(props: CardProps) {
  return (
    <article aria-hidden className="board-card" data-carried>
      <CardFace {...props} movable={false} carried />
    </article>
  );
}

type CardFaceProps = CardProps & {
  movable: boolean;
  carried?: boolean;
  linkRef?: (element: HTMLElement | null) => void;
  describedBy?: string | undefined;
  onMenu?: (card: BoardCard, anchor: HTMLElement) => void;
};

const CardFace = memo(function CardFace({ card, by, statuses, now, to, query, ...rest }: CardFaceProps) {
  const t = useTranslations("leads");
  const { movable, carried = false, linkRef, describedBy, onMenu } = rest;
  const status = statuses.find(({ id }) => id === card.statusId);
  const title = card.contactName || card.firm || card.email || card.phone || t("noName");
  const about = [card.contactName ? card.firm : "", card.service].filter(Boolean).join(" · ");
  const isNew = !card.firstResponseAt && status?.phase !== "closed";
  return (
    <>
      <div className="board-line">
        <Link
          ref={linkRef}
          href={leadHref(card.number, query)}

          draggable={false}
          {...(carried && { tabIndex: -1 })}
          dir="auto"
          data-card-link={card.number}
          aria-describedby={describedBy}
          className="board-name"
        >
          {title}
        </Link>
        {isNew && (
          <span className="board-new" title={t("notContacted")}>
            <span className="sr-only">{t("notContacted")}</span>
          </span>
        )}
        <Priority priority={card.priority} />
        <span className="board-number">{card.label}</span>
        {movable && onMenu && (
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={t("board.moveTo", { lead: card.label })}
            title={t("board.moveTo", { lead: card.label })}
            className="board-menu"
            // A finger that rests here means the menu and not the card.
            onMouseDown={keepToItself}
            onTouchStart={keepToItself}
            onClick={(event) => {
              onMenu(card, event.currentTarget);
            }}
          >
            <EllipsisVertical aria-hidden />
          </button>
        )}
      </div>
      <div dir="auto" className="board-note" title={about}>
        {about}
      </div>
      <div className="board-line">
        {by === "status" ? <Owner id={card.ownerId} name={card.ownerName} /> : <Standing status={status} />}
        {card.amountCents !== null && (
          <span className="board-amount">{formatMoney(card.amountCents, card.currency, to)}</span>
        )}
      </div>
      <div className="board-line board-note">
        <time dateTime={card.receivedAt} title={`${t("column.received")}: ${formatDateTime(card.receivedAt, to)}`}>
          {formatRelative(card.receivedAt, now, to)}
        </time>
        <LastThing card={card} now={now} to={to} />
        <Tags tags={card.tags} />
      </div>
    </>
  );
});

function keepToItself(event: React.SyntheticEvent) {
  event.stopPropagation();
}

function Owner({ id, name }: { id: string | null; name: string }) {
  const t = useTranslations("leads");
  return (
    <span className="board-owner">
      <span aria-hidden className="board-face" data-tone={name ? toneOf(name) : undefined}>
        {name && <Face id={id} name={name} />}
      </span>
      <span className="board-cut">{name || t("unassigned")}</span>
    </span>
  );
}

function Standing({ status }: { status: StatusOption | undefined }) {
  return (
    <span className="board-pill" data-tone={isTone(status?.tone) ? status.tone : "gray"}>
      {status?.label}
    </span>
  );
}

/** Until when it waits, or else when its person was last reached for. */
function LastThing({ card, now, to }: Pick<CardProps, "card" | "now" | "to">) {
  const t = useTranslations("leads.board");
  if (card.holdUntil !== null) {
    // A day has no time: noon is that day in every zone people live in.
    const day = formatDay(`${card.holdUntil}T12:00:00Z`, { ...to, timeZone: "UTC" });
    return (
      <span className="board-last" title={t("waits", { day })}>
        <Clock aria-hidden />
        <span className="sr-only">{t("waits", { day })}</span>
        <span aria-hidden>{day}</span>
      </span>
    );
  }
  if (card.lastContactAt === null) return null;
  const when = formatRelative(card.lastContactAt, now, to);
  return (
    <span className="board-last board-cut" title={formatDateTime(card.lastContactAt, to)}>
      · {t("contacted", { when })}
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  const [first] = tags;
  if (first === undefined) return null;
  return (
    <span className="board-tags" title={tags.join(", ")}>
      <span className="board-tag">{first}</span>
      {tags.length > 1 && <span className="shrink-0">+{tags.length - 1}</span>}
    </span>
  );
}

function Priority({ priority }: { priority: string }) {
  const t = useTranslations("leads");
  if (priority !== "high" && priority !== "urgent") return null;
  const Icon = priority === "urgent" ? ChevronsUp : ChevronUp;
  const words = t("priorityIs", { priority: t(`priorities.${priority}`) });
  return (
    <span title={words} className="board-priority" data-priority={priority}>
      <Icon aria-hidden strokeWidth={2.5} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
