"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { TonePill } from "@/components/ui/tone-pill";
import { isTone } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";
import { fold } from "@/lib/core/text";

export type PickOption = {
  value: string;
  label: string;
  tone?: string | undefined;
  hint?: string | undefined;
  group?: string | undefined;
};

type PickListProps = {
  label: string;
  placeholder: string;
  emptyText: string;
  options: readonly PickOption[];
  chosen: readonly string[];
  /** Several may be chosen: the boxes stay as they are ticked. */
  multiple?: boolean;
  onPick: (value: string) => void;
};

/** Options found by typing; the arrow keys move and Enter picks. */
export function PickList({ label, placeholder, emptyText, options, chosen, multiple = false, onPick }: PickListProps) {
  const many = options.length > 6;
  const groups = [...new Set(options.map((option) => option.group))];
  const item = (option: PickOption) => (
    <Command.Item
      key={option.value}
      value={option.value}
      keywords={[option.label]}
      aria-checked={chosen.includes(option.value)}
      onSelect={() => {
        onPick(option.value);
      }}
      className="flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm select-none data-[selected=true]:bg-selected pointer-coarse:min-h-11 pointer-coarse:text-base [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {multiple && (
        <span
          aria-hidden
          className={cn(
            "grid size-4 shrink-0 place-items-center rounded-sm border border-control",
            chosen.includes(option.value) && "border-accent bg-accent text-accent-foreground",
          )}
        >
          {chosen.includes(option.value) && <Check className="size-3!" strokeWidth={3} />}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">
        {isTone(option.tone) ? <TonePill tone={option.tone}>{option.label}</TonePill> : option.label}
      </span>
      {option.hint !== undefined && <span className="text-xs text-muted-foreground">{option.hint}</span>}
      {!multiple && chosen.includes(option.value) && <Check aria-hidden className="text-accent-text" />}
    </Command.Item>
  );
  return (
    <Command label={label} loop filter={likeness}>
      <Command.Input
        autoFocus
        placeholder={placeholder}
        className={cn(
          "h-9 w-full border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-lg",
          !many && "sr-only",
        )}
      />
      <Command.List label={label} className="max-h-[min(22rem,50dvh)] overflow-y-auto overscroll-contain p-1">
        <Command.Empty className="px-3 py-4 text-center text-sm text-muted-foreground">{emptyText}</Command.Empty>
        {groups.map((group) =>
          group === undefined ? (
            options.filter((option) => option.group === undefined).map(item)
          ) : (
            <Command.Group key={group} heading={group} className={headingClass}>
              {options.filter((option) => option.group === group).map(item)}
            </Command.Group>
          ),
        )}
      </Command.List>
    </Command>
  );
}

const headingClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground";

/** Every typed word somewhere in the label, accents or not; a label that begins so comes first. */
function likeness(_value: string, typed: string, keywords: string[] = []): number {
  const label = fold(keywords.join(" "));
  const asked = fold(typed);
  if (!asked.split(" ").every((word) => label.includes(word))) return 0;
  return label.startsWith(asked) ? 1 : 0.5;
}
