"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, controlHeight } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

type CopyFieldProps = { label: string; value: string; copyLabel: string; copiedLabel: string; className?: string };

const COPIED_SHOWN_MS = 2000;

/** An address or a secret to take elsewhere. */
export function CopyField({ label, value, copyLabel, copiedLabel, className }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, COPIED_SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  const Icon = copied ? Check : Copy;
  return (
    <div data-slot="copy-field" className={cn("flex gap-2", className)}>
      <input
        ref={field}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        className={cn(controlClass, controlHeight, "flex-1 bg-muted font-mono text-xs")}
      />
      <Button
        onClick={() => {
          if (field.current) void copy(field.current).then(setCopied);
        }}
      >
        <Icon aria-hidden />
        <span aria-live="polite">{copied ? copiedLabel : copyLabel}</span>
      </Button>
    </div>
  );
}

// Over plain http (an intranet) the browser has no navigator.clipboard; the old command still works on a selection.
async function copy(field: HTMLInputElement) {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(field.value);
      return true;
    } catch {
      // Refused by a permission: the selection below needs none.
    }
  }
  field.focus();
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing replaces it outside https
  return document.execCommand("copy");
}
