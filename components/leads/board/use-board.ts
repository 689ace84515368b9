"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { firstState, withCards, withPage, withoutCards } from "@/components/leads/board/board-state";
import { slide } from "@/components/leads/board/slide";
import { useLive } from "@/components/live/use-live";
import { columnOf } from "@/lib/leads/board/schema";
import { MAX_ROW_IDS } from "@/lib/leads/list/schema";
import type { BoardOrder, BoardState } from "@/components/leads/board/board-state";
import type { BoardCard, BoardColumn, BoardNow, BoardTotals, CardPage, CardsNow } from "@/lib/leads/board/schema";
import type { LiveEvent } from "@/lib/core/live-event";
import type { LeadRow } from "@/lib/leads/list/schema";

/** A burst of events is read in one go. */
const GATHER_MS = 250;
const COUNT_AFTER_MS = 1000;
const SHOWN_AS_CHANGED_MS = 2500;

type Shown = { state: BoardState; columns: BoardColumn[] };
type Told = (happened: { gone: BoardCard[] } | { moved: { card: BoardCard; column: BoardColumn }[] }) => void;
type Asked = { query: string; userId: string; order: BoardOrder; first: BoardNow; counted: Promise<BoardTotals> };

/** The cards of a board as columns are read on and as the world moves them. */
export function useBoard({ query, userId, order, first, counted }: Asked, left: Shown | null, told: Told) {
  const [{ state, columns }, setShown] = useState<Shown>(() =>
    left ? { state: left.state, columns: left.columns } : { state: firstState(first), columns: first.columns },
  );
  const [reading, setReading] = useState<Readonly<Record<string, "loading" | "failed">>>({});
  /** Cards that changed in place a moment ago. */
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  /** What is on the screen by the time an answer comes. */
  const known = useRef({ state, columns });
  useEffect(() => {
    known.current = { state, columns };
  });
  const gathered = useRef(new Set<string>());
  const held = useRef(false);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const countTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const change = (next: (before: BoardState) => BoardState) => {
    setShown((before) => ({ ...before, state: next(before.state) }));
  };
  const address = (part: string, more = "") => `/api/leads/board${part}?by=${order.by}${query && `&${query}`}${more}`;

  async function readColumn(key: string, again: boolean) {
    const after = again ? null : (known.current.state.columns[key]?.next ?? null);
    const at = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const page = await read<CardPage>(address("/column", `&key=${key}${at}`));
    change((before) => withPage(before, key, page, order, again));
  }
  async function more(key: string) {
    if (reading[key] === "loading") return;
    setReading((before) => ({ ...before, [key]: "loading" }));
    const done = await readColumn(key, false).then(
      () => true,
      () => false,
    );
    setReading(({ [key]: _, ...rest }) => (done ? rest : { ...rest, [key]: "failed" }));
  }

  /** At once on the screen, as far as it is known. */
  function patch(id: string, fields: Partial<LeadRow>) {
    change((before) => {
      const card = before.cards.get(id);
      return card ? withCards(before, [{ ...card, ...fields }], order) : before;
    });
  }

  /** Reads these leads under the reader's own rights, whether they are shown or might now belong here. */
  async function reread(ids: string[]) {
    const now = await read<CardsNow>(address("/cards", `&ids=${ids.join(",")}`));
    const seen = new Set(now.cards.map(({ id }) => id));
    const matching = new Set(now.matching);
    const before = known.current.state.cards;
    const stays = now.cards.filter(({ id }) => matching.has(id));
    const leaves = ids.filter((id) => before.has(id) && !matching.has(id));
    const moves = stays.filter((card) => {
      const was = before.get(card.id);
      return was !== undefined && columnOf(was, order.by) !== columnOf(card, order.by);
    });
    const target = new Map(moves.map((card) => [card.id, columnOf(card, order.by)]));
    slide(
      [...target.keys(), ...leaves],
      (id) => target.get(id),
      () => {
        flushSync(() => {
          change((old) => withCards(withoutCards(old, leaves, order), stays, order));
        });
      },
    );
    flash(stays.filter((card) => differs(before.get(card.id), card)).map(({ id }) => id));
    const gone = leaves.filter((id) => !seen.has(id)).flatMap((id) => before.get(id) ?? []);
    if (gone.length > 0) told({ gone });
    const moved = moves.flatMap((card) => {
      const column = known.current.columns.find(({ key }) => key === columnOf(card, order.by));
      return column ? [{ card, column }] : [];
    });
    if (moved.length > 0) told({ moved });
    // The server may have counted it before: what was shifted on the screen isn't counted twice.
    recount();
  }

  function flash(ids: string[]) {
    if (ids.length === 0) return;
    setChanged((before) => new Set([...before, ...ids]));
    setTimeout(() => {
      setChanged((before) => new Set([...before].filter((id) => !ids.includes(id))));
    }, SHOWN_AS_CHANGED_MS);
  }

  /** After sleep, a lost connection or too much at once: the top of every column, and all that is shown besides. */
  async function resync() {
    const now = await read<BoardNow>(address(""));
    const fresh = new Set(Object.values(now.pages).flatMap(({ cards }) => cards.map(({ id }) => id)));
    setShown((before) => ({
      columns: now.columns,
      state: Object.entries(now.pages).reduce(
        (next, [key, page]) => withPage(next, key, page, order, true),
        before.state,
      ),
    }));
    const unfolded = Object.keys(known.current.state.columns).filter((key) => !(key in now.pages));
    await Promise.all(unfolded.map((key) => readColumn(key, true)));
    const rest = [...known.current.state.cards.keys()].filter((id) => !fresh.has(id));
    for (let at = 0; at < rest.length; at += MAX_ROW_IDS) await reread(rest.slice(at, at + MAX_ROW_IDS));
  }

  /** After the first event and not after the last: where something always happens it would never be counted. */
  function recount() {
    countTimer.current ??= setTimeout(() => {
      countTimer.current = undefined;
      // Numbers stay with the cards: while nothing moves neither do they.
      if (held.current) recount();
      else countNow();
    }, COUNT_AFTER_MS);
  }
  function countNow() {
    read<BoardTotals>(address("/totals")).then(
      (totals) => {
        change((before) => ({ ...before, totals }));
      },
      () => undefined,
    );
  }

  function catchUp() {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      // Nothing moves under the hand that drags; it is made up for at the drop. And one answer at a time.
      if (held.current || busy.current) return;
      const ids = [...gathered.current];
      gathered.current.clear();
      const everything = ids.includes("") || ids.length > MAX_ROW_IDS;
      busy.current = true;
      // What can't be read now is read at the next event, and the stream says resync when it is back.
      (everything ? resync() : reread(ids))
        .catch(() => undefined)
        .finally(() => {
          busy.current = false;
          if (gathered.current.size > 0) catchUp();
        });
    }, GATHER_MS);
  }
  function hear(events: LiveEvent[]) {
    for (const event of events) gathered.current.add(event.name === "resync" ? "" : event.id);
    recount();
    catchUp();
  }
  useLive(userId, hear);

  function hold(on: boolean) {
    held.current = on;
    if (on || gathered.current.size === 0) return;
    // Counted before the cards are read it would be shifted once more by them.
    clearTimeout(countTimer.current);
    countTimer.current = undefined;
    catchUp();
  }

  const count = useEffectEvent((totals: BoardTotals) => {
    change((before) => (before.totals ? before : { ...before, totals }));
  });
  useEffect(() => {
    let gone = false;
    counted.then(
      (totals) => {
        if (!gone) count(totals);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [counted]);

  const again = useEffectEvent(() => {
    resync().catch(() => undefined);
    countNow();
  });
  useEffect(() => {
    if (!left) return;
    // Once it is drawn as it was left.
    const frame = requestAnimationFrame(() => {
      again();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [left]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      clearTimeout(countTimer.current);
    },
    [],
  );

  return { state, columns, reading, changed, known, more, patch, reread, hold };
}

function differs(before: BoardCard | undefined, now: BoardCard): boolean {
  if (!before) return true;
  const fields = ["contactName", "firm", "priority", "amountCents", "statusId", "ownerId", "touchCount"] as const;
  return fields.some((field) => before[field] !== now[field]);
}

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.split("?")[0] ?? ""} answered ${answer.status}`);
  return (await answer.json()) as T;
}
