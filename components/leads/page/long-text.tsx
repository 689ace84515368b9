"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/core/cn";

const CLAMP = { 4: "line-clamp-4", 10: "line-clamp-10" };
/** Fewer fit anywhere without being cut. */
const SHORT = { 4: 160, 10: 400 };

type LongTextProps = {
  text: string;
  lines?: keyof typeof CLAMP;
  className?: string;
  /** Drawn instead of the plain text. */
  children?: React.ReactNode;
};

/** A line break that a form plugin wrote into what somebody typed; kept as it came, shown as what it means. */
const BREAK = /<br ?\/?>\r?\n?/gi;

/** A text of any length: its beginning, and the rest when asked for. */
export function LongText({
  text: kept,
  lines = 10,
  className,
  children = kept.replaceAll(BREAK, "\n"),
}: LongTextProps) {
  const text = kept.replaceAll(BREAK, "\n");
  const t = useTranslations("lead");
  const [open, setOpen] = useState(false);
  const long = text.length > SHORT[lines] || text.split("\n").length > lines;
  const shown = useRef<HTMLSpanElement>(null);
  /** Whether it is cut here, which only the browser knows. */
  const [cut, setCut] = useState(true);
  useEffect(() => {
    const element = shown.current;
    if (!element || !long || open) return;
    const look = new ResizeObserver(() => {
      setCut(element.scrollHeight > element.clientHeight + 1);
    });
    look.observe(element);
    return () => {
      look.disconnect();
    };
  }, [long, open]);
  return (
    <>
      <span
        ref={shown}
        dir="auto"
        className={cn(
          "block whitespace-pre-line wrap-anywhere print:line-clamp-none",
          long && !open && CLAMP[lines],
          className,
        )}
      >
        {children}
      </span>
      {long && (cut || open) && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-1 text-sm font-medium text-accent-text hover:underline pointer-coarse:py-2 print:hidden"
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? t("showLess") : t("showAll")}
        </button>
      )}
    </>
  );
}
