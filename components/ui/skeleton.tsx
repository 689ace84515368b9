import { cn } from "@/lib/core/cn";

/** Holds the place of something really slow; say so in words beside it (`Spinner` with a label, or `aria-busy`). */
export function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="skeleton" aria-hidden className={cn("animate-shimmer rounded-md bg-muted", className)} {...props} />
  );
}
