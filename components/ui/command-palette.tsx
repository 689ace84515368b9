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
  /** What is typed, kept outside so that the groups may carry what a search found. */
  query: string;
  onQueryChange: (query: string) => void;
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
  const show = useEffectEvent(() => {
    setWanted(true);
    if (open) return;
    setOpen(true);
    props.onQueryChange("");
    onOpen?.();
  });
  /** Typed before the field is there to take it: the first opening loads it. */
  const typeAhead = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!open || !typing || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    props.onQueryChange(props.query + event.key);
  });

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const opening = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
      if (!opening || event.altKey || event.shiftKey) {
        typeAhead(event);
        return;
      }
      event.preventDefault();
      show();
    }
    const asked = () => {
      show();
    };
    window.addEventListener(EVENT, asked);
    // Before a page's own keys, which a letter typed here must not press.
    window.addEventListener("keydown", press, { capture: true });
    return () => {
      window.removeEventListener(EVENT, asked);
      window.removeEventListener("keydown", press, { capture: true });
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
