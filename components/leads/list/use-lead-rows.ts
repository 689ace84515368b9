"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { keepList, leftList } from "@/components/leads/kept-list";
import { useLive } from "@/components/live/use-live";
import { MAX_ROW_IDS, listQuery } from "@/lib/leads/list/schema";
import type { LiveEvent } from "@/lib/core/live-event";
import type { LeadCount, LeadList, LeadPage, LeadRow, RowsNow } from "@/lib/leads/list/schema";

/** A burst of events is read in one go. */
const GATHER_MS = 250;
const SHOWN_AS_CHANGED_MS = 2500;
/** Counting costs more than reading a few rows. */
const COUNT_AFTER_MS = 1000;

/** What is heard of a known person's further enquiry. */
const WROTE_AGAIN = "lead.touched";

export type ShownRow = LeadRow & {
  /** It changed under the reader's eyes a moment ago. */
  changed?: boolean;
  /** It no longer meets the filters; it stays where it is until the list is asked again. */
  left?: boolean;
};

type LeadRows = {
  rows: ShownRow[];
  next: string | null;
  similar: LeadPage["similar"];
  loading: boolean;
  failed: boolean;
  /** Leads that belong in this list and aren't in it yet. */
  fresh: number;
  /** Leads of this list whose person wrote again since it was read. */
  returned: number;
  /** How many the list has by now; null while it has as many as when it was asked for. */
  count: LeadCount | null;
  /** The list as it was left for one of its leads, when it is come back to. */
  left: ReturnType<typeof leftList>;
  more: () => Promise<void>;
  /** Reads the list from its beginning, new leads and all. */
  restart: () => Promise<void>;
  patch: (id: string, change: Partial<LeadRow>) => void;
  reread: (ids: string[]) => Promise<void>;
};

type Told = (happened: { fresh: number } | { returned: number } | { gone: string[] }) => void;

/** The rows of one list as they grow page by page and as the world changes them. */
export function useLeadRows(first: LeadPage, list: LeadList, userId: string, told: Told): LeadRows {
  const query = listQuery(list);
  // Whoever comes back from one of its leads finds the list as far as it had been read; then it is read again.
  const [left] = useState(() => leftList(query, userId));
  const [rows, setRows] = useState<ShownRow[]>(left?.rows ?? first.rows);
  const [next, setNext] = useState(left ? left.next : first.next);
  const [similar, setSimilar] = useState(first.similar);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [returned, setReturned] = useState<ReadonlySet<string>>(new Set());
  const [count, setCount] = useState<LeadCount | null>(null);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  /** What is on the screen by the time an answer comes, rather than when it was asked for. */
  const known = useRef({ rows, fresh, returned });
  useEffect(() => {
    known.current = { rows, fresh, returned };
  });
  const gathered = useRef(new Set<string>());
  const touched = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const countTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function attempt(work: () => Promise<void>) {
    try {
      await work();
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }

  async function more() {
    if (next === null || loading) return;
    setLoading(true);
    await attempt(async () => {
      const page = await read<LeadPage>(`/api/leads?${query}&after=${encodeURIComponent(next)}`);
      // A row that moved meanwhile may come a second time.
      setRows((before) => [...before, ...page.rows.filter((row) => !before.some((one) => one.id === row.id))]);
      setNext(page.next);
    });
    setLoading(false);
  }

  async function restart() {
    setLoading(true);
    await attempt(async () => {
      const page = await read<LeadPage>(`/api/leads?${query}`);
      setRows(page.rows);
      setNext(page.next);
      setSimilar(page.similar);
      setFresh(new Set());
      setReturned(new Set());
    });
    setLoading(false);
  }

  function patch(id: string, change: Partial<LeadRow>) {
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...change } : row)));
  }

  /** Reads these leads under the reader's own rights, whether they are shown or might now belong here. */
  async function reread(ids: string[]) {
    const now = await read<RowsNow>(`/api/leads/rows?${query}&ids=${ids.join(",")}`);
    const current = new Map(now.rows.map((row) => [row.id, row]));
    const matching = new Set(now.matching);
    const shown = known.current.rows.filter((row) => ids.includes(row.id));
    const gone = shown.filter((row) => !current.has(row.id));
    const again = now.matching.filter((id) => touched.current.has(id) && !known.current.fresh.has(id));
    for (const id of ids) touched.current.delete(id);
    const found = now.matching.filter(
      (id) => !again.includes(id) && !known.current.fresh.has(id) && !shown.some((row) => row.id === id),
    );
    setRows((before) =>
      before
        .filter((row) => !ids.includes(row.id) || current.has(row.id))
        .map((row) => {
          const fresher = current.get(row.id);
          if (!fresher) return row;
          return { ...fresher, changed: differs(row, fresher), left: !similar && !matching.has(row.id) };
        }),
    );
    setTimeout(settle, SHOWN_AS_CHANGED_MS);
    if (gone.length > 0) told({ gone: gone.map((row) => row.label) });
    if (again.length > 0 && !similar) {
      const all = new Set([...known.current.returned, ...again]);
      setReturned(all);
      told({ returned: all.size });
    }
    if (found.length === 0 || similar) return;
    if (isUnread(known.current.rows)) {
      await restart();
      told({ fresh: found.length });
    } else {
      setFresh((before) => new Set([...before, ...found]));
      told({ fresh: known.current.fresh.size + found.length });
    }
  }

  function settle() {
    setRows((before) =>
      before.some((row) => row.changed)
        ? before.map((row) => (row.changed ? { ...row, changed: false } : row))
        : before,
    );
  }

  /** After sleep, a lost connection or too much at once: everything shown is read again, and the top of the list. */
  async function resync() {
    const ids = known.current.rows.map((row) => row.id);
    const top = await read<LeadPage>(`/api/leads?${query}`);
    // A row after the last known one is the next page's, not news.
    const lastKnown = top.rows.findLastIndex((row) => ids.includes(row.id));
    const news = top.rows.filter((row, index) => !ids.includes(row.id) && (ids.length === 0 || index < lastKnown));
    const asked = [...ids, ...(top.similar ? [] : news.map((row) => row.id))];
    for (let at = 0; at < asked.length; at += MAX_ROW_IDS) await reread(asked.slice(at, at + MAX_ROW_IDS));
  }

  /** After the first event and not after the last: where something always happens it would never be counted. */
  function recount() {
    countTimer.current ??= setTimeout(() => {
      countTimer.current = undefined;
      countNow();
    }, COUNT_AFTER_MS);
  }
  function countNow() {
    read<LeadCount>(`/api/leads/count?${query}`).then(setCount, () => undefined);
  }
  function hear(events: LiveEvent[]) {
    for (const event of events) {
      gathered.current.add(event.name === "resync" ? "" : event.id);
      if (event.name === WROTE_AGAIN) touched.current.add(event.id);
    }
    recount();
    // From the first event on: waiting for a pause, a year of history that is being told would silence a visitor.
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = [...gathered.current];
      gathered.current.clear();
      const everything = ids.includes("") || ids.length > MAX_ROW_IDS;
      // What can't be read now is read at the next event, and the stream says resync when it is back.
      (everything ? resync() : reread(ids)).catch(() => undefined);
    }, GATHER_MS);
  }
  useLive(userId, hear);

  useEffect(
    () => () => {
      clearTimeout(countTimer.current);
      clearTimeout(timer.current);
    },
    [],
  );

  useEffect(() => {
    keepList({ query, userId, rows, next });
  }, [query, userId, rows, next]);

  // The page it was left with is what the browser kept of it, count and all.
  const again = useEffectEvent(() => {
    resync().catch(() => undefined);
    countNow();
  });
  useEffect(() => {
    if (left) again();
  }, [left]);

  const news = { fresh: fresh.size, returned: returned.size };
  return { rows, next, similar, loading, failed, ...news, count, left, more, restart, patch, reread };
}

/** Nothing that somebody reads moves when new leads come in above it. */
function isUnread(rows: readonly ShownRow[]): boolean {
  return rows.length === 0 || (document.hidden && window.scrollY === 0);
}

function differs(before: ShownRow, now: LeadRow): boolean {
  return (["statusId", "ownerId", "contactName", "firm", "phone", "email", "priority", "touchCount"] as const).some(
    (field) => before[field] !== now[field],
  );
}

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.split("?")[0] ?? ""} answered ${answer.status}`);
  return (await answer.json()) as T;
}
