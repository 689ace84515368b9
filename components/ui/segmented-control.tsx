"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { cn } from "@/lib/core/cn";

export type Segment<Value extends string = string> = { value: Value; label: string; icon?: React.ReactNode };

type SegmentedControlProps<Value extends string> = {
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** Shows the icons only; the labels stay as names. */
  iconsOnly?: boolean;
  className?: string;
};

/** One of two to five views of the same thing. */
export function SegmentedControl<Value extends string>({
  label,
  segments,
  value,
  onValueChange,
  iconsOnly = false,
  className,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup<Value>
      data-slot="segmented-control"
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => {
        if (next !== undefined) onValueChange(next);
      }}
      className={cn("inline-flex h-8 items-stretch gap-1 rounded-lg bg-muted p-1 pointer-coarse:h-11", className)}
    >
      {segments.map((segment) => (
        <Toggle
          key={segment.value}
          value={segment.value}
          aria-label={segment.label}
          {...(iconsOnly ? { title: segment.label } : {})}
          className="inline-flex min-w-8 flex-auto items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground data-pressed:bg-raised data-pressed:text-foreground data-pressed:shadow-card dark:data-pressed:bg-control [&_svg]:size-4"
        >
          {segment.icon}
          {!iconsOnly && segment.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
