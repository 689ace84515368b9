"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type CountFieldProps = {
  label: React.ReactNode;
  hideLabel?: boolean;
  hint?: React.ReactNode;
  error?: React.ReactNode;
  value: number | null;
  max?: number;
  /** Nothing is written there: there is no limit. */
  onChange: (value: number | null) => void;
  className?: string;
};

/** A whole number from 1 on, or nothing. */
export function CountField({ value, max = 100_000, onChange, ...field }: CountFieldProps) {
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  return (
    <Field {...field}>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={max}
        step={1}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          // What is no number has no value either; it is refused with the rule, and not taken for nothing.
          onChange(target.value === "" && !target.validity.badInput ? null : target.valueAsNumber);
        }}
      />
    </Field>
  );
}

/** Whether it can be saved. */
export function isCount(value: number | null, max = 100_000): boolean {
  return value === null || (Number.isInteger(value) && value >= 1 && value <= max);
}
