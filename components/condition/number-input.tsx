"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";

type NumberInputProps = {
  label: string;
  value: number | undefined;
  /** Called for what is a number only; half-typed ones stay in the field. */
  onValueChange: (value: number) => void;
  /** Whole numbers from here on; without it, any number. */
  least?: number;
  className?: string;
};

export function NumberInput({ label, value, onValueChange, least, className }: NumberInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Input
      type="number"
      aria-label={label}
      className={className}
      step={least === undefined ? "any" : 1}
      min={least}
      value={typed ?? value ?? ""}
      onChange={(event) => {
        setTyped(event.target.value);
        const number = event.target.valueAsNumber;
        if (Number.isFinite(number) && (least === undefined || (Number.isInteger(number) && number >= least)))
          onValueChange(number);
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
    />
  );
}
