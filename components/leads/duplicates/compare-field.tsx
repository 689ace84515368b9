"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import type { ComparedField, Side } from "@/lib/leads/merging/comparison/schema";

type CompareFieldProps = {
  field: ComparedField;
  labels: Record<Side, string>;
  side: Side;
  onChange: (side: Side) => void;
};

/** A field that differs: one of its two values is kept. */
export function CompareField({ field, labels, side, onChange }: CompareFieldProps) {
  const t = useTranslations("duplicates");
  const name = t(`fields.${field.field}`);
  const textOf = (one: Side) => {
    const { text } = field[one];
    if (text === "") return field.field === "ownerId" ? t("nobody") : t("empty");
    return field.field === "priority" ? t(`priority.${text as "low"}`) : text;
  };
  return (
    <fieldset className="min-w-0 px-4 py-3 text-sm">
      <legend className="float-left mb-1.5 w-full text-xs font-medium text-muted-foreground">{name}</legend>
      <div className="clear-both grid grid-cols-2 gap-2 sm:gap-3">
        {(["a", "b"] as const).map((one) => (
          <label
            key={one}
            className={cn(
              "flex min-w-0 items-start gap-2 rounded-md border px-2.5 py-2 has-focus-visible:outline-2 has-focus-visible:outline-ring",
              one === side ? "border-accent bg-accent-soft" : "text-muted-foreground hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name={field.field}
              aria-label={t("takeFrom", { field: name, value: textOf(one), lead: labels[one] })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={one === side}
              onChange={() => {
                onChange(one);
              }}
            />
            <span dir="auto" className="line-clamp-6 min-w-0 text-left whitespace-pre-line wrap-anywhere">
              {textOf(one)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
