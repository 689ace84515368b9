"use client";

import { useEffect, useEffectEvent } from "react";
import { isTaken } from "@/components/ui/keys";

type Start = (kind: "status" | "owner", leadId: string, anchor: HTMLElement) => void;

/** J and K move through the rows, E and A change the one that is reached; Enter opens it, as its link has the focus. */
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
    const kinds: Record<string, "status" | "owner"> = { e: "status", a: "owner" };
    const kind = kinds[key];
    const row = rows[at];
    if (!kind || !row) return;
    event.preventDefault();
    start(kind, row.dataset["rowId"] ?? "", row.querySelector<HTMLElement>(`[data-change=${kind}]`) ?? row);
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
