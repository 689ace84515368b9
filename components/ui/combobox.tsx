"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronsUpDown, X } from "lucide-react";
import { useCallback } from "react";
import { ComboboxPopup } from "@/components/ui/combobox-popup";
import type { ComboboxOption, ComboboxWords } from "@/components/ui/combobox-popup";
import { serverSearch } from "@/components/ui/combobox-search";
import { controlClass, controlHeight } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

type ComboboxProps = ComboboxWords & {
  options: readonly ComboboxOption[];
  value: ComboboxOption | null;
  onValueChange: (value: ComboboxOption | null) => void;
  /** Given, the options are what the server found for this text, and aren't filtered again here. */
  onQueryChange?: (query: string) => void;
  loading?: boolean;
  placeholder?: string;
  disabled?: boolean;
  /** Something is always chosen: there is nothing to clear. */
  required?: boolean;
  name?: string;
  className?: string;
  "aria-label"?: string;
};

/** One of many, found by typing. */
export function Combobox({
  options,
  value,
  onValueChange,
  onQueryChange,
  loading = false,
  placeholder,
  disabled = false,
  required = false,
  name,
  className,
  "aria-label": ariaLabel,
  ...words
}: ComboboxProps) {
  const { contains } = Base.useFilter();
  const filter = useCallback(
    (option: ComboboxOption, query: string) => contains(option, query, ({ label, also = "" }) => `${label} ${also}`),
    [contains],
  );
  return (
    <Base.Root<ComboboxOption>
      items={options}
      value={value}
      onValueChange={onValueChange}
      isItemEqualToValue={(a, b) => a.value === b.value}
      {...(onQueryChange ? serverSearch(onQueryChange) : { filter })}
      disabled={disabled}
      {...(name === undefined ? {} : { name })}
      autoHighlight
    >
      <Base.InputGroup data-slot="combobox" className={cn("relative", className)}>
        <Base.Input
          placeholder={placeholder}
          aria-label={ariaLabel}
          className={cn(
            controlClass,
            controlHeight,
            required ? "pr-8 pointer-coarse:pr-11" : "pr-14 pointer-coarse:pr-20",
          )}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-muted-foreground">
          {!required && (
            <Base.Clear aria-label={words.clearLabel} className={buttonClass}>
              <X aria-hidden className="size-3.5" />
            </Base.Clear>
          )}
          <Base.Trigger aria-label={words.openLabel} className={buttonClass}>
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup loading={loading} emptyText={words.emptyText} loadingText={words.loadingText} />
    </Base.Root>
  );
}

const buttonClass =
  "grid size-6 place-items-center rounded-sm hover:bg-hover hover:text-foreground pointer-coarse:size-9";
