import { Search } from "lucide-react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/core/cn";

/** A search box; `label` is its name, the placeholder is only a hint. */
export function SearchInput({ label, className, ...props }: React.ComponentProps<typeof Input> & { label: string }) {
  return (
    <div data-slot="search-input" className={cn("relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 z-1 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input type="search" aria-label={label} className="pl-8" {...props} />
    </div>
  );
}
