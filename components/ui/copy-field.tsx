"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, controlHeight } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

type CopyFieldProps = {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
  /** Said when the browser refuses: the text is selected, and the keyboard copies it. */
  refusedText: string;
  className?: string;
};

const COPIED_SHOWN_MS = 2000;

/** An address or a secret to take elsewhere. */
export function CopyField({ label, value, copyLabel, copiedLabel, refusedText, className }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<"copied" | "refused">();
  const copied = result === "copied";

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setResult(undefined);
    }, COPIED_SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  const Icon = copied ? Check : Copy;
  return (
    <div data-slot="copy-field" className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex flex-col gap-2 sm:flex-row">
        <input
          ref={field}
          readOnly
          aria-label={label}
          value={value}
          onFocus={({ currentTarget: input }) => {
            // After a dialog, which selects its first field itself and leaves the end in view.
            requestAnimationFrame(() => {
              input.setSelectionRange(0, input.value.length, "backward");
              input.scrollLeft = 0;
            });
          }}
          className={cn(controlClass, controlHeight, "bg-muted font-mono text-xs text-ellipsis sm:flex-1")}
        />
        <Button
          onClick={() => {
            if (!field.current) return;
            void copy(field.current).then((done) => {
              setResult(done ? "copied" : "refused");
            });
          }}
        >
          <Icon aria-hidden />
          <span aria-live="polite">{copied ? copiedLabel : copyLabel}</span>
        </Button>
      </div>
      <p role="status" className="text-xs text-muted-foreground empty:hidden">
        {result === "refused" ? refusedText : ""}
      </p>
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
  field.setSelectionRange(0, field.value.length, "backward");
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing replaces it outside https
  return document.execCommand("copy");
}
