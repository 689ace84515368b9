"use client";

import { useEffect } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";

/** E status, A assign, C log contact, N note: not while something is being typed or a panel is open. */
export function LeadKeys() {
  const { lead, setPanel, noteField } = useDesk();
  const { can } = lead;

  useEffect(() => {
    const keys: Record<string, () => void> = {
      ...(can.status && {
        e: () => {
          setPanel("status");
        },
      }),
      ...(can.assign && {
        a: () => {
          setPanel("assign");
        },
      }),
      ...(can.contact && {
        c: () => {
          setPanel("log");
        },
      }),
      ...(can.update && { n: () => noteField.current?.focus() }),
    };
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
      const run = keys[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    }
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
    };
  }, [can.status, can.assign, can.contact, can.update, setPanel, noteField]);

  return null;
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null
  );
}
