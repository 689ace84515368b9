"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { arrangeColumnsAction } from "@/lib/leads/list/arrangement/actions";
import { moreColumns, readColumns, usualColumns, writeColumns } from "@/lib/leads/list/columns/schema";
import type { ColumnPlace } from "@/lib/leads/list/columns/schema";

/** The columns as the server gave them; `arranged`: somebody chose them. */
export type Columns = { places: readonly ColumnPlace[]; arranged: boolean };

/**
 * The columns shown, which change at once and are kept for the one who looks. Where the address names the columns, it is
 * the address that changes: `toAddress`.
 */
export function useColumns(given: Columns, toAddress: ((columns: string) => void) | null) {
  const router = useRouter();
  const [own, setOwn] = useState<{ instead: Columns; columns: Columns } | null>(null);
  // What the server says later counts.
  const columns = own !== null && own.instead === given ? own.columns : given;

  function arrange(next: readonly ColumnPlace[] | null) {
    const text = next === null ? "" : writeColumns(next);
    setOwn({
      instead: given,
      columns:
        next === null ? { places: usualColumns(), arranged: false } : { places: readColumns(text), arranged: true },
    });
    if (toAddress) {
      toAddress(text);
      return;
    }
    const known = moreColumns(columns.places);
    const unread = next !== null && moreColumns(next).some((one) => !known.includes(one));
    arrangeColumnsAction({ columns: text }).then(
      () => {
        if (unread) router.refresh();
      },
      () => undefined,
    );
  }
  return { columns, arrange };
}
