"use client";

import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { cn } from "@/lib/core/cn";

/** Days as `2026-11-23`; null is open on that side. */
export type DateSpan = { from: string | null; to: string | null };

export type DatePreset = { key: string; label: string; span: DateSpan };

type DateRangeProps = {
  label: string;
  fromLabel: string;
  toLabel: string;
  value: DateSpan;
  onValueChange: (value: DateSpan) => void;
  presets?: readonly DatePreset[];
  className?: string;
};

export function DateRange({
  label,
  fromLabel,
  toLabel,
  value,
  onValueChange,
  presets = [],
  className,
}: DateRangeProps) {
  return (
    <div data-slot="date-range" role="group" aria-label={label} className={cn("flex flex-col gap-3", className)}>
      {presets.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {presets.map((preset) => {
            const active = preset.span.from === value.from && preset.span.to === value.to;
            return (
              <Button
                key={preset.key}
                size="sm"
                variant={active ? "secondary" : "ghost"}
                aria-pressed={active}
                onClick={() => {
                  onValueChange(preset.span);
                }}
              >
                {preset.label}
              </Button>
            );
          })}
        </div>
      )}
      <div className="grid grid-cols-2 gap-2">
        <Field label={fromLabel}>
          <DateInput
            value={value.from ?? ""}
            max={value.to ?? undefined}
            onChange={(event) => {
              onValueChange({ ...value, from: event.currentTarget.value || null });
            }}
          />
        </Field>
        <Field label={toLabel}>
          <DateInput
            value={value.to ?? ""}
            min={value.from ?? undefined}
            onChange={(event) => {
              onValueChange({ ...value, to: event.currentTarget.value || null });
            }}
          />
        </Field>
      </div>
    </div>
  );
}
