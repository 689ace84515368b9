"use client";

import { useEffect, useEffectEvent } from "react";
import { offerActs } from "@/components/leads/lead-acts";
import { isTaken } from "@/components/ui/keys";
import { useDesk } from "@/components/leads/page/lead-desk";
import { onPhone } from "@/components/leads/page/lead-status";
import type { LeadAct } from "@/components/leads/lead-acts";

const KEYS: Record<string, LeadAct> = { e: "status", a: "assign", c: "log", n: "note", t: "task" };

/**
 * E status, A assign, C log contact, N note, T task: not while something is being typed or a panel is open. The palette offers
 * the same.
 */
export function LeadKeys() {
  const { lead, setPanel, noteField } = useDesk();
  const { can, label } = lead;
  const acts = [
    can.status && ("status" as const),
    can.assign && ("assign" as const),
    can.contact && ("log" as const),
    can.update && ("note" as const),
    can.update && ("task" as const),
  ]
    .filter((act) => act !== false)
    .join(" ");

  const run = useEffectEvent((act: LeadAct) => {
    if (act === "note") noteField.current?.focus();
    else if (act === "status") setPanel(onPhone() ? "status-sheet" : "status");
    else setPanel(act);
  });

  useEffect(() => {
    // Whoever may do nothing here is offered nothing.
    if (acts === "") return;
    const may = acts.split(" ") as LeadAct[];
    function press(event: KeyboardEvent) {
      const act = KEYS[event.key.toLowerCase()];
      if (!act || !may.includes(act) || isTaken(event)) return;
      event.preventDefault();
      run(act);
    }
    const withdraw = offerActs({
      lead: label,
      acts: may,
      run: (act) => {
        run(act);
      },
    });
    window.addEventListener("keydown", press);
    return () => {
      withdraw();
      window.removeEventListener("keydown", press);
    };
  }, [acts, label]);

  return null;
}
