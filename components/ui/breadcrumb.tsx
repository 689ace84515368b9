import { ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/core/cn";

export type Crumb = { label: string; href?: string };

/** The last one is where we are. */
export function Breadcrumb({
  label,
  crumbs,
  className,
}: {
  label: string;
  crumbs: readonly Crumb[];
  className?: string;
}) {
  return (
    <nav data-slot="breadcrumb" aria-label={label} className={className}>
      <ol className="flex min-w-0 items-center gap-1 text-sm text-muted-foreground">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex min-w-0 items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 opacity-60" />}
            {crumb.href === undefined ? (
              <span
                aria-current={index === crumbs.length - 1 ? "page" : undefined}
                className={cn("truncate", index === crumbs.length - 1 && "text-foreground")}
              >
                {crumb.label}
              </span>
            ) : (
              <Link href={crumb.href} className="truncate rounded-sm hover:text-foreground hover:underline">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
