import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/core/cn";

type StatProps = {
  label: React.ReactNode;
  value: React.ReactNode;
  /** Where the rows behind the number are. */
  href: string;
  delta?: { text: string; direction: "up" | "down" | "same"; meaning: "good" | "bad" | "neutral" };
  note?: React.ReactNode;
  className?: string;
};

const ARROW = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const MEANING = { good: "text-success", bad: "text-danger", neutral: "text-muted-foreground" };

/** A number that opens its rows. */
export function Stat({ label, value, href, delta, note, className }: StatProps) {
  const Arrow = delta ? ARROW[delta.direction] : null;
  return (
    <Link
      data-slot="stat"
      href={href}
      className={cn(
        "group flex min-w-0 flex-col rounded-lg border bg-surface px-4 py-3 shadow-card transition-colors hover:border-control hover:bg-muted/40",
        className,
      )}
    >
      <span className="truncate text-sm text-muted-foreground group-hover:text-foreground">{label}</span>
      <span className="mt-1 text-2xl font-semibold tracking-tight">{value}</span>
      {(delta !== undefined || note !== undefined) && (
        <span className="mt-1 flex flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
          {delta && Arrow && (
            <span className={cn("inline-flex items-center gap-0.5 font-medium", MEANING[delta.meaning])}>
              <Arrow aria-hidden className="size-3.5" />
              {delta.text}
            </span>
          )}
          {note}
        </span>
      )}
    </Link>
  );
}
