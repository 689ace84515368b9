"use client";

import { useState } from "react";
import type { Selection } from "@/lib/leads/bulk/changing/schema";

const NONE: ReadonlySet<string> = new Set();

/** Which leads are chosen: one by one, or all of the list, those too that aren't read yet, but the ones that were unticked. */
export function useSelection(query: string, shown: readonly string[]) {
  const [all, setAll] = useState(false);
  /** Those that are chosen; of all, those that aren't. */
  const [marked, setMarked] = useState(NONE);
  const isChosen = (id: string) => all !== marked.has(id);
  const count = all ? null : marked.size;
  const but = all ? marked.size : 0;
  const selection: Selection = all ? { query, ...(but > 0 && { except: [...marked] }) } : { ids: [...marked] };

  function mark(ids: readonly string[], on: boolean) {
    const next = new Set(marked);
    for (const id of ids) {
      if (on !== all) next.add(id);
      else next.delete(id);
    }
    setMarked(next);
  }
  function toggle(id: string, on: boolean) {
    mark([id], on);
  }
  function toggleShown(on: boolean) {
    if (!on) clear();
    else if (all) mark(shown, true);
    else setMarked(new Set(shown));
  }
  function chooseAll() {
    setAll(true);
    setMarked(NONE);
  }
  function clear() {
    setAll(false);
    setMarked(NONE);
  }
  return { isChosen, count, but, any: all || marked.size > 0, selection, toggle, toggleShown, chooseAll, clear };
}
