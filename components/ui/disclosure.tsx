import { ChevronRight } from "lucide-react";
import { cn } from "@/lib/core/cn";

type DisclosureProps = Omit<React.ComponentProps<"details">, "summary"> & {
  summary: React.ReactNode;
  note?: React.ReactNode;
};

/** Details that open in place, without any script. */
export function Disclosure({ summary, note, className, children, ...props }: DisclosureProps) {
  return (
    <details data-slot="disclosure" className={cn("group/disclosure", className)} {...props}>
      <summary className="flex min-h-8 list-none items-center gap-1.5 rounded-md text-sm font-medium hover:text-accent-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-open/disclosure:rotate-90"
        />
        <span className="min-w-0 flex-1">{summary}</span>
        {note !== undefined && <span className="text-xs font-normal text-muted-foreground">{note}</span>}
      </summary>
      <div className="pt-1 pb-2 pl-5.5">{children}</div>
    </details>
  );
}
