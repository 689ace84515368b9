import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Definition } from "@/components/ui/definition";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/core/cn";

type StatProps = {
  label: React.ReactNode;
  value: React.ReactNode;
  /** Where the rows behind the number are. */
  href: string;
  delta?: { text: string; direction: "up" | "down" | "same"; meaning: "good" | "bad" | "neutral" };
  note?: React.ReactNode;
  /** What it counts, for whoever asks; `label` names the button that says it. */
  definition?: { label: string; text: string };
  className?: string;
};

const ARROW = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const MEANING = { good: "text-success", bad: "text-danger", neutral: "text-muted-foreground" };

/** A number that opens its rows. */
export function Stat({ label, value, href, delta, note, definition, className }: StatProps) {
  const Arrow = delta ? ARROW[delta.direction] : null;
  const link = (
    <Link
      data-slot="stat"
      href={href}
      className={cn(
        "group flex min-w-0 flex-col rounded-lg border bg-surface px-4 py-3 shadow-card transition-colors hover:border-control hover:bg-muted/40",
        className,
      )}
    >
      <span className={cn("truncate text-sm text-muted-foreground group-hover:text-foreground", definition && "pr-6")}>
        {label}
      </span>
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
  if (!definition) return link;
  return (
    <div className="relative flex min-w-0 flex-col">
      {link}
      <span className="absolute top-1.5 right-1.5">
        <Definition label={definition.label}>{definition.text}</Definition>
      </span>
    </div>
  );
}
