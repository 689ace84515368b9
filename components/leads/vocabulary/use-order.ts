"use client";

import { useState } from "react";
import { useRun } from "@/components/intake/use-run";
import { orderTermsAction } from "@/lib/leads/vocabulary/actions";
import type { TermKind } from "@/lib/leads/vocabulary/schema";

/** Words in use, in the order chosen a moment ago until the server has it, or has refused it. */
export function useOrder<Term extends { id: string }>(kind: TermKind, inUse: readonly Term[]) {
  const { run } = useRun();
  const [chosen, setChosen] = useState<{ over: readonly Term[]; ids: string[] } | null>(null);
  const ids = inUse.map(({ id }) => id);
  const order = chosen?.over === inUse ? chosen.ids : ids;

  async function setOrder(next: string[]): Promise<void> {
    setChosen({ over: inUse, ids: next });
    const done = await run(() => orderTermsAction({ kind, ids: next, seen: ids }));
    if (done === undefined) setChosen(null);
  }

  return {
    terms: order.flatMap((id) => inUse.find((term) => term.id === id) ?? []),
    setOrder: (next: string[]) => void setOrder(next),
  };
}
