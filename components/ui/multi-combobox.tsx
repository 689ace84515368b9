"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useRef } from "react";
import { ComboboxPopup } from "@/components/ui/combobox-popup";
import type { ComboboxOption, ComboboxWords } from "@/components/ui/combobox-popup";
import { serverSearch } from "@/components/ui/combobox-search";
import { controlClass } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

type MultiComboboxProps = Omit<ComboboxWords, "clearLabel" | "openLabel"> & {
  options: readonly ComboboxOption[];
  value: ComboboxOption[];
  onValueChange: (value: ComboboxOption[]) => void;
  /** Given, the options are what the server found for this text, and aren't filtered again here. */
  onQueryChange?: (query: string) => void;
  /** "Remove {label}" */
  removeLabel: (label: string) => string;
  loading?: boolean;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
  "aria-label"?: string;
};

/** Several of many, kept as chips. */
export function MultiCombobox({
  options,
  value,
  onValueChange,
  onQueryChange,
  removeLabel,
  loading = false,
  placeholder,
  disabled = false,
  name,
  className,
  "aria-label": ariaLabel,
  ...words
}: MultiComboboxProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <Base.Root<ComboboxOption, true>
      multiple
      autoHighlight
      items={options}
      value={value}
      onValueChange={onValueChange}
      isItemEqualToValue={(a, b) => a.value === b.value}
      {...(onQueryChange ? serverSearch(onQueryChange) : {})}
      disabled={disabled}
      {...(name === undefined ? {} : { name })}
    >
      <Base.Chips
        ref={box}
        data-slot="multi-combobox"
        className={cn(
          controlClass,
          "flex min-h-8 flex-wrap items-center gap-1 px-1 py-1 focus-within:border-ring focus-within:ring-2 focus-within:ring-ring/30 has-data-invalid:border-danger has-data-invalid:ring-danger/25 pointer-coarse:min-h-11",
          disabled && "cursor-not-allowed opacity-60",
          className,
        )}
      >
        {value.map((option) => (
          <Base.Chip
            key={option.value}
            className="flex h-5.5 max-w-full items-center gap-0.5 rounded-sm bg-muted pr-0.5 pl-1.5 text-xs font-medium outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-text pointer-coarse:h-8"
          >
            <span className="truncate">{option.label}</span>
            {!disabled && (
              <Base.ChipRemove
                aria-label={removeLabel(option.label)}
                className="grid size-4.5 place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground pointer-coarse:size-7"
              >
                <X aria-hidden className="size-3" />
              </Base.ChipRemove>
            )}
          </Base.Chip>
        ))}
        <Base.Input
          placeholder={value.length === 0 ? placeholder : undefined}
          aria-label={ariaLabel}
          className="h-5.5 min-w-16 flex-1 bg-transparent px-1.5 outline-none pointer-coarse:h-8"
        />
      </Base.Chips>
      <ComboboxPopup loading={loading} emptyText={words.emptyText} loadingText={words.loadingText} />
    </Base.Root>
  );
}
