"use client";

import { useCallback, useEffect, useRef } from "react";

const TYPING_PAUSE_MS = 250;

/** Does what it is given once nobody has typed for a moment, and only the last of it; nothing after the page was left. */
export function useAfterTyping(): (act: () => void) => void {
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(typing.current);
    },
    [],
  );
  return useCallback((act) => {
    clearTimeout(typing.current);
    typing.current = setTimeout(act, TYPING_PAUSE_MS);
  }, []);
}
