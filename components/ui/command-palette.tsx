"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import type { CommandGroup, CommandWords } from "@/components/ui/command-dialog";
import { Kbd } from "@/components/ui/kbd";
import { useLoadEarly } from "@/components/ui/use-load-early";
import { cn } from "@/lib/core/cn";

const load = () => import("@/components/ui/command-dialog").then((file) => ({ default: file.CommandDialog }));
const CommandDialog = lazy(load);

const EVENT = "open-command-palette";

export function openCommandPalette() {
  window.dispatchEvent(new Event(EVENT));
}

type CommandPaletteProps = CommandWords & {
  groups: readonly CommandGroup[];
  /** Given, it is told what is typed, so that the groups may carry what a search found. */
  onQueryChange?: (query: string) => void;
  loading?: boolean;
  preselected?: string | undefined;
  /** It is about to be shown. */
  onOpen?: () => void;
};

/** Stands once in the shell; opens by Ctrl K, ⌘K or a `CommandTrigger`, and is only loaded then. */
export function CommandPalette({ onOpen, ...props }: CommandPaletteProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  useLoadEarly(load);
  const opens = useEffectEvent(() => onOpen?.());

  useEffect(() => {
    function show() {
      setWanted(true);
      setOpen(true);
      opens();
    }
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
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
      <CommandDialog {...props} open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}

/** Looks like a search box where there is room; `compact` is the icon alone. */
export function CommandTrigger({
  label,
  compact = false,
  className,
}: {
  label: string;
  compact?: boolean;
  className?: string;
}) {
  return (
    <button
      type="button"
      data-slot="command-trigger"
      {...(compact ? { "aria-label": label, title: label } : {})}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      onClick={openCommandPalette}
      className={cn(
        "flex h-8 items-center gap-2 rounded-md text-sm text-muted-foreground transition-colors hover:bg-hover hover:text-foreground pointer-coarse:h-11",
        compact ? "w-8 justify-center pointer-coarse:w-11" : "w-full border border-control bg-surface px-2 shadow-card",
        className,
      )}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      {!compact && (
        <>
          <span className="min-w-0 flex-1 truncate text-left">{label}</span>
          <Kbd aria-hidden className="pointer-coarse:hidden">
            Ctrl K
          </Kbd>
        </>
      )}
    </button>
  );
}
