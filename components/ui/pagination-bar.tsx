import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { cn } from "@/lib/core/cn";

type PaginationBarProps = {
  label: string;
  /** What is shown: "1–50 of 2,031". */
  summary: React.ReactNode;
  previousLabel: string;
  nextLabel: string;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  children?: React.ReactNode;
  className?: string;
};

/** For pages reached by a cursor: there is a next one and a previous one, no page 17. */
export function PaginationBar({
  label,
  summary,
  previousLabel,
  nextLabel,
  previousHref,
  nextHref,
  children,
  className,
}: PaginationBarProps) {
  return (
    <nav
      data-slot="pagination-bar"
      aria-label={label}
      className={cn("flex items-center gap-3 text-sm text-muted-foreground", className)}
    >
      <span>{summary}</span>
      {children}
      <div className="ml-auto flex gap-1">
        <PageLink label={previousLabel} href={previousHref}>
          <ChevronLeft aria-hidden />
        </PageLink>
        <PageLink label={nextLabel} href={nextHref}>
          <ChevronRight aria-hidden />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink({ label, href, children }: { label: string; href: string | undefined; children: React.ReactNode }) {
  if (href === undefined) {
    return (
      <Button size="icon-sm" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <LinkButton href={href} size="icon-sm" aria-label={label} title={label}>
      {children}
    </LinkButton>
  );
}
