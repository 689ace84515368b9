"use client";

import { useEffect, useRef, useState } from "react";
import { arrangeColumnsAction } from "@/lib/leads/list/arrangement/actions";
import { moreColumns, readColumns, usualColumns, writeColumns } from "@/lib/leads/list/columns/schema";
import type { ColumnPlace } from "@/lib/leads/list/columns/schema";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";

/** The columns as the server gave them; `arranged`: somebody chose them. */
export type Columns = { places: readonly ColumnPlace[]; arranged: boolean };

/**
 * The columns shown, which change at once and are kept for the one who looks. Where the address names the columns, it is
 * the address that changes: `toAddress`.
 */
export function useColumns(given: Columns, toAddress: ((columns: string) => void) | null) {
  const refresh = useRefresh();
  /** `instead` of what the server gave; null while some of it is still being kept. */
  const [own, setOwn] = useState<{ instead: Columns | null; columns: Columns } | null>(null);
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const saving = useRef({ count: 0, unread: false });
  // What the server says later counts; what it says of an earlier choice, while a later one is being kept, doesn't.
  const columns = own !== null && (own.instead ?? given) === given ? own.columns : given;

  function arrange(next: readonly ColumnPlace[] | null) {
    const text = next === null ? "" : writeColumns(next);
    setOwn({
      instead: toAddress ? given : null,
      columns:
        next === null ? { places: usualColumns(), arranged: false } : { places: readColumns(text), arranged: true },
    });
    if (toAddress) {
      toAddress(text);
      return;
    }
    const known = moreColumns(columns.places);
    saving.current.count += 1;
    saving.current.unread ||= next !== null && moreColumns(next).some((one) => !known.includes(one));
    void arrangeColumnsAction({ columns: text }).catch(lost).then(kept);
  }

  /** Once all is kept it is read anew, if it shows what wasn't read yet. */
  function kept() {
    saving.current.count -= 1;
    if (saving.current.count > 0) return;
    const { unread } = saving.current;
    saving.current.unread = false;
    setOwn((before) => before && { ...before, instead: latest.current });
    if (unread) refresh();
  }
  return { columns, arrange };
}
