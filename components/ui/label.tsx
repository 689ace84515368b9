import { cn } from "@/lib/core/cn";

export const labelClass = "text-sm font-medium text-foreground select-none";

/** For a control outside a `Field`; give it `htmlFor`. */
export function Label({ className, ...props }: React.ComponentProps<"label">) {
  return <label data-slot="label" className={cn(labelClass, className)} {...props} />;
}
