"use client";

import { useState } from "react";
import { Textarea } from "@/components/ui/textarea";

type LinesInputProps = {
  label: string;
  placeholder: string;
  value: string[];
  onValueChange: (value: string[]) => void;
};

/** Several texts, one per line: a text may have commas in it. */
export function LinesInput({ label, placeholder, value, onValueChange }: LinesInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Textarea
      aria-label={label}
      placeholder={placeholder}
      className="min-h-8 pointer-coarse:min-h-11"
      value={typed ?? value.join("\n")}
      onChange={(event) => {
        setTyped(event.target.value);
        const lines = event.target.value.split("\n").map((line) => line.trim());
        onValueChange(lines.filter((line) => line !== ""));
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
    />
  );
}
