import { clsx } from "clsx";
import type { ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own shadows: unknown to tailwind-merge they would be taken for a shadow's colour and kept beside `shadow-none`.
const merge = extendTailwindMerge({
  extend: { classGroups: { shadow: [{ shadow: ["card", "popup", "dialog"] }] } },
});

/** Joins class names; of two that set the same property the later one stays. */
export function cn(...classes: ClassValue[]) {
  return merge(clsx(classes));
}
