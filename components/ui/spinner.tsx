import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/core/cn";

/** Decoration for something that says by itself that it is busy; `label` when it stands alone. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  const icon = <LoaderCircle aria-hidden className={cn("size-4 animate-spin motion-reduce:animate-none", className)} />;
  if (label === undefined) return icon;
  return (
    <span data-slot="spinner" role="status" className="inline-flex items-center gap-2 text-sm text-muted-foreground">
      {icon}
      {label}
    </span>
  );
}
