"use client";

import { useEffect } from "react";
import { isTaken } from "@/components/ui/keys";
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
      if (isTaken(event)) return;
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
