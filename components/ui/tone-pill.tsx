import type { Tone } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";

type TonePillProps = React.ComponentProps<"span"> & { tone: Tone; dot?: boolean };

/** Where something stands, in the colour that its data chose; the words say it too. */
export function TonePill({ tone, dot = true, className, children, ...props }: TonePillProps) {
  return (
    <span
      data-slot="tone-pill"
      data-tone={tone}
      className={cn(
        "inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-full bg-tone-soft px-2 text-xs font-medium whitespace-nowrap text-tone-text",
        className,
      )}
      {...props}
    >
      {dot && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-tone-dot" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
