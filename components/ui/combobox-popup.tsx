"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { optionClass, popupClass } from "@/components/ui/control";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/core/cn";

export type ComboboxOption = {
  value: string;
  label: string;
  hint?: string;
  /** What it is found by besides its label. */
  also?: string;
  view?: React.ReactNode;
  disabled?: boolean;
};

export type ComboboxWords = { emptyText: string; loadingText: string; clearLabel: string; openLabel: string };

type PopupProps = Pick<ComboboxWords, "emptyText" | "loadingText"> & { loading: boolean };

/** The list under a `Combobox` or `MultiCombobox`. */
export function ComboboxPopup({ loading, emptyText, loadingText }: PopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none">
        <Base.Popup className={cn(popupClass, "w-(--anchor-width) max-w-(--available-width) min-w-48")}>
          <Base.Status className="not-empty:border-b not-empty:px-3 not-empty:py-2 not-empty:text-muted-foreground">
            {loading ? (
              <span className="flex items-center gap-2">
                <Spinner className="size-3.5" />
                {loadingText}
              </span>
            ) : null}
          </Base.Status>
          <Base.Empty className="not-empty:px-3 not-empty:py-4 not-empty:text-center not-empty:text-muted-foreground">
            {loading ? null : emptyText}
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
            {(option: ComboboxOption) => (
              <Base.Item
                key={option.value}
                value={option}
                {...(option.disabled === undefined ? {} : { disabled: option.disabled })}
                className={cn(optionClass, "relative pr-8")}
              >
                <span className="min-w-0 flex-1 truncate">{option.view ?? option.label}</span>
                {option.hint !== undefined && (
                  <span className="truncate text-xs text-muted-foreground">{option.hint}</span>
                )}
                <Base.ItemIndicator className="absolute right-2.5 text-accent-text">
                  <Check aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
