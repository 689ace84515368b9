"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command, defaultFilter } from "cmdk";
import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { backdropClass } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";

export type CommandEntry = {
  key: string;
  label: string;
  icon?: React.ReactNode;
  /** More about it, which gives way to its name. */
  detail?: string;
  /** Short, and never cut: a key, a number. */
  hint?: React.ReactNode;
  /** Other words by which it is found. */
  keywords?: string[];
  /** Shown whatever is typed, in the order given: what a search on the server found. */
  always?: boolean;
  run: () => void;
};

export type CommandGroup = { key: string; heading: string; entries: readonly CommandEntry[] };

export type CommandWords = { label: string; placeholder: string; emptyText: string; loadingText: string };

type CommandDialogProps = CommandWords & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly CommandGroup[];
  query: string;
  onQueryChange: (query: string) => void;
  loading?: boolean;
  /** The entry (`group:entry`) to stand on as soon as it is there: what Enter will run. */
  preselected?: string | undefined;
};

const MOVES = ["ArrowDown", "ArrowUp", "Home", "End"];

/** What `CommandPalette` loads when it is first opened. */
export function CommandDialog({
  open,
  onOpenChange,
  groups,
  query,
  onQueryChange,
  loading = false,
  preselected,
  label,
  placeholder,
  emptyText,
  loadingText,
}: CommandDialogProps) {
  const [selected, setSelected] = useState("");
  /** What was typed when somebody chose another entry by a key or the mouse. */
  const left = useRef<string>(undefined);

  const stand = useEffectEvent(() => {
    if (preselected !== undefined && left.current !== query) setSelected(preselected);
  });
  // The list stands on its first entry whenever entries come and go, and only says so afterwards.
  useEffect(() => {
    const timer = setTimeout(stand);
    return () => {
      clearTimeout(timer);
    };
  }, [preselected, selected]);
  const leave = () => {
    left.current = query;
  };

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          data-slot="command-dialog"
          className="fixed inset-x-2 top-2 z-50 mx-auto max-w-xl overflow-hidden rounded-xl border bg-raised shadow-dialog outline-none transition-[scale,opacity] duration-120 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 sm:top-[14dvh]"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          <Command
            label={label}
            loop
            shouldFilter={false}
            value={selected}
            onValueChange={setSelected}
            onPointerMove={leave}
            onKeyDown={(event) => {
              if (MOVES.includes(event.key)) leave();
            }}
          >
            <div className="flex items-center gap-2.5 border-b px-4">
              {loading ? (
                <Spinner className="text-muted-foreground" />
              ) : (
                <Search aria-hidden className="size-4 text-muted-foreground" />
              )}
              <Command.Input
                autoFocus
                placeholder={placeholder}
                value={query}
                onValueChange={onQueryChange}
                onFocus={({ currentTarget }) => {
                  // After what was typed before it was there.
                  currentTarget.setSelectionRange(currentTarget.value.length, currentTarget.value.length);
                }}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List label={label} className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-sm text-muted-foreground">
                {loading ? loadingText : emptyText}
              </Command.Empty>
              {groupsFor(groups, query.trim()).map((group) => (
                <Command.Group
                  key={group.key}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
                >
                  {group.entries.map((entry) => (
                    <Command.Item
                      key={entry.key}
                      value={`${group.key}:${entry.key}`}
                      onSelect={() => {
                        onOpenChange(false);
                        entry.run();
                      }}
                      className="flex min-h-9 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm select-none data-[disabled=true]:opacity-50 data-[selected=true]:bg-selected pointer-coarse:min-h-11 pointer-coarse:text-base [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
                    >
                      {entry.icon}
                      <span className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-3">
                        <span className="truncate sm:shrink-0 sm:max-w-full">{entry.label}</span>
                        {entry.detail !== undefined && entry.detail !== "" && (
                          <span className="min-w-0 truncate text-xs text-muted-foreground">{entry.detail}</span>
                        )}
                      </span>
                      {entry.hint !== undefined && (
                        <span className="shrink-0 text-xs text-muted-foreground">{entry.hint}</span>
                      )}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Left to the list itself, what the server found would be put into an order by letters, under React's hands. */
function groupsFor(groups: readonly CommandGroup[], typed: string): CommandGroup[] {
  if (typed === "") return groups.filter(({ entries }) => entries.length > 0);
  return groups
    .map((group) => {
      const likeness = (entry: CommandEntry) =>
        defaultFilter(`${group.key}:${entry.key}`, typed, [entry.label, ...(entry.keywords ?? [])]);
      const always = group.entries.filter((entry) => entry.always);
      const found = group.entries
        .filter((entry) => !entry.always)
        .map((entry) => ({ entry, score: likeness(entry) }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score);
      return { ...group, entries: [...always, ...found.map(({ entry }) => entry)] };
    })
    .filter(({ entries }) => entries.length > 0);
}
