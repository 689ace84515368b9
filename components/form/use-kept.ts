"use client";

import { useCallback, useSyncExternalStore } from "react";
import { keep, onKeptChange, readKept } from "@/components/form/kept";

/** A text that is there again when one comes back to it. */
export function useKept(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    onKeptChange,
    () => readKept(key),
    () => "",
  );
  const set = useCallback(
    (next: string) => {
      keep(key, next);
    },
    [key],
  );
  return [text, set];
}
