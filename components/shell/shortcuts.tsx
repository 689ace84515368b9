"use client";

import { Suspense, useEffect, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { isTaken } from "@/components/ui/keys";

const ShortcutsDialog = lazyPart(() =>
  import("@/components/shell/shortcuts-dialog").then((file) => ({ default: file.ShortcutsDialog })),
);

const EVENT = "show-shortcuts";

export function showShortcuts() {
  window.dispatchEvent(new Event(EVENT));
}

/** Stands once in the shell: `?` lists what the keyboard can do, and it is only loaded then. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    function show() {
      setWanted(true);
      setOpen(true);
    }
    function press(event: KeyboardEvent) {
      if (event.key !== "?" || isTaken(event)) return;
      event.preventDefault();
      show();
    }
    window.addEventListener(EVENT, show);
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener(EVENT, show);
      window.removeEventListener("keydown", press);
    };
  }, []);

  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
