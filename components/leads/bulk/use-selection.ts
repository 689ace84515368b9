"use client";

import { useState } from "react";
import type { Selection } from "@/lib/leads/bulk/changing/schema";

/** Which leads are chosen: one by one, or all of the list, those too that aren't read yet. */
export function useSelection(query: string, shown: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const isChosen = (id: string) => all || chosen.has(id);
  const count = all ? null : chosen.size;
  const selection: Selection = all ? { query } : { ids: [...chosen] };

  function toggle(id: string, on: boolean) {
    // Without one, "all" is those shown.
    const base = all ? new Set(shown) : new Set(chosen);
    if (on) base.add(id);
    else base.delete(id);
    setAll(false);
    setChosen(base);
  }
  function toggleShown(on: boolean) {
    setAll(false);
    setChosen(on ? new Set(shown) : new Set());
  }
  function chooseAll() {
    setAll(true);
  }
  function clear() {
    setAll(false);
    setChosen(new Set());
  }
  return { isChosen, count, all, any: all || chosen.size > 0, selection, toggle, toggleShown, chooseAll, clear };
}
