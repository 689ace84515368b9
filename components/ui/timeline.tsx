import type { Tone } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";

export function Timeline({ className, ...props }: React.ComponentProps<"ol">) {
  return <ol data-slot="timeline" className={cn("flex flex-col", className)} {...props} />;
}

type TimelineItemProps = {
  icon: React.ReactNode;
  tone?: Tone;
  title: React.ReactNode;
  /** Short as shown ("5 min ago"), and the exact moment. */
  time: { text: string; exact: string; iso: string };
  children?: React.ReactNode;
};

export function TimelineItem({ icon, tone = "gray", title, time, children }: TimelineItemProps) {
  return (
    <li data-slot="timeline-item" className="group/item relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-7 bottom-0 left-3 w-px -translate-x-1/2 bg-border group-last/item:hidden"
      />
      <span
        aria-hidden
        data-tone={tone}
        className="grid size-6 shrink-0 place-items-center rounded-full bg-tone-soft text-tone-text [&_svg]:size-3.5"
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-sm">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <div className="min-w-0">{title}</div>
          <time dateTime={time.iso} title={time.exact} className="shrink-0 text-xs text-muted-foreground">
            <span className="print:hidden">{time.text}</span>
            <span aria-hidden className="hidden print:inline">
              {time.exact}
            </span>
          </time>
        </div>
        {children !== undefined && <div className="mt-1.5">{children}</div>}
      </div>
    </li>
  );
}
