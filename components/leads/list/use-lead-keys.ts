"use client";

import { useEffect, useEffectEvent } from "react";
import { isTaken } from "@/components/ui/keys";

type Kind = "status" | "owner" | "contact";
type Start = (kind: Kind, leadId: string, anchor: HTMLElement) => void;

/** J and K move through the rows, E, A and C work the one that is reached; Enter opens it, as its link has the focus. */
export function useLeadKeys(body: React.RefObject<HTMLElement | null>, start: Start): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event)) return;
    const rows = [...(body.current?.querySelectorAll<HTMLElement>("[data-row-id]") ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)));
      const row = rows[next];
      row?.querySelector<HTMLElement>("[data-row-link]")?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    }
    const kinds: Record<string, Kind> = { e: "status", a: "owner", c: "contact" };
    const kind = kinds[key];
    const row = rows[at];
    if (!kind || !row) return;
    event.preventDefault();
    const by = kind === "contact" ? "[data-row-link]" : `[data-change=${kind}]`;
    start(kind, row.dataset["rowId"] ?? "", row.querySelector<HTMLElement>(by) ?? row);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);
}
