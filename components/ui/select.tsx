"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { controlClass, controlHeight, optionClass, popupClass } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: string;
  /** Drawn instead of the label, e.g. a pill. */
  view?: React.ReactNode;
  disabled?: boolean;
  /** Options of one group stand together, under its name. */
  group?: string;
};

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value?: Value | null;
  defaultValue?: Value | null;
  onValueChange?: (value: Value) => void;
  placeholder?: string;
  name?: string;
  id?: string;
  required?: boolean;
  disabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  "aria-label"?: string;
};

/** One of a few. For many, or to search, use `Combobox`. */
export function Select<Value extends string>({
  options,
  onValueChange,
  placeholder,
  size = "md",
  className,
  id,
  "aria-label": ariaLabel,
  ...root
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root<Value>
      items={options}
      modal={false}
      {...root}
      onValueChange={(value) => {
        if (value !== null) onValueChange?.(value);
      }}
    >
      <BaseSelect.Trigger
        data-slot="select"
        id={id}
        aria-label={ariaLabel}
        className={cn(
          controlClass,
          controlHeight,
          "flex cursor-default items-center justify-between gap-2 text-left select-none",
          size === "sm" && "h-7",
          className,
        )}
      >
        <BaseSelect.Value className="truncate data-placeholder:text-muted-foreground">
          {(value: Value | null) => {
            const chosen = options.find((option) => option.value === value);
            return chosen ? (chosen.view ?? chosen.label) : (placeholder ?? "");
          }}
        </BaseSelect.Value>
        <BaseSelect.Icon className="shrink-0 text-muted-foreground">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <BaseSelect.Popup
            className={cn(
              popupClass,
              "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto overscroll-contain p-1",
            )}
          >
            <BaseSelect.List>
              {inGroups(options).map(([group, members]) =>
                group === undefined ? (
                  members.map((option) => <SelectItem key={option.value} option={option} />)
                ) : (
                  <BaseSelect.Group key={group}>
                    <BaseSelect.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-medium text-muted-foreground">
                      {group}
                    </BaseSelect.GroupLabel>
                    {members.map((option) => (
                      <SelectItem key={option.value} option={option} />
                    ))}
                  </BaseSelect.Group>
                ),
              )}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

function SelectItem<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <BaseSelect.Item
      value={option.value}
      label={option.label}
      {...(option.disabled === undefined ? {} : { disabled: option.disabled })}
      className={cn(optionClass, "pr-8")}
    >
      <BaseSelect.ItemText className="min-w-0 flex-1 truncate">{option.view ?? option.label}</BaseSelect.ItemText>
      <BaseSelect.ItemIndicator className="absolute right-3 text-accent-text">
        <Check aria-hidden />
      </BaseSelect.ItemIndicator>
    </BaseSelect.Item>
  );
}

function inGroups<Value extends string>(options: readonly SelectOption<Value>[]) {
  const names = [...new Set(options.map(({ group }) => group))];
  return names.map((name) => [name, options.filter(({ group }) => group === name)] as const);
}
